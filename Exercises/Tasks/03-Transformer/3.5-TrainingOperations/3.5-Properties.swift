import ExerciseKit

extension Chapter03 {
  static var trainingOperationsProperties: Properties<TrainingOperations> {
    typealias Question = (
      layers: Int, width: Int, vocabulary: Int, context: Double, tokens: Double
    )
    typealias Output = (
      head: Double, weights: Double, products: Double, again: Double, headAgain: Double
    )
    let questions: [Question] = [
      (6, 512, 8_000, 256, 7e8), (12, 768, 50_257, 1_024, 1e10),
      (70, 7_680, 131_072, 2_048, 5.69e11),
      (2, 64, 1_000, 128, 1e6), (24, 2_048, 32_000, 4_096, 2e9), (4, 100, 500, 50, 1e4),
      (1, 32, 64, 16, 100),
    ]
    let inputs: [Facet<Question>] = [
      .count("the layers", \.layers), .count("the width", \.width),
      .count("the vocabulary", \.vocabulary), .number("the context", \.context),
      .number("the tokens", \.tokens),
    ]
    // What is computed is a sum: each of its terms by itself.
    let ask: @Sendable (TrainingOperations, Question) throws -> Output = { operations, question in
      func shape(_ layers: Int) -> Shape {
        Shape(
          layerCount: layers, width: question.width, vocabularySize: question.vocabulary,
          positionCount: 0, hasEmbeddingNorm: false)
      }
      func asked(_ layers: Int, _ context: Double, _ again: Bool) throws -> Double {
        try operations(shape(layers), context, question.tokens, again)
      }
      let head = try asked(0, question.context, false)
      let weights = try asked(question.layers, 0, false) - (try asked(0, 0, false))
      let all = try asked(question.layers, question.context, false)
      let products = all - head - weights
      let headAgain = try asked(0, question.context, true) - head
      let again = try asked(question.layers, question.context, true) - all - headAgain
      return (head, weights, products, again, headAgain)
    }
    let laws: [Law<Question, Output>] = [
      Law("the head's work is not repeated") { question, terms in
        abs(terms.headAgain) <= 1e-6 * abs(terms.head)
          ? nil
          : "where there is no block, recomputation still adds \(written(terms.headAgain / terms.head)) of "
            + "the head's operations; the head is kept"
      },
      Law("recomputation adds a third of the blocks' work") { question, terms in
        let share = terms.again / (terms.weights + terms.products)
        return abs(share - 1.0 / 3) < 1e-3
          ? nil
          : "to compute the blocks a second time on the way back should add a third of their operations; "
            + "yours adds \(written(share)) of them"
      },
      Law("the head costs what a matrix of V · D weights costs") { question, terms in
        let share =
          terms.head / (Double(question.vocabulary) * Double(question.width) * question.tokens)
        return abs(share - 6) < 1e-3
          ? nil
          : "where there is no block, each of the head's V · D weights takes \(written(share)) operations a "
            + "token with you; a multiplication with its addition is 2, and the way back twice the way there"
      },
      Law("a block's weights cost 6 operations a token each") { question, terms in
        let all = Double(question.layers) * Double(question.width) * Double(question.width)
        let share = terms.weights / (all * question.tokens)
        return abs(share - 72) < 1e-2
          ? nil
          : "with a context of 0, each of a block's 12 · D² weights takes \(written(share / 12)) operations "
            + "a token with you; a multiplication with its addition is 2, and the way back twice the way "
            + "there"
      },
      Law("the two products without weights cost 12 · T · D a token and block") { question, terms in
        let all = Double(question.layers) * Double(question.width) * question.context
        let share = terms.products / (all * question.tokens)
        return abs(share - 12) < 1e-2
          ? nil
          : "what a context of T adds for a token and block, the two products without weights, comes to "
            + "\(written(share)) · T · D with you, there and back: too \(share > 12 ? "much" : "little")"
      },
    ]
    return Properties(
      of: questions,
      parts: [
        "head": "the head's operations", "weights": "the operations of the blocks' weights",
        "products": "what the context adds", "again": "what recomputation adds",
        "headAgain": "what recomputation adds to the head",
      ], ask: ask, inputs: inputs, laws: laws)
  }
}

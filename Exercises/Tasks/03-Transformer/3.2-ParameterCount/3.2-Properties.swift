import ExerciseKit

extension Chapter03 {
  static var parameterCountProperties: Properties<ParameterCount> {
    typealias Question = (layers: Int, width: Int, vocabulary: Int, positions: Int)
    typealias Output = (block: Int, token: Int, position: Int, norm: Int, rest: Int, all: Int)
    let questions: [Question] = [
      (2, 4, 10, 6), (3, 6, 11, 3), (12, 768, 50_257, 1_024), (7, 10, 13, 5), (1, 8, 30, 2),
      (70, 7_680, 131_072, 9), (5, 64, 1_000, 128), (4, 12, 100, 50),
    ]
    let inputs: [Facet<Question>] = [
      .count("the layers", \.layers, in: 0...200_000), .count("the width", \.width),
      .count("the vocabulary", \.vocabulary), .count("the positions", \.positions),
    ]
    // A count is the sum of what its pieces cost: asked with one piece more each.
    let ask: @Sendable (ParameterCount, Question) throws -> Output = { count, question in
      func shape(
        layers: Int = 0, tokens: Int = 0, positions: Int = 0, norm: Bool = false
      ) throws -> Int {
        try count(
          Shape(
            layerCount: question.layers + layers, width: question.width,
            vocabularySize: question.vocabulary + tokens,
            positionCount: question.positions + positions, hasEmbeddingNorm: norm))
      }
      let all = try shape()
      let block = try shape(layers: 1) - all
      let token = try shape(tokens: 1) - all
      let position = try shape(positions: 1) - all
      let pieces = question.layers * block + question.vocabulary * token
      return (
        block, token, position, try shape(norm: true) - all,
        all - pieces - question.positions * position, all
      )
    }
    let laws: [Law<Question, Output>] = [
      Law("a block costs the same whatever the vocabulary and the positions are") {
        question, costs in
        let d = question.width
        let right = 12 * d * d + 13 * d
        guard costs.block != right else { return nil }
        let gap = costs.block - right
        for (unit, name) in [(d * d, "D · D"), (d, "D")] where gap % unit == 0 {
          return "one block more of width \(d) adds \(abs(gap / unit)) · \(name) parameters too "
            + (gap > 0 ? "many" : "few")
        }
        return
          "one block more of width \(d) adds \(abs(gap)) parameters too \(gap > 0 ? "many" : "few")"
      },
      Law("a token more costs a row") { question, costs in
        costs.token == question.width
          ? nil
          : "one token more in the vocabulary should cost one row of \(question.width); yours costs "
            + "\(costs.token)"
      },
      Law("a position more costs a row") { question, costs in
        costs.position == question.width
          ? nil
          : "one learned position more should cost one row of \(question.width); yours costs "
            + "\(costs.position)"
      },
      Law("the embedding's normalization costs gain and bias") { question, costs in
        costs.norm == 2 * question.width
          ? nil
          : "the embedding's normalization, a gain and a bias of width \(question.width), costs "
            + "\(costs.norm) with you"
      },
      Law("beside blocks and tables there is the last normalization alone") { question, costs in
        guard costs.rest != 2 * question.width else { return nil }
        return
          "what stands beside blocks and embeddings, the last normalization, should have a gain and "
          + "a bias of width \(question.width); yours comes to \(costs.rest)"
      },
    ]
    return Properties(
      of: questions,
      parts: [
        "block": "what a block adds", "token": "what a token of the vocabulary adds",
        "position": "what a learned position adds", "norm": "what the embedding's norm adds",
        "rest": "what stands beside blocks and tables", "all": "all parameters",
      ], ask: ask, inputs: inputs, laws: laws)
  }
}

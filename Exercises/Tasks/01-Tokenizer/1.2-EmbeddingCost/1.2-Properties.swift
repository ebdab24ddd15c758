import ExerciseKit

extension Chapter01 {
  static var embeddingCostProperties: Properties<EmbeddingCost> {
    typealias Question = (vocabularySize: Double, width: Double, modelParameters: Double)
    let questions: [Question] = [
      (131_072, 7_680, 50_558_868_480), (50_257, 768, 124_439_808), (32_000, 4_096, 7e9),
      (8_000, 512, 3e7), (250_000, 1_024, 6e8), (1_000, 64, 2e5), (100_000, 12_288, 1.75e11),
      (65_000, 2_048, 1.3e9),
    ]
    let inputs: [Facet<Question>] = [
      .number("vocabularySize", \.vocabularySize), .number("width", \.width),
      .number("modelParameters", \.modelParameters),
    ]
    let laws: [Law<Question, Double>] = [
      Law("a share lies between 0 and 1") { question, share in
        share >= 0 && share <= 1
          ? nil
          : "of a model whose embedding is smaller than itself you give \(written(share)), which is "
            + "no share between 0 and 1"
      }
    ]
    return Properties(
      of: questions, ask: { try $0($1.vocabularySize, $1.width, $1.modelParameters) },
      inputs: inputs, laws: laws)
  }
}

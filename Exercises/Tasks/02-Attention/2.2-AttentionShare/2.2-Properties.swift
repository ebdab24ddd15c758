import ExerciseKit

extension Chapter02 {
  static var attentionShareProperties: Properties<AttentionShare> {
    typealias Question = (contextLength: Double, width: Double)
    let questions: [Question] = [
      (2_048, 7_680), (1_024, 768), (3_072, 512), (128, 4_096), (48, 8), (100_000, 1_024),
      (6_000, 2_000), (512, 64), (8_192, 12_288),
    ]
    let inputs: [Facet<Question>] = [
      .number("contextLength", \.contextLength), .number("width", \.width),
    ]
    let laws: [Law<Question, Double>] = [
      Law("a share lies between 0 and 1") { _, share in
        share > 0 && share < 1 ? nil : "\(written(share)) is no share between 0 and 1"
      },
      Law("with six widths of context both halves of the work are equal") { question, share in
        guard question.contextLength == 6 * question.width, abs(share - 0.5) > 1e-6 else {
          return nil
        }
        let other = share < 1 ? written(share / (1 - share)) : "many"
        return
          "where the context is six times as long as the width, the two products should take as "
          + "much as all matrices with weights; yours take \(other) times as much"
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("twice as much of both, context and width") {
        (2 * $0.contextLength, 2 * $0.width)
      }
    ]
    return Properties(
      of: questions, ask: { try $0($1.contextLength, $1.width) }, inputs: inputs, laws: laws,
      variations: variations)
  }
}

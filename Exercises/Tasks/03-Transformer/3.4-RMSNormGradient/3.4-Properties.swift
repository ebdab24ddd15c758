import ExerciseKit

extension Chapter03 {
  static var rmsNormGradientProperties: Properties<RMSNormGradient> {
    typealias Question = (
      row: [Double], gain: [Double], outputGradient: [Double], epsilon: Double
    )
    let questions: [Question] = [
      ([2, -1, 0.5, 3], [1, 2, -0.5, 1.5], [1, -3, 2, 0.5], 0.5), ([1, 7], [2, 1], [3, 1], 11),
      ([-4, 1, 2], [1, 1, 1], [0, 2, -1], 0), ([1, 7], [1, 1], [1, 0], 0),
      ([3, -2, 1], [1, 2, 3], [0, 0, 0], 1),
      ([0.5, 0.25, -1, 2, 1], [1, 1, 1, 1, 1], [0, 0, 1, 0, 0], 0.25),
      ([5, 5], [1, 1], [2, 2], 0.1), ([-1, -2, -3], [2, 0.5, 1], [1, 2, 0.5], 2),
      ([4, 0], [1, 3], [0, 2], 9), ([6, 2, 3], [0.5, 1.5, 1], [1, 0, 0], 0.75),
    ]
    let inputs: [Facet<Question>] = [
      .list("the row", \.row, keepsCount: true), .list("the gains", \.gain, keepsCount: true),
      .list("outputGradient", \.outputGradient, keepsCount: true), .number("epsilon", \.epsilon),
    ]
    let laws: [Law<Question, [Double]>] = [
      Law("a stream keeps its width") { question, answer in
        answer.count == question.row.count
          ? nil : "of a stream of width \(question.row.count) you return \(answer.count) numbers"
      },
      Law("where the loss does not depend on y, it does not depend on x") { question, answer in
        guard Set(question.outputGradient) == [0], let most = answer.map({ abs($0) }).max() else {
          return nil
        }
        return most < 1e-12
          ? nil : "where ∂L/∂y is 0 everywhere, your ∂L/∂x has a \(written(most)) in it"
      },
      Law("with an epsilon of 0 nothing is gained along the stream") { question, answer in
        guard question.epsilon == 0, answer.count == question.row.count else { return nil }
        let along = zip(question.row, answer).reduce(0) { $0 + $1.0 * $1.1 }
        return abs(along) < 1e-9
          ? nil
          : "with an epsilon of 0 a stream twice as long has the same y, so Σ x · ∂L/∂x should be 0; "
            + "yours is \(written(along)): the two paths do not cancel along the stream"
      },
      Law("an x whose own y does not matter is reached through r, against its sign") {
        question, answer in
        guard answer.count == question.row.count, path(question) != 0 else {
          return nil
        }
        let path = path(question)
        for place in answer.indices where question.outputGradient[place] == 0 {
          let (x, own) = (question.row[place], answer[place])
          if x != 0, own == 0 {
            return
              "where ∂L/∂y[\(place)] is 0 your ∂L/∂x[\(place)] is 0, too: x[\(place)] stands in r, "
              + "and so in all other y"
          }
          if x != 0, (own > 0) == (x * path > 0) {
            return "the way through r has the wrong sign: where ∂L/∂y[\(place)] is 0 your "
              + "∂L/∂x[\(place)] is \(written(own)); a larger x makes r smaller"
          }
        }
        return nil
      },
      Law("an x of 0 is reached through its own y alone") { question, answer in
        guard answer.count == question.row.count else { return nil }
        let count = Double(question.row.count)
        let square = question.row.reduce(0) { $0 + $1 * $1 } / count + question.epsilon
        for place in answer.indices where question.row[place] == 0 {
          let wanted =
            question.outputGradient[place] * question.gain[place] / square.squareRoot()
          if abs(answer[place] - wanted) > 1e-9 {
            return
              "an x of 0 moves r by nothing, so its own y alone counts, \(written(wanted)); yours is "
              + "\(written(answer[place])): look at the way with r held fast"
          }
        }
        return nil
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("the row doubled and 4 times epsilon") {
        ($0.row.map { 2 * $0 }, $0.gain, $0.outputGradient, 4 * $0.epsilon)
      },
      Variation("row and epsilon alone, all gains being 1", isProbe: false) {
        ($0.row, $0.gain.map { _ in 1 }, $0.outputGradient, $0.epsilon)
      },
      Variation("everything in reverse order") {
        ($0.row.reversed(), $0.gain.reversed(), $0.outputGradient.reversed(), $0.epsilon)
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("epsilon is 0") { $0.epsilon == 0 }, Trait("epsilon is above 0") { $0.epsilon > 0 },
      Trait("all gains are 1") { Set($0.gain) == [1] },
      Trait("a gain is not 1") { Set($0.gain) != [1] },
    ]
    return Properties(
      of: questions, ask: { try $0($1.row, $1.gain, $1.outputGradient, $1.epsilon) },
      inputs: inputs, laws: laws, variations: variations, traits: traits)
  }

  /// Σ ∂L/∂y · gain · x, of whose sign the way through r is.
  private static func path(
    _ question: (row: [Double], gain: [Double], outputGradient: [Double], epsilon: Double)
  ) -> Double {
    question.row.indices.reduce(0) {
      $0 + question.outputGradient[$1] * question.gain[$1] * question.row[$1]
    }
  }
}

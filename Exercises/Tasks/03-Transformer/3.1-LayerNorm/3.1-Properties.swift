import ExerciseKit

extension Chapter03 {
  static var layerNormProperties: Properties<LayerNorm> {
    typealias Question = (row: [Double], gain: [Double], bias: [Double], epsilon: Double)
    let questions: [Question] = [
      ([1, 3, 5, 11], [1, 2, -1, 0.5], [0, 1, 1, 2], 2),
      ([4, -2, 0], [1, 3, 1], [0.5, 0, -1], 0.25),
      ([7, 7], [1, 2], [0.5, 3], 0.5),
      ([2, -1, 0.5, 3, 7], [0.5, 1.5, 2, -1, 3], [1, 0.3, -2, 0.7, 0.25], 0.1),
      ([-3, -5, -1], [2, 1, 0.5], [0, 0, 0], 1), ([0.25, 0.5], [1, 1], [0, 0], 0.01),
      ([10, 20, 40, 30], [1, 1, 1, 1], [0, 0, 0, 0], 1e-6), ([-2, 2], [3, -3], [1, 2], 4),
      ([100, 101, 99, 104, 96], [1, 0.5, 2, 1, 1], [1, 2, 3, 4, 5], 0.5), ([5], [2], [3], 1),
    ]
    let inputs: [Facet<Question>] = [
      .list("the row", \.row, keepsCount: true), .list("the gains", \.gain, keepsCount: true),
      .list("the biases", \.bias, keepsCount: true), .number("epsilon", \.epsilon),
    ]
    let laws: [Law<Question, [Double]>] = [
      Law("a stream keeps its width") { question, answer in
        answer.count == question.row.count
          ? nil : "of a stream of width \(question.row.count) you return \(answer.count) numbers"
      },
      Law("a row of equal numbers becomes the biases") { question, answer in
        guard Set(question.row).count == 1, answer.count == question.bias.count else { return nil }
        let gap = zip(answer, question.bias).map { abs($0 - $1) }.max() ?? 0
        return gap < 1e-9
          ? nil
          : "the row \(question.row), of equal numbers, should become its biases, \(question.bias); it "
            + "became \(answer.map(written).joined(separator: ", "))"
      },
      Law("without gain and bias the numbers have mean 0") { question, answer in
        let plain = plain(question, answer)
        guard !plain.isEmpty else { return nil }
        let mean = plain.reduce(0, +) / Double(plain.count)
        return abs(mean) < 1e-6
          ? nil
          : "with gains and biases taken out again, your numbers have a mean of \(written(mean)), not 0"
      },
      Law("without gain and bias the numbers have variance 1, less what epsilon takes") {
        question, answer in
        let plain = plain(question, answer)
        guard plain.count > 1 else { return nil }
        let count = Double(plain.count)
        let mean = question.row.reduce(0, +) / count
        let variance = question.row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let own = plain.reduce(0) { $0 + $1 * $1 } / count
        let wanted = variance / (variance + question.epsilon)
        return abs(own - wanted) < 1e-6
          ? nil
          : "with gains and biases taken out again, the variance of your numbers is \(written(own)); for "
            + "a variance of \(written(variance)) and an epsilon of \(written(question.epsilon)) it "
            + "should be \(written(wanted))"
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("the row 10 higher") { ($0.row.map { $0 + 10 }, $0.gain, $0.bias, $0.epsilon) },
      Variation("the row doubled and 4 times epsilon") {
        ($0.row.map { 2 * $0 }, $0.gain, $0.bias, 4 * $0.epsilon)
      },
      Variation("gains and biases doubled") {
        ($0.row, $0.gain.map { 2 * $0 }, $0.bias.map { 2 * $0 }, $0.epsilon)
      },
      Variation("everything in reverse order") {
        ($0.row.reversed(), $0.gain.reversed(), $0.bias.reversed(), $0.epsilon)
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("the row's mean is 0") { $0.row.reduce(0, +) == 0 },
      Trait("the gains are all 1, and the biases 0") {
        Set($0.gain) == [1] && Set($0.bias) == [0]
      },
      Trait("all biases are 0") { Set($0.bias) == [0] },
    ]
    return Properties(
      of: questions, ask: { try $0($1.row, $1.gain, $1.bias, $1.epsilon) }, inputs: inputs,
      laws: laws, variations: variations, traits: traits)
  }

  /// An answer with gains and biases taken out again; none where a gain is 0.
  private static func plain(
    _ question: (row: [Double], gain: [Double], bias: [Double], epsilon: Double),
    _ answer: [Double]
  ) -> [Double] {
    guard answer.count == question.row.count, !question.gain.contains(0) else { return [] }
    return answer.indices.map { (answer[$0] - question.bias[$0]) / question.gain[$0] }
  }
}

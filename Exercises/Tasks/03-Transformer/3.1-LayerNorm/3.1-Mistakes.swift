import ExerciseKit

/// The known mistakes of exercise 3.1.
public var layerNormMistakes: [KnownMistake<Chapter03.LayerNorm>] {
  [
    KnownMistake("you divided the variance by D − 1: here it is the mean, over D") {
      row, gain, bias, epsilon in
      let count = Double(row.count)
      return normalized(row, gain, bias) { 1 / ($0 * count / (count - 1) + epsilon).squareRoot() }
    },
    KnownMistake("you divided by the variance, not by its root") { row, gain, bias, epsilon in
      normalized(row, gain, bias) { 1 / ($0 + epsilon) }
    },
    KnownMistake("you added epsilon to the root, not to the variance under it") {
      row, gain, bias, epsilon in
      normalized(row, gain, bias) { 1 / ($0.squareRoot() + epsilon) }
    },
    KnownMistake("you left out epsilon: a row of equal numbers divides by 0") {
      row, gain, bias, _ in
      normalized(row, gain, bias) { 1 / $0.squareRoot() }
    },
    KnownMistake("you did not subtract the mean: that is RMS normalization") {
      row, gain, bias, epsilon in
      let square = row.reduce(0) { $0 + $1 * $1 } / Double(row.count)
      let scale = 1 / (square + epsilon).squareRoot()
      return row.indices.map { row[$0] * scale * gain[$0] + bias[$0] }
    },
    KnownMistake("you added the bias before you multiplied by the gain") {
      row, gain, bias, epsilon in
      try layerNorm(
        row, gain: gain, bias: zip(bias, gain).map { $0 * $1 }, epsilon: epsilon)
    },
  ]
}

/// Layer normalization with another scale, a function of the variance over D.
private func normalized(
  _ row: [Double], _ gain: [Double], _ bias: [Double], _ scale: (Double) -> Double
) -> [Double] {
  let mean = row.reduce(0, +) / Double(row.count)
  let factor = scale(row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count))
  return row.indices.map { (row[$0] - mean) * factor * gain[$0] + bias[$0] }
}

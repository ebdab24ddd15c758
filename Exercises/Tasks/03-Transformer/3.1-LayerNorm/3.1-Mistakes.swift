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
    KnownMistake("you left out the gains") { row, gain, bias, epsilon in
      try layerNorm(row, gain: gain.map { _ in 1 }, bias: bias, epsilon: epsilon)
    },
    KnownMistake("you left out the biases") { row, gain, bias, epsilon in
      try layerNorm(row, gain: gain, bias: bias.map { _ in 0 }, epsilon: epsilon)
    },
    KnownMistake("you multiplied by 1 + gain: here the gain itself is the factor") {
      row, gain, bias, epsilon in
      try layerNorm(row, gain: gain.map { $0 + 1 }, bias: bias, epsilon: epsilon)
    },
    KnownMistake("you added up the squared distances: the variance is their mean") {
      row, gain, bias, epsilon in
      normalized(row, gain, bias) { 1 / ($0 * Double(row.count) + epsilon).squareRoot() }
    },
    KnownMistake("you multiplied by the root: it divides") { row, gain, bias, epsilon in
      normalized(row, gain, bias) { ($0 + epsilon).squareRoot() }
    },
    KnownMistake("you squared epsilon: it is added to the variance as it is") {
      row, gain, bias, epsilon in
      normalized(row, gain, bias) { 1 / ($0 + epsilon * epsilon).squareRoot() }
    },
    KnownMistake("you divided by the mean distance from the mean: the variance takes squares") {
      row, gain, bias, epsilon in
      let mean = row.reduce(0, +) / Double(row.count)
      let distance = row.reduce(0) { $0 + abs($1 - mean) } / Double(row.count)
      return normalized(row, gain, bias) { _ in 1 / (distance + epsilon) }
    },
    KnownMistake("you took the mean for the variance only: it is subtracted from each number, too")
    {
      row, gain, bias, epsilon in
      let mean = row.reduce(0, +) / Double(row.count)
      let squares = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let scale = 1 / (squares / Double(row.count) + epsilon).squareRoot()
      return row.indices.map { row[$0] * scale * gain[$0] + bias[$0] }
    },
    KnownMistake("you subtracted the mean, but took the squares of the numbers as they were") {
      row, gain, bias, epsilon in
      let square = row.reduce(0) { $0 + $1 * $1 } / Double(row.count)
      return normalized(row, gain, bias) { _ in 1 / (square + epsilon).squareRoot() }
    },
    KnownMistake("you spread the numbers from 0 to 1: asked are mean 0 and variance 1") {
      row, gain, bias, epsilon in
      let (low, high) = (row.min() ?? 0, row.max() ?? 0)
      return row.indices.map { (row[$0] - low) / (high - low + epsilon) * gain[$0] + bias[$0] }
    },
    KnownMistake("you exchanged gain and bias") { row, gain, bias, epsilon in
      try layerNorm(row, gain: bias, bias: gain, epsilon: epsilon)
    },
    KnownMistake("you subtracted the bias: it is added") { row, gain, bias, epsilon in
      try layerNorm(row, gain: gain, bias: bias.map { -$0 }, epsilon: epsilon)
    },
    KnownMistake("you divided by the gain: it multiplies") { row, gain, bias, epsilon in
      try layerNorm(row, gain: gain.map { 1 / $0 }, bias: bias, epsilon: epsilon)
    },
    KnownMistake("you took an epsilon of your own: it is given") { row, gain, bias, _ in
      try layerNorm(row, gain: gain, bias: bias, epsilon: 1e-5)
    },
    KnownMistake("you did not divide by the root of the variance") {
      row, gain, bias, _ in
      normalized(row, gain, bias) { _ in 1 }
    },
    KnownMistake("you took epsilon for the mean") {
      row, gain, bias, epsilon in
      let count = Double(row.count)
      let mean = row.reduce(0, +) / count
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      return row.indices.map {
        (row[$0] - epsilon) / (variance + epsilon).squareRoot() * gain[$0] + bias[$0]
      }
    },
    KnownMistake("you squared the gain: it is the factor as it is") { row, gain, bias, epsilon in
      try layerNorm(row, gain: gain.map { $0 * $0 }, bias: bias, epsilon: epsilon)
    },
    KnownMistake("you added the bias twice") { row, gain, bias, epsilon in
      try layerNorm(row, gain: gain, bias: bias.map { 2 * $0 }, epsilon: epsilon)
    },
    KnownMistake("you took one gain for all: each place has its own") { row, gain, bias, epsilon in
      try layerNorm(
        row, gain: gain.map { _ in gain.first ?? 1 }, bias: bias, epsilon: epsilon)
    },
    KnownMistake("you added epsilon once for each number: it is added to their mean square once") {
      row, gain, bias, epsilon in
      try layerNorm(row, gain: gain, bias: bias, epsilon: epsilon * Double(row.count))
    },
    KnownMistake("you divided the variance by D + 1: it is the mean, over D") {
      row, gain, bias, epsilon in
      let count = Double(row.count)
      return normalized(row, gain, bias) { 1 / ($0 * count / (count + 1) + epsilon).squareRoot() }
    },
    KnownMistake("you subtracted epsilon: it is added to the variance") {
      row, gain, bias, epsilon in
      normalized(row, gain, bias) { 1 / abs($0 - epsilon).squareRoot() }
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

import ExerciseKit
import Foundation

/// The known mistakes of exercise 3.4.
public var rmsNormGradientMistakes: [KnownMistake<Chapter03.RMSNormGradient>] {
  /// The gradient with another second path, a function of r, D and Σ ∂L/∂y · gain · x.
  func wrong(
    _ sentence: String,
    _ pull: @escaping (_ scale: Double, _ count: Double, _ scaleGradient: Double) -> Double
  ) -> KnownMistake<Chapter03.RMSNormGradient> {
    KnownMistake(sentence) { row, gain, above, epsilon in
      let count = Double(row.count)
      let scale = 1 / (row.reduce(0) { $0 + $1 * $1 } / count + epsilon).squareRoot()
      let scaleGradient = row.indices.reduce(0) { $0 + above[$1] * gain[$1] * row[$1] }
      return row.indices.map {
        above[$0] * gain[$0] * scale - row[$0] * pull(scale, count, scaleGradient)
      }
    }
  }
  return [
    wrong("you held r fast: each x stands in the root mean square, too") { _, _, _ in 0 },
    wrong("you added the path through r: r falls where x² grows, so it counts against it") {
      -$0 * $0 * $0 / $1 * $2
    },
    wrong("you forgot to divide by D: r holds the mean of the squares, not their sum") {
      $0 * $0 * $0 * $2
    },
    wrong("you multiplied the second path by r, not by r³, as the derivative of a root has it") {
      $0 / $1 * $2
    },
    wrong("you forgot the root's ½: it cancels with the 2 of x², so no factor is left") {
      2 * $0 * $0 * $0 / $1 * $2
    },
    KnownMistake("you left out the gains: what reaches the normalised x is ∂L/∂y · gain") {
      row, _, above, epsilon in
      try rmsNormGradient(
        row, gain: row.map { _ in 1 }, outputGradient: above, epsilon: epsilon)
    },
    KnownMistake("you left out epsilon: r here must be the r of the way there") {
      row, gain, above, _ in
      try rmsNormGradient(row, gain: gain, outputGradient: above, epsilon: 0)
    },
    sums("you left out the path through each x's own y") { _, _, second, _, _ in -second },
    sums("you multiplied the second path by r², not by r³") { _, first, second, scale, _ in
      first - second / scale
    },
    sums("you left the gain out of the path through each x's own y") { gain, first, second, _, _ in
      first / gain - second
    },
    sums("you multiplied by the gain once more: the second path has it in its sum") {
      gain, first, second, _, _ in gain * (first - second)
    },
    sums("you subtracted the mean gradient: that is for a normalization that subtracts the mean") {
      _, first, second, _, mean in first - mean - second
    },
    KnownMistake("you left x out of the sum: r depends on each x by its own size") {
      row, gain, above, epsilon in
      gradient(row, gain, above, epsilon, sum: row.indices.reduce(0) { $0 + above[$1] * gain[$1] })
    },
    KnownMistake("you left the gain out of the sum: each y has its own") {
      row, gain, above, epsilon in
      gradient(row, gain, above, epsilon, sum: row.indices.reduce(0) { $0 + above[$1] * row[$1] })
    },
    KnownMistake("you took each x's own term for the sum: r stands in every y") {
      row, gain, above, epsilon in
      row.indices.map { place in
        gradient(
          row, gain, above, epsilon, sum: above[place] * gain[place] * row[place])[place]
      }
    },
    KnownMistake("you handed ∂L/∂y on as it is") { _, _, above, _ in above },
    sums("you left r out of the path through each x's own y") { _, first, second, scale, _ in
      first / scale - second
    },
    KnownMistake("you divided by the gain: it multiplies") { row, gain, above, epsilon in
      try rmsNormGradient(row, gain: gain.map { 1 / $0 }, outputGradient: above, epsilon: epsilon)
    },
    KnownMistake("you took the sum of the squares: r holds their mean") {
      row, gain, above, epsilon in
      let scale = 1 / (row.reduce(0) { $0 + $1 * $1 } + epsilon).squareRoot()
      let sum = row.indices.reduce(0) { $0 + above[$1] * gain[$1] * row[$1] }
      return row.indices.map {
        above[$0] * gain[$0] * scale
          - scale * scale * scale * row[$0] / Double(row.count) * sum
      }
    },
    KnownMistake("you forgot the root: r is 1 over the root of the mean square") {
      row, gain, above, epsilon in
      let count = Double(row.count)
      let scale = 1 / (row.reduce(0) { $0 + $1 * $1 } / count + epsilon)
      let sum = row.indices.reduce(0) { $0 + above[$1] * gain[$1] * row[$1] }
      return row.indices.map {
        above[$0] * gain[$0] * scale - scale * scale * scale * row[$0] / count * sum
      }
    },
    KnownMistake("you subtracted epsilon: it is added to the mean square") {
      row, gain, above, epsilon in
      try rmsNormGradient(row, gain: gain, outputGradient: above, epsilon: -epsilon)
    },
    KnownMistake("you squared the gain: it is the factor as it is") { row, gain, above, epsilon in
      try rmsNormGradient(
        row, gain: gain.map { $0 * $0 }, outputGradient: above, epsilon: epsilon)
    },
    KnownMistake("you took an epsilon of your own: it is given") { row, gain, above, _ in
      try rmsNormGradient(row, gain: gain, outputGradient: above, epsilon: 1e-5)
    },
    KnownMistake("you multiplied the second path by r⁴, not by r³") { row, gain, above, epsilon in
      powers(row, gain, above, epsilon, own: 1, through: 4, count: Double(row.count))
    },
    KnownMistake("you multiplied the path through each x's own y by r², not by r") {
      row, gain, above, epsilon in
      powers(row, gain, above, epsilon, own: 2, through: 3, count: Double(row.count))
    },
    KnownMistake("you divided the second path by D − 1: the mean is over D") {
      row, gain, above, epsilon in
      powers(row, gain, above, epsilon, own: 1, through: 3, count: Double(row.count - 1))
    },
    KnownMistake("you divided the second path by D²: once by D is enough") {
      row, gain, above, epsilon in
      powers(row, gain, above, epsilon, own: 1, through: 3, count: Double(row.count * row.count))
    },
  ]
}

/// The gradient with another sum in the path through r.
private func gradient(
  _ row: [Double], _ gain: [Double], _ above: [Double], _ epsilon: Double, sum: Double
) -> [Double] {
  let count = Double(row.count)
  let scale = 1 / (row.reduce(0) { $0 + $1 * $1 } / count + epsilon).squareRoot()
  return row.indices.map {
    above[$0] * gain[$0] * scale - scale * scale * scale * row[$0] / count * sum
  }
}

/// The gradient from the gain, both paths, r and the mean of the first path.
private func sums(
  _ sentence: String,
  _ joined:
    @escaping (
      _ gain: Double, _ first: Double, _ second: Double, _ scale: Double, _ mean: Double
    ) -> Double
) -> KnownMistake<Chapter03.RMSNormGradient> {
  KnownMistake(sentence) { row, gain, above, epsilon in
    let count = Double(row.count)
    let scale = 1 / (row.reduce(0) { $0 + $1 * $1 } / count + epsilon).squareRoot()
    let sum = row.indices.reduce(0) { $0 + above[$1] * gain[$1] * row[$1] }
    let firsts = row.indices.map { above[$0] * gain[$0] * scale }
    let mean = firsts.reduce(0, +) / max(1, count)
    return row.indices.map {
      joined(
        gain[$0], firsts[$0], scale * scale * scale * row[$0] / count * sum, scale, mean)
    }
  }
}

/// Both paths, with other powers of r.
private func powers(
  _ row: [Double], _ gain: [Double], _ above: [Double], _ epsilon: Double, own: Double,
  through: Double, count: Double
) -> [Double] {
  let mean = row.reduce(0) { $0 + $1 * $1 } / Double(row.count)
  let r = 1 / (mean + epsilon).squareRoot()
  let along = row.indices.reduce(0) { $0 + above[$1] * gain[$1] * row[$1] }
  return row.indices.map { place -> Double in
    let first = above[place] * gain[place] * pow(r, own)
    return first - pow(r, through) * row[place] / count * along
  }
}

import ExerciseKit

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
  ]
}

import ExerciseKit

/// The gradient of the loss with respect to the stream, on the way back through RMS normalization.
///
///     // A root mean square of 5:
///     rmsNormGradient([1, 7], gain: [1, 1], outputGradient: [1, 0], epsilon: 0)  // [0.196, -0.028]
///
/// - Parameters:
///   - row: the stream x that was normalised, (D).
///   - gain: (D), multiplies the normalised numbers.
///   - outputGradient: ∂L/∂y, (D).
///   - epsilon: is added to the mean of x².
/// - Returns: ∂L/∂x, (D).
public func rmsNormGradient(
  _ row: [Double], gain: [Double], outputGradient: [Double], epsilon: Double
) throws -> [Double] {
  // exercise begin 3.4: the path through each x's own y, and the one through r
  let count = Double(row.count)
  let scale = 1 / (row.reduce(0) { $0 + $1 * $1 } / count + epsilon).squareRoot()
  let scaleGradient = row.indices.reduce(0) { $0 + outputGradient[$1] * gain[$1] * row[$1] }
  return row.indices.map {
    outputGradient[$0] * gain[$0] * scale
      - scale * scale * scale * row[$0] / count * scaleGradient
  }
  // exercise end
}

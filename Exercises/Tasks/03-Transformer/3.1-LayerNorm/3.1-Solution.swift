import ExerciseKit

/// Layer normalization of one position's stream.
///
///     layerNorm([1, 3], gain: [1, 1], bias: [0, 10], epsilon: 0)     // [-1, 11]
///
/// - Parameters:
///   - row: (D).
///   - gain: (D), multiplies the normalised numbers.
///   - bias: (D), is added at the end.
///   - epsilon: is added to the variance.
public func layerNorm(
  _ row: [Double], gain: [Double], bias: [Double], epsilon: Double
) throws -> [Double] {
  // exercise begin 3.1: mean, variance, normalise, gain and bias
  let count = Double(row.count)
  let mean = row.reduce(0, +) / count
  let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
  let scale = 1 / (variance + epsilon).squareRoot()
  return row.indices.map { (row[$0] - mean) * scale * gain[$0] + bias[$0] }
  // exercise end
}

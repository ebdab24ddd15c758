import ExerciseKit

// 3.1 Normalise a layer (a function, about 10 minutes)
//
// Layer normalization (Ba et al. 2016) gives the numbers of one position mean 0 and variance 1,
// then multiplies each by its gain and adds its bias. The variance is the mean of the squared
// distances from the mean, and epsilon is added to the variance, so that a row of equal numbers
// divides by something.

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
  // TODO 3.1: mean, variance, normalise, gain and bias
  throw NotAttempted("3.1")
}

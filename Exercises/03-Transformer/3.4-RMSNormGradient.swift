import ExerciseKit

// 3.4 The way back through a normalization (a function, about 30 minutes)
//
// Llama divides a position's stream by its root mean square (Zhang and Sennrich 2019): y = x · r ·
// gain, with r = 1 / √(mean of x² + epsilon). On the way back training knows ∂L/∂y, a number for
// each y, and wants ∂L/∂x. Each x stands in its own y, and in r, which stands in every y. The
// check holds your answer against finite differences, as the chapter does with the library's
// gradients.

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
  // TODO 3.4: the path through each x's own y, and the one through r
  throw NotAttempted("3.4")
}

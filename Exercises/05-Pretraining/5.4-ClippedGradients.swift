import ExerciseKit

// 5.4 A leash for the gradient (a function, about 15 minutes)
//
// An odd batch can have a gradient many times as long as others, and one step along it throws the
// model far back. So its length is limited (Pascanu, Mikolov and Bengio 2013; to 0.3 in
// BloombergGPT, Wu et al. 2023). The length is the norm of all tensors' numbers together. Where it
// is above the limit, multiply every number by the one factor that brings it down to the limit;
// where it is not, the factor is 1. Return the gradients, and the factor for the log.

/// Gradients no longer than a limit, all tensors together.
///
/// - Parameters:
///   - gradients: one list of numbers a tensor.
///   - limit: of their common norm, above 0.
/// - Returns: the gradients, and the factor that every number was multiplied by: 1 where the norm is
///   within the limit.
public func clippedGradients(
  _ gradients: [[Double]], limit: Double
) throws -> (gradients: [[Double]], factor: Double) {
  // TODO 5.4: one norm, one factor
  throw NotAttempted("5.4")
}

import ExerciseKit

// 4.1 The nucleus (a function, about 15 minutes)
//
// Top-p sampling keeps the fewest likeliest tokens whose probabilities together reach p, and draws
// from those (Holtzman et al. 2020). Give the others probability 0, and let the kept ones sum to 1
// again. Every probability stays at its token's place; among equals the lower place is kept first.

/// The distribution that top-p sampling draws from.
///
///     nucleus([0.25, 0.5, 0.25], p: 0.6)     // [1/3, 2/3, 0]
///
/// - Parameters:
///   - probabilities: one a token; they sum to 1.
///   - p: above 0, at most 1.
public func nucleus(_ probabilities: [Double], p: Double) throws -> [Double] {
  // TODO 4.1: keep the fewest likeliest tokens that reach p, and normalise
  throw NotAttempted("4.1")
}

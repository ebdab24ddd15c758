import ExerciseKit
import Foundation

// 2.1 Weights that cannot see the future (a function, about 15 minutes)
//
// Turn the scores of one attention head into its weights. Row t holds the scores of position t
// with every position; the weights of a row are the softmax over the positions 0…t, and 0 for
// those that come later. Scores in the thousands must not overflow.

/// The attention weights of one head: row t is the softmax of its first t + 1 scores, then zeros.
///
///     causalWeights([[0, 7], [3, 3]])     // [[1, 0], [0.5, 0.5]]
///
/// - Parameter scores: (T, T), one row a query, scaled already.
public func causalWeights(_ scores: [[Double]]) throws -> [[Double]] {
  // TODO 2.1: softmax over what a position may see, zero for what comes later
  throw NotAttempted("2.1")
}

import ExerciseKit
import Foundation

/// The attention weights of one head: row t is the softmax of its first t + 1 scores, then zeros.
///
///     causalWeights([[0, 7], [3, 3]])     // [[1, 0], [0.5, 0.5]]
///
/// - Parameter scores: (T, T), one row a query, scaled already.
public func causalWeights(_ scores: [[Double]]) throws -> [[Double]] {
  // TODO 2.1: softmax over what a position may see, zero for what comes later
  throw NotAttempted("2.1")
}

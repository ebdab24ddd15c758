import ExerciseKit
import Foundation

/// The attention weights of one head: row t is the softmax of its first t + 1 scores, then zeros.
///
///     causalWeights([[0, 7], [3, 3]])     // [[1, 0], [0.5, 0.5]]
///
/// - Parameter scores: (T, T), one row a query, scaled already.
public func causalWeights(_ scores: [[Double]]) throws -> [[Double]] {
  // exercise begin 2.1: softmax over what a position may see, zero for what comes later
  scores.enumerated().map { t, row in
    let visible = row.prefix(t + 1)
    let largest = visible.max() ?? 0
    let exponentials = visible.map { exp($0 - largest) }
    let sum = exponentials.reduce(0, +)
    let later = [Double](repeating: 0, count: row.count - visible.count)
    return exponentials.map { $0 / sum } + later
  }
  // exercise end
}

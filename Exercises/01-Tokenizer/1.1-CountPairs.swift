import ExerciseKit

/// How often each pair of neighbouring ids stands in a text, given its different words and how often
/// each of them occurs.
///
///     countPairs([(ids: [1, 2, 1], count: 3)])     // [[1, 2]: 3, [2, 1]: 3]
public func countPairs(_ words: [(ids: [Int], count: Int)]) throws -> [[Int]: Int] {
  // TODO 1.1: count every pair of neighbours, as often as its word occurs
  throw NotAttempted("1.1")
}

import ExerciseKit

// 1.1 Count the pairs (a function, about 10 minutes)
//
// Byte pair encoding merges the most frequent pair of neighbours. Write the count: given the
// different words of a text as token ids, each with how often it occurs, return how often each
// pair of neighbouring ids occurs in the whole text.

/// How often each pair of neighbouring ids stands in a text, given its different words and how often
/// each of them occurs.
///
///     countPairs([(ids: [1, 2, 1], count: 3)])     // [[1, 2]: 3, [2, 1]: 3]
public func countPairs(_ words: [(ids: [Int], count: Int)]) throws -> [[Int]: Int] {
  // TODO 1.1: count every pair of neighbours, as often as its word occurs
  throw NotAttempted("1.1")
}

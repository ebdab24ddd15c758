import ExerciseKit

/// How often each pair of neighbouring ids stands in a text, given its different words and how often
/// each of them occurs.
///
///     countPairs([(ids: [1, 2, 1], count: 3)])     // [[1, 2]: 3, [2, 1]: 3]
public func countPairs(_ words: [(ids: [Int], count: Int)]) throws -> [[Int]: Int] {
  // exercise begin 1.1: count every pair of neighbours, as often as its word occurs
  var counts: [[Int]: Int] = [:]
  for word in words {
    for (left, right) in zip(word.ids, word.ids.dropFirst()) {
      counts[[left, right], default: 0] += word.count
    }
  }
  return counts
  // exercise end
}

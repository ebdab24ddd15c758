//: # Count the pairs
//: function, 10 minutes
//:
//: Byte pair encoding merges the most frequent pair of neighbours. Write the count: given the
//: different words of a text as token ids, each with how often it occurs, return how often each
//: pair of neighbouring ids occurs in the whole text.
//:
//: ## Hints
//:
//: 1. A word of n ids has n − 1 pairs: (0, 1), (1, 2), …, overlapping ones included.
//: 2. A word that occurs 7 times contributes 7 to each of its pairs, and a pair that stands twice
//:    in it gets 14.
//: 3. for word in words { for i in 1..<word.ids.count { counts[[word.ids[i-1], word.ids[i]],
//:    default: 0] += word.count } }, but mind words of no or one id: 1..<0 traps.

import ExerciseKit

extension Chapter01 {
  /// From words, as token ids, to how often each pair of neighbours stands in them.
  public typealias CountPairs = (_ words: [(ids: [Int], count: Int)]) throws -> [[Int]: Int]

  public static let countPairs = Exercise<CountPairs>(
    properties: countPairsProperties,
    check: { countPairs in
      try Expect.equal(try countPairs([]), [:], "no words")
      try Expect.equal(
        try countPairs([(ids: [5], count: 3), (ids: [], count: 1)]), [:], "words of one id and none"
      )
      let single = try countPairs([(ids: [1, 2, 3], count: 1)])
      try Expect.equal(single, [[1, 2]: 1, [2, 3]: 1], "the word 1 2 3, once")
      try Expect.equal(
        try countPairs([(ids: [7, 7, 7], count: 1)]), [[7, 7]: 2], "the word 7 7 7 has two pairs")
      try Expect.equal(
        try countPairs([(ids: [1, 2], count: 7), (ids: [2, 1, 2], count: 2)]),
        [[1, 2]: 9, [2, 1]: 2], "1 2 seven times and 2 1 2 twice")
    },
    observe: { countPairs in
      let counts = try countPairs([
        (ids: [1, 2, 1, 2, 3], count: 5), (ids: [3, 3, 3], count: 2), (ids: [2, 1], count: 1),
        (ids: [1, 2, 3, 1], count: 4),
      ])
      let others = try countPairs([
        (ids: [4, 4, 1, 4], count: 1), (ids: [1, 4, 4, 4, 4], count: 6), (ids: [4, 1], count: 3),
        (ids: [2], count: 9), (ids: [5, 4, 5], count: 1), (ids: [4, 2, 4], count: 7),
      ])
      let pairs = [[1, 2], [2, 1], [3, 3], [2, 3], [3, 2], [3, 1], [1, 1], [1]]
      let otherPairs = [
        [4, 4], [4, 1], [1, 4], [4, 2], [2, 4], [2, 5], [5, 4], [4, 5], [4], [2],
      ]
      return pairs.map { Double(counts[$0] ?? 0) } + otherPairs.map { Double(others[$0] ?? 0) }
    })
}

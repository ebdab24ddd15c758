//: # The impatient encoder
//: bug, 15 minutes
//:
//: This encoder merges until nothing can be merged any more, and decodes to the right bytes. Still
//: it gives other tokens than training made: one decision is taken in the wrong order. Find it, and
//: mend it.
//:
//: ## Hints
//:
//: 1. Training made its merges one after the other. In which order must they be applied?
//: 2. Look at how the next pair is chosen: the first that can be merged is not the one that was
//:    learned first.
//: 3. Among all neighbouring pairs choose the one whose merge has the lowest index in `merges`, and
//:    merge the leftmost of those.

import ExerciseKit

extension Chapter01 {
  /// From a word and the merges, in the order in which they were learned, to its tokens.
  public typealias EncodeWord = (_ word: [Int], _ merges: [(left: Int, right: Int, made: Int)])
    throws -> [Int]

  public static let encodeWord = Exercise<EncodeWord>(
    properties: encodeWordProperties,
    check: { encode in
      let merges = [(left: 2, right: 3, made: 100), (left: 1, right: 2, made: 101)]
      try Expect.equal(try encode([], merges), [], "the empty word")
      try Expect.equal(try encode([9], merges), [9], "a word of one token")
      try Expect.equal(try encode([4, 5], merges), [4, 5], "nothing to merge")
      try Expect.equal(try encode([1, 2], merges), [101], "one pair")
      try Expect.equal(
        try encode([1, 2, 3], merges), [1, 100], "1 2 3, where 2·3 was learned before 1·2")
      try Expect.equal(try encode([1, 2, 9], merges), [101, 9], "one pair, and a token behind it")
      try Expect.equal(
        try encode(
          [1, 2, 3],
          [
            (left: 8, right: 8, made: 98), (left: 9, right: 9, made: 99),
            (left: 2, right: 3, made: 100), (left: 1, right: 2, made: 101),
          ]), [1, 100], "1 2 3, where 2·3 was learned third and 1·2 fourth")
      try Expect.equal(
        try encode([2, 1, 3, 2], merges), [2, 1, 3, 2],
        "2 1 3 2, whose pairs stand the other way round")
      try Expect.equal(
        try encode(
          [1, 2, 3, 4],
          [
            (left: 1, right: 2, made: 50), (left: 3, right: 4, made: 51),
            (left: 50, right: 3, made: 52),
          ]), [50, 51], "1 2 3 4, where 3·4 was learned before what makes a longer token")
      try Expect.equal(
        try encode([7, 7, 7], [(left: 7, right: 7, made: 50)]), [50, 7], "7 7 7: leftmost first")
      try Expect.equal(
        try encode([1, 2, 3], [(left: 2, right: 3, made: 101), (left: 1, right: 2, made: 100)]),
        [1, 101], "1 2 3, where 2·3 was learned first and makes the higher number")
      let chain = [
        (left: 1, right: 1, made: 20), (left: 20, right: 20, made: 21),
        (left: 2, right: 1, made: 22),
      ]
      try Expect.equal(try encode([1, 1, 1, 1], chain), [21], "merges of merges, to one token")
      try Expect.equal(try encode([2, 1, 1, 1, 1], chain), [2, 21], "merges of merges")
      try Expect.equal(
        try encode(Array(repeating: 1, count: 9), chain), [21, 21, 1],
        "nine times 1, which takes six merges")
    },
    observe: { encode in
      let merges = [
        (left: 2, right: 3, made: 110), (left: 1, right: 2, made: 101),
        (left: 7, right: 7, made: 102), (left: 102, right: 7, made: 103),
        (left: 3, right: 1, made: 104),
      ]
      var answers: [Double] = []
      for word in [
        [1, 2, 3], [2, 3, 1], [7, 7, 7], [1, 2, 3, 7, 7, 7, 7], [3, 2, 1, 2], [7, 7, 7, 7, 7, 7],
        [4, 3, 1, 3, 1], [7, 3, 1, 2],
      ] {
        let ids = try encode(word, merges)
        answers += [Double(ids.count)] + ids.map { Double($0) }
      }
      return answers
    })
}

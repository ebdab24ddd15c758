//: # Written before
//: function, 10 minutes
//:
//: How much does a sampler repeat itself? An n-gram is n tokens in a row; one begins at every place
//: of a text from which n tokens are left, and none reaches into the next text. Return the share of
//: all the texts' n-grams that were written before, in the same text or in an earlier one. Texts
//: too short for an n-gram repeat nothing: then return 0.
//:
//: ## Hints
//:
//: 1. Walk through all n-grams in order, and keep those that you have seen. A text of t tokens has
//:    t − n + 1 of them, or none.
//: 2. An array can be an element of a Set, and insert(_:) says whether it was new. One set serves
//:    all texts, so that a text can repeat an earlier one.
//: 3. Each different n-gram is new once: the share is (all − set.count) / all. stride(from: 0,
//:    through: text.count - n, by: 1) gives no place where the text is too short.

import ExerciseKit

extension Chapter04 {
  /// From texts, as tokens, and an n of at least 1 to the share of their n-grams that were written
  /// before.
  public typealias RepeatedShare = (_ texts: [[Int]], _ n: Int) throws -> Double

  public static let repeatedShare = Exercise<RepeatedShare>(
    properties: repeatedShareProperties,
    check: { share in
      func expect(_ texts: [[Int]], _ n: Int, _ expected: Double, _ what: String) throws {
        let got = try share(texts, n)
        try Expect.that(
          abs(got - expected) <= 1e-9,
          "the repeated share of \(what): expected \(expected), got \(got)"
        )
      }
      try expect([], 4, 0, "no texts")
      try expect([[1, 2, 3], [], [4]], 4, 0, "texts of 3, 0 and 1 tokens, which have no 4-grams")
      try expect([[1], [1], [2, 3]], 2, 0, "two texts that are too short, and alike")
      let text = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
      try expect([text], 4, 0, "a text whose 4-grams all differ")
      try expect([text, text], 4, 0.5, "the same text written twice")
      try expect([[1, 23], [12, 3]], 2, 0, "the 2-grams 1 23 and 12 3")
      try expect([[1, 2, 3], [3, 2, 1]], 3, 0, "the 3-grams 1 2 3 and 3 2 1")
      try expect([[1, 2, 3], [1, 2, 3]], 3, 0.5, "two texts of one 3-gram each, 1 2 3")
      try expect(
        [[1, 2], [3, 1], [2, 9]], 2, 0, "three texts with one 2-gram each: 1 2, 3 1, 2 9")
      try expect(
        [[7, 7, 7, 7, 7]], 1, 0.8, "the tokens 7 7 7 7 7, four of which were there before")
      try expect([[1, 2, 1, 2, 1, 2]], 2, 0.6, "the 2-grams of 1 2 1 2 1 2")
      try expect(loops, 3, 7.0 / 13, "the 3-grams of three texts that go round in circles")
    },
    observe: { share in
      try [
        (loops, 1), (loops, 2), (loops, 3), ([loops[0]], 2), ([[1, 2, 3]], 4),
        ([[1], [1], [1], [2, 3], [2, 3]], 2), ([[5, 5, 5, 2, 5, 5, 5], [2, 5, 5]], 1),
        ([[5, 5, 5, 2, 5, 5, 5], [2, 5, 5]], 2),
        ([[1, 2, 3, 4], [9, 9, 9], [1, 2, 3, 4, 1, 2]], 2),
        ([[8, 9, 8, 9], [8, 9, 8, 9], [8, 8], [4]], 2),
        ([[5, 6, 5, 6], [5, 6, 5, 6], [7]], 1), ([[3], [3], [5, 6, 5, 6], [3], [6, 5]], 2),
      ].map {
        try share($0.0, $0.1)
      }
    })

  private static let loops = [
    [1, 2, 3, 1, 2, 3, 1, 2], [2, 3, 1, 2, 4], [3, 1, 2, 3, 2, 1],
  ]
}

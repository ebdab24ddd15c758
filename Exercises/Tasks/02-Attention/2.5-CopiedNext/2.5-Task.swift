//: # The copyist who turns the wrong way
//: bug, 15 minutes
//:
//: Two heads are enough to copy (Olsson et al. 2022). The first fetches for each position the word
//: before it. The second looks for the places where the last word stood before, and takes what
//: followed it there; of two different followers, each gets half. Word 0 is the start mark, which
//: stands first and nowhere else. After “net income rose ; net” this machine should say “income”,
//: and it does not. Find the fault, and mend it.
//:
//: ## Hints
//:
//: 1. Print the output for a sentence with one repeated word. Which word does it say, and where
//:    does that one stand?
//: 2. Keys say where a head looks, values say what it takes from there. Which place should the
//:    second head find: the one where “net” stood, or the one after it?
//: 3. At the place to be found stands “income”, and the word before it is “net”: so the keys are
//:    before, and the values are meanings.

import ExerciseKit
import Foundation

extension Chapter02 {
  /// A vector of zeros with a 1 in one place; zeros alone where there is no such place.
  public static func oneHot(_ place: Int, _ count: Int) -> [Double] {
    (0..<max(0, count)).map { $0 == place ? 1 : 0 }
  }

  /// One head with a causal mask: queries, keys and values, a row a position; returns its output.
  ///
  /// A score is 12 times the dot product, so where query and key fit, the rest hears next to nothing.
  /// A query that fits no key hears all positions up to its own alike.
  public static func attend(
    queries: [[Double]], keys: [[Double]], values: [[Double]]
  ) -> [[Double]] {
    let width = values.first?.count ?? 0
    return queries.enumerated().map { t, query in
      let scores = keys.prefix(t + 1).map { key in
        12 * zip(query, key).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let largest = scores.max() ?? 0
      let exponentials = scores.map { exp($0 - largest) }
      let sum = exponentials.reduce(0, +)
      var mixed = [Double](repeating: 0, count: width)
      for (share, value) in zip(exponentials, values) {
        for (column, number) in value.prefix(width).enumerated() {
          mixed[column] += share / sum * number
        }
      }
      return mixed
    }
  }

  /// From the words read so far, numbers below `kinds`, to each word's share as the next, (kinds).
  public typealias CopiedNext = (_ words: [Int], _ kinds: Int) throws -> [Double]

  public static let copiedNext = Exercise<CopiedNext>(
    properties: copiedNextProperties,
    check: { next in
      let income = [0, 1, 2, 3, 4, 1]
      let shares = try next(income, 5)
      try Expect.count(shares.count, 5, "shares of 5 kinds of words")
      let sum = shares.reduce(0, +)
      try Expect.that(abs(sum - 1) < 1e-9, "the shares sum to \(sum), not to 1")
      try expectSaid("income", income, shares)
      try expectSaid("net", [0, 3, 4, 1, 2, 4], try next([0, 3, 4, 1, 2, 4], 5))
      try expectSaid("rose", [0, 1, 2, 3, 4, 1, 2], try next([0, 1, 2, 3, 4, 1, 2], 5))
      try Expect.close(
        try next([0, 1, 2, 1, 3, 1], 5), [0, 0, 0.5, 0.5, 0], absolute: 1e-3,
        "after “net income net rose net”, which net was followed by two words")
      try Expect.close(
        try next([3, 0, 1, 0, 1, 0, 2, 0], 5), [0, 2.0 / 3, 1.0 / 3, 0, 0], absolute: 1e-3,
        "after a word that was followed twice by one word and once by another")
      try Expect.close(
        try next([0, 1, 2, 3], 5), [0.25, 0.25, 0.25, 0.25, 0], absolute: 1e-3,
        "after “net income rose”, where nothing is repeated, the words read so far")
    },
    observe: { next in
      try [[0, 1, 2, 3, 4, 1], [0, 1, 2, 1, 3, 1], [0, 1, 2, 3], [0, 2, 1, 4, 3, 1, 4]].flatMap {
        try next($0, 5)
      }
    })

  private static let names = ["⟨start⟩", "net", "income", "rose", ";"]

  /// Throws unless nearly all of the share goes to a word.
  private static func expectSaid(_ word: String, _ words: [Int], _ shares: [Double]) throws {
    try Expect.count(shares.count, names.count, "shares of \(names.count) kinds of words")
    let said = zip(names, shares).max { $0.1 < $1.1 } ?? ("nothing", 0)
    let text = words.dropFirst().map { names[$0] }.joined(separator: " ")
    try Expect.that(
      said.0 == word && said.1 > 0.99,
      "after “\(text)” nearly all should go to “\(word)”; the largest share, "
        + "\(String(format: "%.2f", said.1)), goes to “\(said.0)”")
  }
}

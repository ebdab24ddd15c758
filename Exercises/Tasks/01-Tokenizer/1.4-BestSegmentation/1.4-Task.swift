//: # The likeliest cut
//: function, 25 minutes
//:
//: A unigram tokenizer gives every piece a probability, and cuts a word so that the product of its
//: pieces' probabilities is as large as it can be. A word of n bytes can be cut in 2^(n−1) ways, so
//: trying all is hopeless; Viterbi's algorithm (1967) needs one pass. Write it: return the pieces
//: in order, an empty list for the empty word, and nil for a word that no pieces spell.
//:
//: ## Hints
//:
//: 1. The product is largest where the sum of the logarithms is. Let best[i] be the largest sum for
//:    the first i bytes: best[0] is 0.
//: 2. The last piece of the first i bytes starts at some j < i, so best[i] is the largest of
//:    best[j] + logProbabilities[word[j..<i]] over all j. Remember which j it was.
//: 3. When best[n] is known, walk back: the last piece is word[from[n]..<n], the one before it ends
//:    at from[n]. Reverse what you collect. If best[n] was never set, return nil.

import ExerciseKit

extension Chapter01 {
  /// From a word's bytes and the logarithms of the pieces' probabilities to the likeliest pieces that
  /// spell it; nil where none do.
  public typealias BestSegmentation = (
    _ word: [UInt8], _ logProbabilities: [[UInt8]: Double]
  ) throws -> [[UInt8]]?

  public static let bestSegmentation = Exercise<BestSegmentation>(
    properties: bestSegmentationProperties,
    check: { segment in
      func name(_ pieces: [[UInt8]]?) -> String {
        pieces.map {
          "[" + $0.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ") + "]"
        }
          ?? "nil"
      }
      func expect(
        _ word: String, _ table: [String: Double], _ expected: [String]?, _ what: String
      ) throws {
        let pieces = try segment(Array(word.utf8), bytes(table))
        let wanted = expected.map { $0.map { Array($0.utf8) } }
        try Expect.that(
          pieces == wanted, "\(what): expected \(name(wanted)), got \(name(pieces))")
      }
      try expect("", ["a": -1], [], "the empty word")
      try expect("ab", ["a": -1, "b": -1], ["a", "b"], "ab, from two letters")
      try expect("ba", ["a": -1, "b": -1], ["b", "a"], "ba, from two letters")
      try expect("ax", ["a": -1, "b": -1], nil, "ax, where nothing spells x")
      let joined = try segment(Array("debentures".utf8), bytes(table)) ?? []
      try Expect.equal(
        String(decoding: joined.joined(), as: UTF8.self), "debentures", "the pieces put together")
      try expect("abc", ["a": -1, "b": -1, "c": -1, "ab": -1.5, "bc": -1.2], ["a", "bc"], "abc")
      try expect(
        "abcd", ["abc": -1, "d": -9, "ab": -2, "cd": -2, "a": -5, "b": -5, "c": -5],
        ["ab", "cd"], "abcd, where the longest first piece leaves an unlikely rest")
      try expect(
        "aaaa", ["a": -1, "aa": -5], ["a", "a", "a", "a"], "aaaa, where four letters are likelier")
      try expect(
        "aaaa", ["a": -1, "aa": -2.5], ["a", "a", "a", "a"],
        "aaaa, where four letters are a little likelier than two pairs")
      try expect(
        "abc", ["a": -2, "b": -2, "c": -2, "abc": -1], ["abc"], "abc, which is a piece itself")
      let alphabet = "abcdefghijklmnopqrstuvwxyz"
      try expect(
        alphabet,
        Dictionary(uniqueKeysWithValues: alphabet.map { (String($0), -5) }).merging([alphabet: -9])
        {
          $1
        }, [alphabet], "the alphabet, which is a piece of 26 bytes itself")
      try expect(
        "ab", ["ab": -9, "a": -1, "b": -1], ["a", "b"], "ab, which is an unlikely piece itself")
      try expect("debentures", table, ["debenture", "s"], "debentures")
      // 2^199 ways: only an algorithm that does not try them all comes back.
      let long = String(repeating: "a", count: 200)
      try expect(
        long, ["a": -10, "aa": -15], Array(repeating: "aa", count: 100), "200 times the letter a")
    },
    observe: { segment in
      var answers: [Double] = []
      for word in [
        "abcd", "abc", "aaaa", "debentures", "", "abx", "pqrq", "abcdabc", "aaaaab", "pqrqpq",
        "cabcd",
      ] {
        let pieces = try segment(Array(word.utf8), bytes(table))
        answers += [Double(pieces?.count ?? -1)] + (pieces ?? []).map { Double($0.count) }
      }
      // Pieces that lie close together, so that every way to weigh them cuts in its own places.
      for word in ["abbaba", "babbabab", "aabbaab", "bbbaaab", "abababba", "bbabbabbab"] {
        let pieces = try segment(Array(word.utf8), bytes(close))
        answers += [Double(pieces?.count ?? -1)] + (pieces ?? []).map { Double($0.count) }
      }
      return answers
    })

  private static let close: [String: Double] = [
    "a": -1.1, "b": -1.3, "ab": -2.1, "ba": -2.5, "bb": -2.75, "aa": -1.9, "abb": -3.2,
    "bab": -3.45,
    "aba": -3.6, "bba": -3.5, "abba": -4.9, "babb": -4.4, "baba": -4.95, "aab": -3.35,
    "bbabb": -5.6, "abbab": -6.2,
  ]

  private static let table: [String: Double] = [
    "debenture": -6, "s": -2, "deb": -4, "entures": -5, "de": -3, "bent": -4, "ures": -4,
    "abc": -1, "d": -9, "ab": -2, "cd": -2, "a": -2.5, "b": -5, "c": -5, "aa": -6, "bcd": -4,
    "p": -3,
    "q": -3, "r": -3, "pqr": -4, "rq": -4,
  ]

  private static func bytes(_ table: [String: Double]) -> [[UInt8]: Double] {
    Dictionary(uniqueKeysWithValues: table.map { (Array($0.key.utf8), $0.value) })
  }
}

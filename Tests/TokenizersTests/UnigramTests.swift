import Foundation
import Groundwork
import TestSupport
import Tokenizers
import XCTest

final class UnigramTests: XCTestCase {
  private func piece(_ text: String, _ score: Double) -> UnigramPiece {
    UnigramPiece(bytes: Array(text.utf8), score: score)
  }

  private func letters(_ count: Int, _ stream: inout RandomStream) -> [UInt8] {
    (0..<count).map { _ in UInt8(97 + stream.index(below: 3)) }
  }

  func testViterbiEqualsBruteForce() throws {
    var stream = RandomStream(seed: 21)
    for round in 0..<60 {
      // Multiples of ½ are added exactly: ties are many, and are told apart by the rule.
      let tokenizer = try UnigramSegmentations.randomTokenizer(&stream) {
        round % 2 == 0 ? -0.5 * Double(1 + $0.index(below: 4)) : -10 * $0.uniform()
      }
      let segmentations = UnigramSegmentations(tokenizer.pieces)
      for length in 1...11 {
        let word = letters(length, &stream)
        let tokens = try tokenizer.encode(word).compactMap { tokenizer.bytes(of: $0) }
        let best = segmentations.best(of: word)
        XCTAssertEqual(segmentations.score(tokens), segmentations.score(best))
        if round % 2 == 0 { XCTAssertEqual(tokens, best, "round \(round)") }
      }
    }
  }

  func testOfEqualSegmentationsTheOneWithTheLongestLastTokenWins() throws {
    let tokenizer = try UnigramTokenizer(
      pieces: ["a", "c", "ab", "bc"].map { piece($0, -1) }, pattern: .none)
    XCTAssertEqual(try tokenizer.encode("abc").map { tokenizer.label(of: $0) }, ["a", "bc"])
  }

  func testIDsAreBytesThenPiecesByFallingScore() throws {
    let tokenizer = try UnigramTokenizer(
      pieces: [piece("zz", -3), piece("b", -2), piece("ab", -3), piece("the", -1)])
    XCTAssertEqual(tokenizer.vocabularySize, 260)
    XCTAssertEqual(tokenizer.endOfText, 259)
    XCTAssertEqual((256..<259).map { tokenizer.label(of: $0) }, ["the", "ab", "zz"])
    XCTAssertEqual(try tokenizer.score(of: [98]), -2)
    XCTAssertEqual(try tokenizer.score(of: [97, 256]), -4, "a byte that is no piece")
    assertThrows(try tokenizer.score(of: [260]), TokenizerError.self, "the id 260 lies outside")
  }

  func testRoundTripOnAnyBytes() throws {
    let text = Array("the trial of the trustee, the tort; 'tis they're 12345 \n\n  été 漢字".utf8)
    var stream = RandomStream(seed: 6)
    for pattern in PreTokenPattern.allCases {
      let tokenizer = try UnigramTokenizer.train(on: [text], vocabularySize: 300, pattern: pattern)
      let end = try XCTUnwrap(tokenizer.endOfText)
      for length in 0..<300 {
        let random = (0..<length).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
        XCTAssertEqual(try tokenizer.decode(try tokenizer.encode(random)), random)
      }
      for text in ["", " ", "\r\n", "  a  b ", "<|endoftext|>", "e\u{301}é", "😀 漢字\u{3000}x"] {
        XCTAssertEqual(try tokenizer.decodeText(tokenizer.encode(text)), text)
        XCTAssertFalse(try tokenizer.encode(text).contains(end))
      }
      XCTAssertEqual(
        try tokenizer.encode(documents: [text, []]), try tokenizer.encode(text) + [end, end])
    }
  }

  func testOneLongPreTokenTakesLinearTime() throws {
    let tokenizer = try UnigramTokenizer(
      pieces: [piece("a", -1), piece("aaaa", -2)], pattern: .none)
    let long = [UInt8](repeating: 97, count: 1 << 20)
    XCTAssertEqual(try tokenizer.encode(long), [Int32](repeating: 256, count: 1 << 18))
  }

  /// Drawn segmentations against their exact probabilities.
  func testSamplingFollowsTheModel() throws {
    var stream = RandomStream(seed: 33)
    let tokenizer = try UnigramSegmentations.randomTokenizer(&stream) { -4 * $0.uniform() }
    let segmentations = UnigramSegmentations(tokenizer.pieces)
    let word = Array("abcabca".utf8)
    let all = segmentations.all(of: word)
    XCTAssertGreaterThan(all.count, 3)
    let draws = 20_000
    for smoothing in [0, 0.5, 1, 3] {
      var counts: [[[UInt8]]: Int] = [:]
      for _ in 0..<draws {
        let ids = try tokenizer.encode(word, smoothing: smoothing, using: &stream)
        counts[ids.compactMap { tokenizer.bytes(of: $0) }, default: 0] += 1
      }
      let weights = all.map { exp(smoothing * segmentations.score($0)) }
      let total = weights.reduce(0, +)
      for (segmentation, weight) in zip(all, weights) {
        let expected = weight / total
        let error = (expected * (1 - expected) / Double(draws)).squareRoot()
        XCTAssertEqual(
          Double(counts[segmentation] ?? 0) / Double(draws), expected, accuracy: 5 * error + 1e-9)
      }
      XCTAssertEqual(counts.values.reduce(0, +), draws)
    }
  }

  func testSamplingIsSeededAndNearsTheBest() throws {
    let text = Array("the party of the first part and the party of the second part, 2 parties".utf8)
    let tokenizer = try UnigramTokenizer.train(on: [text], vocabularySize: 290)
    var first = RandomStream(seed: 1)
    var second = RandomStream(seed: 1)
    for _ in 0..<50 {
      let ids = try tokenizer.encode(text, smoothing: 0.2, using: &first)
      XCTAssertEqual(ids, try tokenizer.encode(text, smoothing: 0.2, using: &second))
      XCTAssertEqual(try tokenizer.decode(ids), text)
    }
    let near = try tokenizer.encode(text, smoothing: 1e6, using: &first)
    XCTAssertEqual(
      try tokenizer.score(of: near), try tokenizer.score(of: tokenizer.encode(text)),
      accuracy: 1e-5)
    for smoothing in [-0.1, .nan, .infinity] {
      XCTAssertThrowsError(try tokenizer.encode(text, smoothing: smoothing, using: &first)) {
        XCTAssertTrue("\($0)".contains("from 0 up"), "\($0)")
      }
    }
  }

  func testPiecesThatAreNone() {
    let cases: [(pieces: [UnigramPiece], words: String)] = [
      ([piece("a", 0.5)], "piece 0 has the score 0.5"),
      ([piece("a", -1), piece("b", .nan)], "piece 1 has the score nan"),
      ([piece("a", -.infinity)], "piece 0 has the score -inf"),
      ([piece("", -1)], "piece 0 is empty"),
      ([piece("ab", -1), piece("c", -1), piece("ab", -2)], "piece 2 stands twice"),
    ]
    for (pieces, words) in cases {
      XCTAssertThrowsError(try UnigramTokenizer(pieces: pieces)) {
        XCTAssertTrue("\($0)".contains(words), "\($0)")
      }
    }
  }
}

import Foundation
import Groundwork
import TestSupport
import Tokenizers
import XCTest

final class BytePairTests: XCTestCase {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// The example of Gage's article and of the encyclopaedias: aaabdaaabac → XdXac.
  func testTheClassicExample() throws {
    let text = bytes("aaabdaaabac")
    let tokenizer = try BytePairTokenizer.train(on: [text], vocabularySize: 260, pattern: .none)
    XCTAssertEqual(
      tokenizer.merges.map { [$0.left, $0.right] }, [[97, 97], [97, 98], [256, 257]])
    XCTAssertEqual(try tokenizer.encode(text), [258, 100, 258, 97, 99])
  }

  func testTiesGoToTheTokensMadeFirst() throws {
    // "ba", "ab" and "cd" stand twice each: a comes before b and c.
    let tokenizer = try BytePairTokenizer.train(
      on: [bytes("cd cd"), bytes("bab"), bytes("bab")], vocabularySize: 258, pattern: .none)
    XCTAssertEqual(tokenizer.merges.map { [$0.left, $0.right] }, [[97, 98]])
  }

  /// Training with counts kept up to date against counting everything anew for each merge.
  func testTrainingEqualsTheObviousVersion() throws {
    var stream = RandomStream(seed: 4)
    for round in 0..<20 {
      let alphabet = Array("aab bc ".utf8)
      let documents = (0..<4).map { _ in
        (0..<(50 + 10 * round)).map { _ in alphabet[stream.index(below: alphabet.count)] }
      }
      let fast = try BytePairTokenizer.train(on: documents, vocabularySize: 300)
      let slow = obviousMerges(documents, count: 300 - 257)
      XCTAssertEqual(fast.merges.map { [$0.left, $0.right] }, slow, "round \(round)")
    }
  }

  private func obviousMerges(_ documents: [[UInt8]], count: Int) -> [[Int32]] {
    var words = documents.flatMap { document in
      PreTokenPattern.gpt2.split(document).map { document[$0].map { Int32($0) } }
    }
    var merges: [[Int32]] = []
    while merges.count < count {
      var counts: [[Int32]: Int] = [:]
      for word in words {
        for i in 0..<max(0, word.count - 1) { counts[[word[i], word[i + 1]], default: 0] += 1 }
      }
      let best = counts.max { a, b in
        a.value != b.value ? a.value < b.value : (a.key[0], a.key[1]) > (b.key[0], b.key[1])
      }
      guard let pair = best?.key else { break }
      let token = Int32(256 + merges.count)
      merges.append(pair)
      words = words.map { word in
        var out: [Int32] = []
        var i = 0
        while i < word.count {
          if i + 1 < word.count, word[i] == pair[0], word[i + 1] == pair[1] {
            out.append(token)
            i += 2
          } else {
            out.append(word[i])
            i += 1
          }
        }
        return out
      }
    }
    return merges
  }

  func testRoundTripOnAnyBytes() throws {
    let tokenizer = try BytePairTokenizer.train(
      on: [bytes("the trial of the trustee, the tort; 'tis they're 12345 \n\n  été 漢字")],
      vocabularySize: 300)
    var stream = RandomStream(seed: 6)
    for length in 0..<400 {
      let random = (0..<length).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
      XCTAssertEqual(try tokenizer.decode(tokenizer.encode(random)), random)
    }
    for text in ["", " ", "\r\n", "  a  b ", "it's the '", "e\u{301}é", "😀 été 漢字\u{3000}x"] {
      XCTAssertEqual(try tokenizer.decode(tokenizer.encode(bytes(text))), bytes(text))
    }
  }

  /// Long pre-tokens are merged with a heap: the same result, and no quadratic time.
  func testLongWordsAreMergedLikeShortOnes() throws {
    let tokenizer = try BytePairTokenizer.train(
      on: [bytes("abababab aabb abab baba")], vocabularySize: 270)
    var stream = RandomStream(seed: 8)
    for length in [63, 64, 65, 66, 130, 1_000] {
      let word = (0..<length).map { _ in UInt8(97 + stream.index(below: 2)) }
      XCTAssertEqual(try tokenizer.encode(word), obviousEncoding(word, tokenizer))
    }
    let long = [UInt8](repeating: 97, count: 1 << 20)
    XCTAssertEqual(try tokenizer.decode(tokenizer.encode(long)), long)
  }

  private func obviousEncoding(_ word: [UInt8], _ tokenizer: BytePairTokenizer) -> [Int32] {
    var ids = word.map { Int32($0) }
    for (rank, merge) in tokenizer.merges.enumerated() {
      var i = 0
      while i + 1 < ids.count {
        if ids[i] == merge.left && ids[i + 1] == merge.right {
          ids.replaceSubrange(i...(i + 1), with: [Int32(256 + rank)])
        }
        i += 1
      }
    }
    return ids
  }

  func testSpecialTextIsOrdinaryTextAndDocumentsEndWithTheSpecialID() throws {
    let tokenizer = try BytePairTokenizer.train(on: [bytes("some text")], vocabularySize: 260)
    let end = try XCTUnwrap(tokenizer.endOfText)
    XCTAssertFalse(try tokenizer.encode(bytes("<|endoftext|>")).contains(end))
    let ids = try tokenizer.encode(documents: [bytes("a"), bytes("b")])
    XCTAssertEqual(ids, [97, end, 98, end])
  }

  func testBadInput() {
    assertThrows(
      try BytePairTokenizer.train(on: [bytes("x")], vocabularySize: 256), TokenizerError.self,
      "a vocabulary of 256 is too small; 257")
    assertThrows(
      try BytePairTokenizer.train(on: [], vocabularySize: 300), TokenizerError.self,
      "no text to train")
    assertThrows(
      try BytePairTokenizer.train(on: [[]], vocabularySize: 300), TokenizerError.self,
      "no text to train")
    assertThrows(try ByteTokenizer().decode([257]), TokenizerError.self, "the id 257 lies outside")
    assertThrows(try ByteTokenizer().decode([-1]), TokenizerError.self, "the id -1 lies outside")
  }

  func testCharacters() throws {
    let tokenizer = try CharacterTokenizer.train(on: [bytes("banané")])
    XCTAssertEqual(tokenizer.vocabularySize, 4)
    XCTAssertEqual(try tokenizer.encode(bytes("né")), [2, 3])
    XCTAssertEqual(try tokenizer.decodeText([2, 3]), "né")
    XCTAssertThrowsError(try tokenizer.encode(bytes("née"))) {
      XCTAssertTrue("\($0)".contains("at byte 3"), "\($0)")
    }
  }
}

import Foundation
import TestSupport
import Tokenizers
import XCTest

/// Streams against whole texts.
final class DocumentEncoderTests: XCTestCase {
  private struct Encoded: Equatable {
    var ids: [Int32] = []
    /// Where documents end in the ids.
    var ends: [Int] = []
  }

  private func tokenizer(_ pattern: PreTokenPattern) throws -> BytePairTokenizer {
    let text = "the trial of the trustee's 12345 torts,\n\n it's  the  \n end <|x|> été 漢字漢字\n"
    return try BytePairTokenizer.train(
      on: [Array((text + text).utf8)], vocabularySize: 320, pattern: pattern,
      specialTokens: ["<|endoftext|>", "<|x|>"])
  }

  /// Feeds a text in parts whose sizes `next` gives.
  private func encode(
    _ tokenizer: any Tokenizer, _ text: [UInt8], allowsSpecialTokens: Bool = false,
    parts next: () -> Int
  ) throws -> Encoded {
    var encoded = Encoded()
    let encoder = DocumentEncoder(tokenizer, allowsSpecialTokens: allowsSpecialTokens) {
      encoded.ids += $0
      if $1 { encoded.ends.append(encoded.ids.count) }
    }
    var start = 0
    while start < text.count {
      let end = min(text.count, start + next())
      try encoder.append(text[start..<end])
      start = end
    }
    try encoder.finish()
    XCTAssertEqual(encoder.byteCount, text.count)
    return encoded
  }

  func testPartsOfAnySizeGiveTheIDsOfTheWhole() throws {
    var generator = SplitMix64(state: 5)
    for pattern in PreTokenPattern.allCases {
      let tokenizer = try tokenizer(pattern)
      for round in 0..<150 {
        var text = (0..<12).flatMap { _ in Array(generator.referenceString().utf8) }
        for _ in 0..<(round % 4) {
          text.insert(UInt8(generator.below(256)), at: generator.below(text.count))
        }
        let whole = try tokenizer.encode(text)
        let one = try encode(tokenizer, text, parts: { 1 })
        XCTAssertEqual(one, Encoded(ids: whole), "\(pattern), round \(round)")
        let some = try encode(tokenizer, text, parts: { 1 + generator.below(40) })
        XCTAssertEqual(some.ids, whole, "\(pattern), round \(round)")
      }
    }
  }

  func testOnlyAWholeLineEndsADocument() throws {
    let tokenizer = try tokenizer(.gpt2)
    let end = try XCTUnwrap(tokenizer.endOfText)
    let mark = "<|endoftext|>"
    func ids(_ text: String) throws -> [Int32] { try tokenizer.encode(Array(text.utf8)) }
    let cases: [(String, [Int32], [Int])] = try [
      ("", [], []),
      ("a\n\(mark)\nb", ids("a\n") + [end] + ids("b"), [ids("a\n").count + 1]),
      ("\(mark)\n\(mark)\n", [end, end], [1, 2]),
      // The stream ends with the line: no end of a document is said, for none was written.
      (mark, [end], []),
      ("a\n\(mark)", ids("a\n") + [end], []),
      ("a\(mark)\nb", ids("a\(mark)\nb"), []),
      (" \(mark)\n", ids(" \(mark)\n"), []),
      ("\(mark) \n", ids("\(mark) \n"), []),
      ("\(mark)\r\n", [end], [1]),
      ("a\r\n\(mark)\r\nb\r\n", ids("a\r\n") + [end] + ids("b\r\n"), [ids("a\r\n").count + 1]),
      ("a\r\(mark)\rb", ids("a\r") + [end] + ids("b"), [ids("a\r").count + 1]),
      ("\(mark)\r\n\(mark)\r\n\(mark)", [end, end, end], [1, 2]),
      ("\(mark)\r", [end], [1]),
      ("\(mark) \r\n", ids("\(mark) \r\n"), []),
      ("\(mark)\n\n\(mark)\n", [end] + ids("\n") + [end], [1, 2 + ids("\n").count]),
      ("<|endoftext\n", ids("<|endoftext\n"), []),
      ("a\n\n\(mark)\n  b", ids("a\n\n") + [end] + ids("  b"), [ids("a\n\n").count + 1]),
    ]
    for (text, expected, ends) in cases {
      for size in [1, 2, 5, 14, 100] {
        let found = try encode(tokenizer, Array(text.utf8), parts: { size })
        XCTAssertEqual(found.ids, expected, "\(text.debugDescription) in parts of \(size)")
        XCTAssertEqual(found.ends, ends, "\(text.debugDescription) in parts of \(size)")
      }
    }
  }

  func testSpecialTokensAnywhereWhereAllowed() throws {
    let tokenizer = try tokenizer(.gpt2)
    let (end, other) = (tokenizer.specialTokens[0].id, tokenizer.specialTokens[1].id)
    let text = Array("a<|x|>b<|endoftext|>c\n<|endoftext|>\n<|endoftext|>".utf8)
    for size in [1, 3, 100] {
      let found = try encode(tokenizer, text, allowsSpecialTokens: true, parts: { size })
      let newline = try tokenizer.encode("c\n")
      XCTAssertEqual(found.ids, [97, other, 98, end] + newline + [end, end], "parts of \(size)")
      XCTAssertEqual(found.ends, [5 + newline.count])
    }
  }

  /// The bound of 1 MiB: the same verdict and the same offset for the whole and in parts.
  func testTooLongPreTokensAreNamedByTheirOffset() throws {
    let limit = PreTokenPattern.longestPreToken
    func run(_ byte: Character, _ count: Int) -> [UInt8] {
      [UInt8](repeating: byte.asciiValue ?? 0, count: count)
    }
    let start = Array("one two".utf8)
    let texts: [(String, [UInt8])] = [
      ("letters at the bound", start + run(" ", 1) + run("a", limit - 1) + run(" ", 2)),
      ("letters beyond", start + run(" ", 1) + run("a", limit) + run(" ", 2)),
      ("letters far beyond", start + run("a", 5 * limit)),
      ("spaces at the bound", start + run(" ", limit + 1) + run("b", 3)),
      ("spaces beyond", start + run(" ", limit + 2) + run("b", 3)),
      ("spaces far beyond", start + run(" ", 4 * limit) + run("b", 3)),
      (
        "spaces with one line",
        start + run(" ", limit - 1) + run("\n", 1) + run(" ", limit) + run("b", 2)
      ),
      ("lines first", start + run("\n", 9) + run(" ", 3 * limit) + run("b", 2)),
      ("lines late", start + run(" ", 3 * limit) + run("\n", 9) + run("b", 2)),
      ("two runs", start + run("!", 3) + run("\n", 2) + run(" ", 3 * limit)),
      ("no UTF-8", start + [UInt8](repeating: 0x80, count: limit + 40)),
      ("no cuts", start + run("a", 2 * limit) + run(" ", 2 * limit)),
    ]
    var errors = 0
    for pattern in PreTokenPattern.allCases {
      let tokenizer = try tokenizer(pattern)
      for (name, text) in texts {
        let whole = Result { try tokenizer.encode(text) }
        let parts = Result { try encode(tokenizer, text, parts: { 300_001 }).ids }
        switch (whole, parts) {
        case (.success(let a), .success(let b)): XCTAssertTrue(a == b, "\(pattern), \(name)")
        case (.failure(let a), .failure(let b)):
          errors += 1
          XCTAssertEqual("\(a)", "\(b)", "\(pattern), \(name)")
          XCTAssertTrue("\(a)".contains("at byte "), "\(a)")
        default: XCTFail("\(pattern), \(name): \(whole) and \(parts)".prefix(200).description)
        }
      }
    }
    XCTAssertGreaterThan(errors, 25)
    assertThrows(
      try BytePairTokenizer.train(on: [run("a", limit + 1)], vocabularySize: 260),
      TokenizerError.self, "longer than 1048576 bytes at byte 0")
  }

  func testOtherTokenizersStreamToo() throws {
    let text = Array("naïve été\n<|endoftext|>\n漢字 😀".utf8)
    let bytes = try encode(ByteTokenizer(), text, parts: { 3 })
    XCTAssertEqual(bytes.ids.filter { $0 == 256 }.count, 1)
    XCTAssertEqual(bytes.ids.count, text.count - 13)
    let characters = try CharacterTokenizer.train(on: [text])
    for size in 1...5 {
      let found = try encode(characters, text, parts: { size })
      XCTAssertEqual(found.ids, try characters.encode(text))
    }
  }
}

import Corpora
import Groundwork
import Retrieval
import TestSupport
import Tokenizers
import XCTest

/// Passages end where a text has its ends, and joined again they are the text.
final class PassageCutterTests: XCTestCase {
  private func pieces(_ text: String, byteCount: Int) throws -> [String] {
    try PassageCutter(byteCount: byteCount).cut(Document(name: "text", text: text)).map(\.text)
  }

  /// Ranges follow one another without a gap, none is empty, and none tears a character.
  private func check(
    _ ranges: [Range<Int>], of bytes: [UInt8], isText: Bool, line: UInt = #line
  ) {
    XCTAssertEqual(ranges.first?.lowerBound ?? 0, 0, line: line)
    XCTAssertEqual(ranges.last?.upperBound ?? 0, bytes.count, line: line)
    for (range, next) in zip(ranges, ranges.dropFirst()) {
      XCTAssertEqual(range.upperBound, next.lowerBound, line: line)
    }
    XCTAssertFalse(ranges.contains(where: \.isEmpty), line: line)
    guard isText else { return }
    for range in ranges {
      XCTAssertNotNil(String(validating: bytes[range], as: UTF8.self), line: line)
    }
  }

  func testPassagesEndAfterSentences() throws {
    let text =
      "One is here. Two is (here!) Three?\" Four by Mr. smith, at 3.5 %. Five:\n\n"
      + "Six stands apart\n\n\nSeven.\nEight"
    XCTAssertEqual(
      try pieces(text, byteCount: 30),
      [
        "One is here. Two is (here!) ", "Three?\" ", "Four by Mr. smith, at 3.5 %. ",
        "Five:\n\nSix stands apart\n\n\n", "Seven.\nEight",
      ])
    XCTAssertEqual(try pieces(text, byteCount: 1_000), [text])
  }

  func testChineseAndJapaneseSentencesNeedNoSpace() throws {
    XCTAssertEqual(
      try pieces("甲乙丙。丁戊「己庚！」辛壬？癸", byteCount: 24), ["甲乙丙。", "丁戊「己庚！」", "辛壬？癸"])
  }

  func testLongSentencesAreCutAfterLinesAndLongLinesAfterWords() throws {
    XCTAssertEqual(
      try pieces("name  value\r\nred   1\r\ngreen 22\r\n", byteCount: 16),
      ["name  value\r\n", "red   1\r\n", "green 22\r\n"])
    XCTAssertEqual(
      try pieces("a line\rthat an old machine wrote\r", byteCount: 12),
      ["a line\rthat ", "an old ", "machine ", "wrote\r"])
    XCTAssertEqual(
      try pieces("what has no end goes on", byteCount: 10), ["what has ", "no end ", "goes on"])
  }

  func testGiantWordsAreCutBetweenCharacters() throws {
    XCTAssertEqual(
      try pieces("a zzzzzzzzzzzz b", byteCount: 5), ["a ", "zzzzz", "zzzzz", "zz b"])
    XCTAssertEqual(try pieces("äöü🦊🦊é", byteCount: 5), ["äö", "ü", "🦊", "🦊", "é"])
    XCTAssertEqual(try pieces("🦊🦊", byteCount: 4), ["🦊", "🦊"])
  }

  func testRangesAndBytesAreThoseOfTheDocument() throws {
    let document = World.law.document(index: 0, seed: 3)
    let passages = try PassageCutter(byteCount: 200).cut(document)
    XCTAssertGreaterThan(passages.count, 3)
    for passage in passages {
      XCTAssertEqual(passage.bytes, Array(document.bytes[passage.range]))
      XCTAssertEqual(passage.document, document.name)
      XCTAssertLessThanOrEqual(passage.bytes.count, 200)
    }
    XCTAssertEqual(passages.flatMap(\.bytes), document.bytes)
    XCTAssertEqual(try PassageCutter(byteCount: 200).cut(Document(name: "", bytes: [])), [])
  }

  /// Texts of everything that a border may be made of, and bytes that are no text.
  func testAnyTextIsKeptWhole() throws {
    var stream = RandomStream(seed: 11)
    let parts = [
      "a", "Bc", " ", "  ", "\n", "\r\n", "\r", "\n\n", ".", "!", "?\"", "é", "漢", "。", "🦊",
      "\u{301}", "\u{A0}", "\u{3000}", "word", "\0", "\t", "zzzzzzzzzzzzzzzzzzzzzz",
    ]
    for round in 0..<2_000 {
      let isText = round % 2 == 0
      let count = stream.index(below: 60)
      let bytes =
        isText
        ? Array((0..<count).map { _ in parts[stream.index(below: parts.count)] }.joined().utf8)
        : (0..<count).map { _ in
          UInt8(stream.uniform() < 0.5 ? 0x80 + stream.index(below: 128) : stream.index(below: 256))
        }
      let limit = 4 + stream.index(below: 40)
      let ranges = try PassageCutter(byteCount: limit).ranges(in: bytes)
      check(ranges, of: bytes, isText: isText)
      for range in ranges { XCTAssertLessThanOrEqual(range.count, limit) }
      check(
        try PassageCutter(tokenCount: 1 + stream.index(below: 12), tokenizer: ByteTokenizer())
          .ranges(in: bytes), of: bytes, isText: isText)
    }
  }

  func testPassagesHaveAboutAsManyTokensAsAskedFor() throws {
    let documents = World.finance.corpus(documentCount: 40, seed: 2).documents
    let tokenizer = try BytePairTokenizer.train(
      on: documents.map(\.bytes), vocabularySize: 600)
    for limit in [16, 64, 256] {
      let cutter = try PassageCutter(tokenCount: limit, tokenizer: tokenizer)
      var counts: [Int] = []
      for document in documents {
        let passages = try cutter.cut(document)
        XCTAssertEqual(passages.flatMap(\.bytes), document.bytes)
        check(passages.map(\.range), of: document.bytes, isText: true)
        // The last one is what is left.
        counts += try passages.dropLast().map { try tokenizer.encode($0.bytes).count }
      }
      // Where two sentences meet, a tokenizer may cut otherwise than where one begins.
      XCTAssertLessThanOrEqual(try XCTUnwrap(counts.max()), limit + 1)
      XCTAssertGreaterThan(Double(counts.reduce(0, +)) / Double(counts.count), 0.6 * Double(limit))
    }
  }

  /// A tokenizer refuses a pre-token of more than a mebibyte: it never meets one.
  func testAGiantWordIsNoTrouble() throws {
    let tokenizer = try BytePairTokenizer.train(
      on: [Array("some words and some more".utf8)], vocabularySize: 260)
    let bytes = Array("before ".utf8) + [UInt8](repeating: 0x7A, count: 3 << 20)
    let ranges = try PassageCutter(tokenCount: 500, tokenizer: tokenizer).ranges(in: bytes)
    check(ranges, of: bytes, isText: true)
    for range in ranges { XCTAssertLessThanOrEqual(range.count, 500) }
    let most = try PassageCutter(tokenCount: .max, tokenizer: ByteTokenizer())
    XCTAssertEqual(try most.ranges(in: Array("a b. C".utf8)), [0..<6])
  }

  func testErrors() throws {
    assertThrows(try PassageCutter(byteCount: 3), RetrievalError.self, "3", "4 is the least")
    assertThrows(
      try PassageCutter(tokenCount: 0, tokenizer: ByteTokenizer()), RetrievalError.self, "0",
      "1 is the least")
    let characters = try CharacterTokenizer.train(on: [Array("abc. ".utf8)])
    let cutter = try PassageCutter(tokenCount: 4, tokenizer: characters)
    assertThrows(
      try cutter.cut(Document(name: "text", text: "aabb. Abc")), TokenizerError.self, "A", "byte 6")
  }
}

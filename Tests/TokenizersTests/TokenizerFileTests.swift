import Foundation
import Groundwork
import Tokenizers
import XCTest

final class TokenizerFileTests: XCTestCase {
  private var path = ""

  override func setUp() { path = NSTemporaryDirectory() + "tokenizer-\(UUID().uuidString).json" }
  override func tearDown() { try? FileManager.default.removeItem(atPath: path) }

  func testEveryKindComesBackAsItWas() throws {
    let text = Array("The party of the first part, naïve café 2024.\n\n It's".utf8)
    for pattern in PreTokenPattern.allCases {
      let tokenizer = try BytePairTokenizer.train(
        on: [text], vocabularySize: 280, pattern: pattern)
      try TokenizerFile.write(tokenizer, to: path)
      let back = try TokenizerFile.read(path)
      XCTAssertEqual(try back.encode(text), try tokenizer.encode(text))
      XCTAssertEqual(back.endOfText, tokenizer.endOfText)
      XCTAssertEqual(back.vocabularySize, tokenizer.vocabularySize)
    }
    try TokenizerFile.write(ByteTokenizer(), to: path)
    XCTAssertTrue(try TokenizerFile.read(path) is ByteTokenizer)
    let characters = try CharacterTokenizer.train(on: [text])
    try TokenizerFile.write(characters, to: path)
    XCTAssertEqual(try TokenizerFile.read(path) as? CharacterTokenizer, characters)
  }

  /// As transformers writes them: merges as strings, specials anywhere, the patterns of others.
  func testOtherFormsOfTheSameFile() throws {
    let text = Array("It's 12345 tokens,\n\nIT'S".utf8)
    let tokenizer = try BytePairTokenizer.train(on: [text], vocabularySize: 280, pattern: .cl100k)
    try TokenizerFile.write(tokenizer, to: path)
    let good = try StrictJSON.parse(try AtomicFile.read(path)).encodedText
    func read(_ old: String, _ new: String) throws -> BytePairTokenizer {
      XCTAssertTrue(good.contains(old), old)
      try AtomicFile.write(good.replacingOccurrences(of: old, with: new), to: path)
      return try XCTUnwrap(TokenizerFile.read(path) as? BytePairTokenizer)
    }
    // As read from a file: merges have no counts there.
    let plain = try XCTUnwrap(TokenizerFile.read(path) as? BytePairTokenizer)
    XCTAssertEqual(plain.pattern, .cl100k)
    XCTAssertTrue(try read(#"["1","2"]"#, #""1 2""#) == plain)
    XCTAssertTrue(
      try read(#""behavior":"Isolated","invert":false"#, #""behavior":"Removed","invert":true"#)
        == plain)
    XCTAssertTrue(try read(#""added_tokens":["#, #""extra":{},"added_tokens":["#) == plain)
    let whole = try read(#""ignore_merges":false"#, #""ignore_merges":true"#)
    XCTAssertTrue(whole.ignoresMergesForWholeWords)
    XCTAssertEqual(try whole.decode(whole.encode(text)), text)
  }

  func testSpecialTokensKeepTheirIDs() throws {
    let tokenizer = try BytePairTokenizer.train(
      on: [Array("abab".utf8)], vocabularySize: 259, specialTokens: ["<|endoftext|>", "<|pad|>"])
    XCTAssertEqual(tokenizer.specialTokens.map(\.id), [257, 258])
    try TokenizerFile.write(tokenizer, to: path)
    let back = try TokenizerFile.read(path)
    XCTAssertEqual(back.specialTokens, tokenizer.specialTokens)
    XCTAssertEqual(back.endOfText, 257)
    XCTAssertEqual(back.label(of: 258), "<|pad|>")
  }
}

import Foundation
import Tensors
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

  func testMalformedFilesAreClearErrors() throws {
    let tokenizer = try BytePairTokenizer.train(on: [Array("abab".utf8)], vocabularySize: 258)
    try TokenizerFile.write(tokenizer, to: path)
    let good = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    func changed(_ old: String, _ new: String) -> String {
      XCTAssertTrue(good.contains(old), "the file has no \(old)")
      return good.replacingOccurrences(of: old, with: new)
    }
    let cases = [
      "", "[]", "{}", String(good.dropLast(40)), #"{"model":{}}"#, #"{"model":{"type":"Unigram"}}"#,
      #"{"model":{"type":"BPE"}}"#, #"{"model":{"type":"WorkbookCharacters"}}"#,
      #"{"model":{"type":"WorkbookCharacters","characters":["a","a"]}}"#,
      #"{"model":{"type":"WorkbookCharacters","characters":["ab"]}}"#,
      changed("\"ab\": 256", "\"ab\": 300"), changed("\"ab\": 256", "\"ab\": 255"),
      changed("\"ab\": 256", "\"ab\": \"256\""), changed("\"ab\": 256", "\"ab\": -1"),
      changed("\"ab\": 256", "\"a\": 256"), changed("\"ab\": 256", "\"a b\": 256"),
      changed("\"ab\": 256", "\"ax\": 256"), changed("\"!\": 33", "\"zz\": 33"),
      changed("\"ByteLevel\"", "\"Whitespace\""),
      changed("\"add_prefix_space\": false", "\"add_prefix_space\": true"),
      changed("\"content\"", "\"contents\""),
    ]
    for (index, text) in cases.enumerated() {
      try AtomicFile.write(text, to: path)
      XCTAssertThrowsError(try TokenizerFile.read(path), "case \(index)") { error in
        XCTAssertTrue(error is TokenizerError, "case \(index): \(error)")
        XCTAssertFalse("\(error)".contains("\n"))
      }
    }
    XCTAssertThrowsError(try TokenizerFile.read(path + ".none"))
  }
}

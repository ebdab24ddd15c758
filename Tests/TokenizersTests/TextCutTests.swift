import Foundation
import Groundwork
import TestSupport
import Tokenizers
import XCTest

/// Tokenizers whose files have patterns that no scanner knows.
final class TextCutTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "cuts-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  /// A tokenizer of the fixtures with other steps before its byte-level one.
  private func tokenizer(_ steps: [JSONValue]) throws -> any Tokenizer {
    let text = String(
      decoding: try AtomicFile.read(Fixtures.path("found-tokenizers/bloom.json")), as: UTF8.self)
    let root = try XCTUnwrap(try StrictJSON.parse(Array(text.utf8)).object)
    let byteLevel: JSONValue = [
      "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false,
    ]
    let members = root.members.map { member in
      member.name == "pre_tokenizer"
        ? JSONObject.Member(
          key: member.key,
          value: ["type": "Sequence", "pretokenizers": .array(steps + [byteLevel])])
        : member
    }
    let path = folder + "/tokenizer.json"
    try AtomicFile.write(JSONValue.object(JSONObject(members: members)).encodedText, to: path)
    return try TokenizerFile.read(path)
  }

  private func split(_ expression: String, _ behavior: String = "Isolated") -> JSONValue {
    [
      "type": "Split", "pattern": ["Regex": .text(expression)], "behavior": .text(behavior),
      "invert": false,
    ]
  }

  private func ids(_ tokenizer: any Tokenizer, _ bytes: [UInt8]) throws -> [Int32] {
    try tokenizer.encode(bytes)
  }

  /// The engine for unknown patterns cuts as the scanners do: here their own expressions, made unknown by
  /// an alternative that nothing matches.
  func testTheEngineCutsAsTheScannersDo() throws {
    for pattern in [PreTokenPattern.gpt2, .cl100k, .qwen2, .o200k, .bloomberg] {
      let expression = try XCTUnwrap(pattern.expression)
      let known = try tokenizer([split(expression)])
      let unknown = try tokenizer([split(expression + "|(?!)x")])
      XCTAssertEqual((known as? BytePairTokenizer)?.pattern, pattern)
      XCTAssertEqual((unknown as? BytePairTokenizer)?.pattern, PreTokenPattern.none)
      var generator = SplitMix64(state: 77)
      for _ in 0..<3_000 {
        let text = Array(generator.referenceString().utf8)
        XCTAssertEqual(try ids(unknown, text), try ids(known, text), "\(pattern): \(text)")
      }
      var stream = RandomStream(seed: 3)
      // Bytes that are no UTF-8 are neither letters, numbers nor white space for both.
      for _ in 0..<3_000 {
        let text = (0..<12).map { _ in
          [UInt8]([0x61, 0x20, 0x0A, 0x31, 0xC3, 0xA9, 0xE6, 0xBC, 0xFF, 0x80])[
            stream.index(below: 10)]
        }
        XCTAssertEqual(try ids(unknown, text), try ids(known, text), "\(pattern): \(text)")
      }
    }
  }

  /// A text that comes in pieces gives the ids of the whole, wherever it is broken.
  func testStreams() throws {
    let cut = try tokenizer([split(#"\p{L}+\s*\p{L}*"#)])
    let text = Array("The tenant\n\nshall pay 12,345 naïve 漢字\n<|endoftext|>\nand more\n".utf8)
    var whole: [Int32] = []
    let first = DocumentEncoder(cut) { ids, _ in whole += ids }
    try first.append(text)
    try first.finish()
    for size in [1, 3, 7, 20] {
      var pieces: [Int32] = []
      let encoder = DocumentEncoder(cut) { ids, _ in pieces += ids }
      for start in stride(from: 0, to: text.count, by: size) {
        try encoder.append(text[start..<min(start + size, text.count)])
      }
      try encoder.finish()
      XCTAssertEqual(pieces, whole, "\(size)")
    }
  }

  /// An expression that goes back and forth for ever is stopped, with its place.
  func testACostlyPatternIsStopped() throws {
    let costly = try tokenizer([split("(?:a|aa)+(?:b|c)")])
    XCTAssertEqual(try costly.encode("aab ab").isEmpty, false)
    assertThrows(
      try costly.encode(String(repeating: "a", count: 60)), TokenizerError.self,
      "too many steps")
  }

  /// Long stretches need no stack: a million letters are one match.
  func testLongMatches() throws {
    let cut = try tokenizer([split(#"(?:\p{L}|\p{N})+"#)])
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 500_000)
    XCTAssertEqual(try cut.decode(try cut.encode(text)), text)
  }

  func testTooManySteps() throws {
    XCTAssertThrowsError(try tokenizer((0..<40).map { _ in split("a") })) {
      XCTAssertTrue("\($0)".contains("40 pre-tokenizers"), "\($0)")
    }
  }

  /// Every name stands for expressions that can be used.
  func testNamesWithExpressions() throws {
    for name in [
      "qwen35", "tekken", "bloom", "poro-chat", "gpt3-finnish", "viking", "deepseek-llm",
      "deepseek-coder", "deepseek-v3", "hunyuan-dense", "bailingmoe", "seed-coder",
    ] {
      XCTAssertNotNil(ListedCutting.named(name), name)
      XCTAssertEqual(ListedCutting.named(name)?.pattern, PreTokenPattern.none, name)
    }
  }
}

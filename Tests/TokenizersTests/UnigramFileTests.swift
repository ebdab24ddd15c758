import Foundation
import Groundwork
import TestSupport
import Tokenizers
import XCTest

/// Unigram models as `tokenizer.json`; the fixtures come from `make_unigram_fixtures.py`.
final class UnigramFileTests: XCTestCase {
  private var path = ""

  override func setUp() { path = NSTemporaryDirectory() + "unigram-\(UUID().uuidString).json" }
  override func tearDown() { try? FileManager.default.removeItem(atPath: path) }

  private func fixture(_ name: String) throws -> UnigramTokenizer {
    try XCTUnwrap(try TokenizerFile.read(Fixtures.path("unigram/" + name)) as? UnigramTokenizer)
  }

  /// What tokenizers trained, and what the workbook trained, both as tokenizers encodes with it.
  func testTheIDsOfTokenizers() throws {
    let huggingFace = try fixture("huggingface.json")
    XCTAssertEqual(huggingFace.vocabularySize, 400)
    XCTAssertEqual(huggingFace.endOfText, 1)
    let workbook = try fixture("workbook.json")
    XCTAssertEqual(workbook.endOfText, 399)
    let cases = try StrictJSON.parse(AtomicFile.read(Fixtures.path("unigram/ids.json"))).array ?? []
    XCTAssertGreaterThan(cases.count, 60)
    for entry in cases {
      guard case .string(let text) = entry.object?["text"] else { return XCTFail("no text") }
      for (name, tokenizer) in [("huggingface", huggingFace), ("workbook", workbook)] {
        let ids = entry.object?[name]?.array?.compactMap { $0.integer.map { Int32($0) } }
        let message = "\(name) on \(String(decoding: text, as: UTF8.self).debugDescription)"
        XCTAssertEqual(try tokenizer.encode(text), ids, message)
        XCTAssertEqual(try tokenizer.decode(tokenizer.encode(text)), text, message)
      }
    }
  }

  func testTrainingAndWritingGiveTheFixture() throws {
    let text = try AtomicFile.read(Fixtures.path("unigram/text.txt"))
    let trained = try UnigramTokenizer.train(on: [text], vocabularySize: 400)
    let fixture = try fixture("workbook.json")
    XCTAssertEqual(trained.pieces.map(\.bytes), fixture.pieces.map(\.bytes))
    for (ours, theirs) in zip(trained.pieces, fixture.pieces) {
      XCTAssertEqual(ours.score, theirs.score, accuracy: 1e-8)
    }
    try TokenizerFile.write(fixture, to: path)
    XCTAssertEqual(
      try AtomicFile.read(path), try AtomicFile.read(Fixtures.path("unigram/workbook.json")))
  }

  func testWhatIsWrittenComesBack() throws {
    let text = Array("The party of the first part, naïve café 2024.\n\n It's".utf8)
    for pattern in PreTokenPattern.allCases {
      let tokenizer = try UnigramTokenizer.train(on: [text], vocabularySize: 280, pattern: pattern)
      try TokenizerFile.write(tokenizer, to: path)
      XCTAssertEqual(try TokenizerFile.read(path) as? UnigramTokenizer, tokenizer)
    }
    // Special tokens that stand before the pieces stay where they are.
    let huggingFace = try fixture("huggingface.json")
    try TokenizerFile.write(huggingFace, to: path)
    let back = try XCTUnwrap(try TokenizerFile.read(path) as? UnigramTokenizer)
    XCTAssertEqual(back.endOfText, 1)
    XCTAssertEqual(back, huggingFace)
  }

  func testMalformedFilesAreOneClearLine() throws {
    let pieces = ["ab", "the"].map { UnigramPiece(bytes: Array($0.utf8), score: -2.5) }
    try TokenizerFile.write(try UnigramTokenizer(pieces: pieces), to: path)
    let good = String(decoding: try AtomicFile.read(path), as: UTF8.self)
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined()
    func changed(_ old: String, _ new: String) -> String {
      XCTAssertTrue(good.contains(old), "the file has no \(old)")
      return good.replacingOccurrences(of: old, with: new)
    }
    let ab = "[\"ab\",-2.5]"
    let cases: [(text: String, words: String)] = [
      (String(good.dropLast(9)), "JSON"),
      (changed(ab, "[\"ab\",NaN]"), "JSON"),
      (changed(ab, "[\"ab\",-1e999]"), "too large"),
      (changed(ab, "[\"ab\",null]"), "the score of piece 256 is null"),
      (changed(ab, "[\"ab\",\"-2.5\"]"), "the score of piece 256 is a string"),
      (changed(ab, "[\"ab\",0.25]"), "at most 0"),
      (changed(ab, "[\"ab\",-1e300]"), "no log of a probability"),
      (changed(ab, "[\"ab\"]"), "entry 256"),
      (changed(ab, "[\"ab\",-2.5,1]"), "entry 256"),
      (changed(ab, "[7,-2.5]"), "entry 256"),
      (changed(ab, "\"ab\""), "entry 256"),
      (changed(ab, "{\"ab\":-2.5}"), "entry 256"),
      (changed(ab, "[\"\",-2.5]"), "piece 256 is empty"),
      (changed(ab, "[\"the\",-2.5]"), "the piece 'the' stands twice"),
      (changed(ab, "[\"a\",-2.5]"), "the piece 'a' stands twice"),
      (changed(ab, "[\"a b\",-2.5]"), "byte-level alphabet"),
      (changed(ab, "[\"▁the\",-2.5]"), "byte-level alphabet"),
      (changed("[\"b\",-2.5]", "[\"bb\",-2.5]"), "no piece for the byte 98, b"),
      (changed("[\"Ġ\",-2.5]", "[\"ĠĠ\",-2.5]"), "no piece for the byte 32, Ġ"),
      (changed("\"unk_id\": null", "\"unk_id\": 258"), "pieces 0 to 257"),
      (changed("\"unk_id\": null", "\"unk_id\": -1"), "pieces 0 to 257"),
      (changed("\"unk_id\": null", "\"unk_id\": \"<unk>\""), "\"unk_id\" is a string"),
      (changed("\"byte_fallback\": false", "\"byte_fallback\": 0"), "\"byte_fallback\" is"),
      (changed("\"vocab\"", "\"vocabulary\""), "\"vocab\" is missing"),
      (changed("\"id\": 258", "\"id\": 9000000"), "258 is the next free one"),
      (changed("\"id\": 258", "\"id\": 256"), "258 is the next free one"),
      (changed(ab, "[\"<|endoftext|>\",0]"), "has the ids 258 and 256"),
      (changed("\"normalizer\": null", "\"normalizer\": {\"type\":\"NFC\"}"), "normalizer"),
      (changed("\"Split\"", "\"Metaspace\""), "pre-tokenizer"),
      (#"{"model":{"type":"Unigram"}}"#, "\"vocab\" is missing"),
      (#"{"model":{"type":"Unigram","vocab":{}}}"#, "\"vocab\" is missing or no list"),
      (#"{"model":{"type":"Unigram","vocab":[]}}"#, "pre_tokenizer"),
    ]
    for (index, (text, words)) in cases.enumerated() {
      try AtomicFile.write(text, to: path)
      XCTAssertThrowsError(try TokenizerFile.read(path), "case \(index)") { error in
        XCTAssertTrue(error is TokenizerError, "case \(index): \(error)")
        XCTAssertTrue("\(error)".contains(words), "case \(index): \(error)")
        XCTAssertFalse("\(error)".contains("\n"))
      }
    }
  }
}

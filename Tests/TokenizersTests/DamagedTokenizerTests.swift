import Foundation
import Groundwork
import TestSupport
import Tokenizers
import XCTest

/// Hundreds of damaged copies of each format: each is refused with one error of the tokenizer's, or reads
/// as what it says, which slow versions compute from the same bytes. A trap would end the test program.
final class DamagedTokenizerTests: XCTestCase {
  private var folder = ""
  private let texts = [
    "the tenant shall lease", " it's 12345 tokens,\n\nIT'S", "naïve café 漢字", "  \t x=y {} // 2024",
  ].map { Array($0.utf8) }

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "damaged-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func fixture(_ name: String) throws -> [UInt8] {
    try AtomicFile.read(Fixtures.path("found-tokenizers/" + name))
  }

  /// Reads each damaged copy of a file; what can be read is handed to `check`.
  private func damage(
    _ name: String, _ file: [UInt8], count: Int = 400, seed: UInt64,
    pattern: PreTokenPattern? = nil,
    reading path: String? = nil,
    _ check: (_ tokenizer: any Tokenizer, _ bytes: [UInt8], _ what: String) throws -> Void
  ) throws {
    let damagedPath = "\(folder)/\(name)"
    var read = 0
    for (what, bytes) in damaged(file, count: count, seed: seed) {
      // Not synced to the disk, as `AtomicFile` does: there are many.
      XCTAssertTrue(
        FileManager.default.createFile(atPath: damagedPath, contents: Data(bytes)), what)
      do {
        let tokenizer = try TokenizerFile.read(path ?? damagedPath, pattern: pattern)
        read += 1
        try check(tokenizer, bytes, what)
      } catch let error as TokenizerError {
        XCTAssertFalse("\(error)".contains("\n"), what)
      } catch let error as FileError {
        XCTAssertFalse("\(error)".contains("\n"), what)
      }
    }
    XCTAssertLessThan(read, count, "every copy was read: nothing was damaged")
  }

  private func same(
    _ tokenizer: any Tokenizer, _ slow: SlowBytePairs, _ pattern: PreTokenPattern, _ what: String
  ) throws {
    for text in texts {
      XCTAssertEqual(try tokenizer.encode(text), slow.encode(text, pattern), what)
    }
  }

  /// The pattern that a file's pre-tokenizer stands for, of those that the fixtures have.
  private func pattern(_ root: JSONObject, original: JSONObject, _ usual: PreTokenPattern) throws
    -> PreTokenPattern
  {
    let (found, was) = (root["pre_tokenizer"], original["pre_tokenizer"])
    guard found != was, usual == .gpt2 else { return usual }
    let flag = try XCTUnwrap(found?.object)["use_regex"]?.bool ?? true
    return flag ? .gpt2 : .none
  }

  func testBytePairFiles() throws {
    for (name, usual) in [
      ("holes", PreTokenPattern.gpt2), ("beginning", .cl100k), ("lacking", .smollm),
    ] {
      let file = try fixture(name + ".json")
      let original = try XCTUnwrap(try StrictJSON.parse(file).object)
      try damage("tokenizer.json", file, seed: 11) { tokenizer, bytes, what in
        let root = try XCTUnwrap(try StrictJSON.parse(bytes).object, what)
        let slow = try XCTUnwrap(SlowBytePairs(root), what)
        try same(tokenizer, slow, try pattern(root, original: original, usual), what)
        for token in (root["added_tokens"]?.array ?? []).compactMap(\.object) {
          let special = tokenizer.specialTokens.first { Int($0.id) == token["id"]?.integer }
          XCTAssertEqual(
            special.map { String(decoding: $0.content, as: UTF8.self) }, token["content"]?.text)
        }
      }
    }
  }

  func testGPT2sTwoFiles() throws {
    let (vocabulary, merges) = (try fixture("old/vocab.json"), try fixture("old/merges.txt"))
    try AtomicFile.write(merges, to: folder + "/merges.txt")
    try damage("vocab.json", vocabulary, seed: 21) { tokenizer, bytes, what in
      let root = try XCTUnwrap(try StrictJSON.parse(bytes).object, what)
      try same(tokenizer, SlowBytePairs(vocabulary: root, merges: merges), .gpt2, what)
    }
    try AtomicFile.write(vocabulary, to: folder + "/vocab.json")
    let root = try XCTUnwrap(try StrictJSON.parse(vocabulary).object)
    try damage("merges.txt", merges, seed: 22, reading: folder) { tokenizer, bytes, what in
      try same(tokenizer, SlowBytePairs(vocabulary: root, merges: bytes), .gpt2, what)
    }
  }

  func testSettingsBesideThem() throws {
    for name in ["vocab.json", "merges.txt"] {
      try AtomicFile.write(try fixture("old-beginning/" + name), to: "\(folder)/\(name)")
    }
    let slow = SlowBytePairs(
      vocabulary: try XCTUnwrap(try StrictJSON.parse(try fixture("old/vocab.json")).object),
      merges: try fixture("old/merges.txt"))
    let settings = try fixture("old-beginning/tokenizer_config.json")
    try damage("tokenizer_config.json", settings, seed: 23, reading: folder) { tokenizer, _, what in
      try same(tokenizer, slow, .gpt2, what)
    }
  }

  func testRankFiles() throws {
    let file = try fixture("o200k_base.tiktoken")
    try damage("o200k_base.tiktoken", file, seed: 31) { tokenizer, bytes, what in
      XCTAssertEqual(tokenizer.endOfText, 199_999, what)
      try same(tokenizer, SlowBytePairs(ranks: bytes), .o200k, what)
    }
    try damage("own.tiktoken", file, seed: 32, pattern: .gpt2) { tokenizer, bytes, what in
      try same(tokenizer, SlowBytePairs(ranks: bytes), .gpt2, what)
    }
  }

  func testUnigramFiles() throws {
    let pieces = ["th", "the", " the", "ten", "nant", "sh", "all", "le", "se", "12", "ase"]
      .enumerated()
      .map { UnigramPiece(bytes: Array($1.utf8), score: -2 - 0.25 * Double($0)) }
    let path = folder + "/tokenizer.json"
    try TokenizerFile.write(try UnigramTokenizer(pieces: pieces, pattern: .gpt2), to: path)
    let original = try StrictJSON.parse(try AtomicFile.read(path))
    try damage("tokenizer.json", original.encoded(), seed: 41) { tokenizer, bytes, what in
      let root = try XCTUnwrap(try StrictJSON.parse(bytes).object, what)
      let special = Set(
        root["added_tokens"]?.array?.compactMap { $0.object?["content"]?.text } ?? [])
      var scores: [[UInt8]: (id: Int32, score: Double)] = [:]
      for (id, entry) in try XCTUnwrap(root["model"]?.object?["vocab"]?.array, what).enumerated() {
        let pair = try XCTUnwrap(entry.array, what)
        guard let name = pair[0].text, !special.contains(name) else { continue }
        scores[Array(name.utf8)] = (Int32(id), try XCTUnwrap(pair[1].number, what))
      }
      let pattern = try pattern(
        root, original: try XCTUnwrap(original.object), .gpt2)
      for text in texts {
        let expected = pattern.split(text).flatMap { likeliest(Array(text[$0]), scores) }
        XCTAssertEqual(try tokenizer.encode(text), expected, what)
      }
    }
  }

  /// The likeliest segmentation, place by place; of equal ones the one with the longest last piece.
  private func likeliest(
    _ word: [UInt8], _ scores: [[UInt8]: (id: Int32, score: Double)]
  ) -> [Int32] {
    var best: [(score: Double, ids: [Int32])?] = [(0, [])]
    for end in 1...word.count {
      var found: (score: Double, ids: [Int32])?
      for start in 0..<end {
        let spelled = word[start..<end].flatMap(SlowBytePairs.alphabet)
        guard let before = best[start], let piece = scores[spelled] else { continue }
        let score = before.score + piece.score
        if score > found?.score ?? -.infinity { found = (score, before.ids + [piece.id]) }
      }
      best.append(found)
    }
    return best[word.count]?.ids ?? []
  }
}

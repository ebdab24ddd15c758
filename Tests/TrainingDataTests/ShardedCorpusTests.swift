import Corpora
import Foundation
import Groundwork
import Tokenizers
import TrainingData
import XCTest

/// Text to shards: nothing lost, nothing leaked, the same every time.
final class ShardedCorpusTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "sharded-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func write(
    _ texts: [String], _ split: DocumentSplit, to name: String = "out",
    tokenizer: any Tokenizer = ByteTokenizer()
  ) throws -> [ShardedCorpus.Part] {
    try ShardedCorpus.write(to: "\(folder)/\(name)", tokenizer: tokenizer, split: split) { add in
      for (index, text) in texts.enumerated() { try add(Document(name: "\(index)", text: text)) }
    }
  }

  private func texts(
    of part: ShardedCorpus.Part, _ tokenizer: any Tokenizer = ByteTokenizer()
  ) throws -> [String] {
    let shard = try TokenShard(path: part.path)
    XCTAssertEqual(shard.tokenCount, part.tokens)
    try shard.require(tokenizer)
    return try (0..<shard.documentCount).map {
      let ids = shard.document($0)
      XCTAssertEqual(ids.last, tokenizer.endOfText)
      return try tokenizer.decodeText(ids)
    }
  }

  /// Words of no language, different for each document.
  private func text(_ number: Int, words: Int = 60) -> String {
    var stream = RandomStream(seed: UInt64(number))
    return (0..<words).map { _ in "w\(stream.index(below: 5_000))" }.joined(separator: " ")
  }

  func testEveryDocumentIsInOnePartAndWhole() throws {
    let texts = (0..<60).map { text($0) } + ["été 漢字 🙂"]
    let tokenizer = try BytePairTokenizer.train(
      on: texts.map { Array($0.utf8) }, vocabularySize: 300)
    let split = DocumentSplit(validation: 0.2, test: 0.1, seed: 3)
    let parts = try write(texts, split, tokenizer: tokenizer)
    XCTAssertEqual(parts.map(\.name), ["training", "validation", "test"])
    let found = try parts.map { try self.texts(of: $0, tokenizer) }
    XCTAssertEqual(found.flatMap { $0 }.sorted(), texts.sorted())
    for (part, texts) in zip(parts, found) {
      XCTAssertEqual(part.bytes, texts.reduce(0) { $0 + $1.utf8.count })
      // In the order of the text.
      XCTAssertEqual(texts.count, part.documents)
    }
    let total = Double(parts.reduce(0) { $0 + $1.bytes })
    XCTAssertEqual(Double(parts[1].bytes) / total, 0.2, accuracy: 0.05)
    XCTAssertEqual(Double(parts[2].bytes) / total, 0.1, accuracy: 0.05)
    // The same again, and not with another seed.
    let bytes = try parts.map { try AtomicFile.read($0.path) }
    let again = try write(texts, split, to: "again", tokenizer: tokenizer)
    XCTAssertEqual(try again.map { try AtomicFile.read($0.path) }, bytes)
    var other = split
    other.seed = 4
    let others = try write(texts, other, to: "other", tokenizer: tokenizer)
    XCTAssertNotEqual(try others.map { try AtomicFile.read($0.path) }, bytes)
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: folder + "/out").sorted(),
      ["test.tokens", "training.tokens", "validation.tokens"])
    // A part that is empty now has no file.
    _ = try write(texts, DocumentSplit(validation: 0.2), tokenizer: tokenizer)
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder + "/out/test.tokens"))
  }

  /// Fifteen families of three documents that share most of their words: none is torn apart.
  func testAlikeDocumentsStayTogether() throws {
    var texts: [String] = []
    for family in 0..<15 {
      let words = text(family, words: 100).split(separator: " ")
      for member in 0..<3 {
        texts.append(
          (words.dropLast(12) + ["m\(member)", "family\(family)"]).joined(separator: " "))
      }
    }
    for seed in UInt64(1)...8 {
      let parts = try write(texts, DocumentSplit(validation: 0.3, seed: seed), to: "\(seed)")
      var home: [String: Set<Int>] = [:]
      for (number, part) in parts.enumerated() {
        for text in try self.texts(of: part) {
          let family = text.split(separator: " ").last.map(String.init) ?? text
          home[family, default: []].insert(number)
        }
      }
      XCTAssertEqual(home.count, 15)
      for (family, parts) in home { XCTAssertEqual(parts.count, 1, family) }
    }
  }

  /// Texts without a word are alike only where they are the same.
  func testTextsWithoutWords() throws {
    let texts = Array("!?-+*/=#").map { String($0) } + Array(repeating: "...", count: 20)
    for seed in UInt64(1)...8 {
      let parts = try write(texts, DocumentSplit(validation: 0.3, seed: seed), to: "\(seed)")
      let homes = try parts.map { try self.texts(of: $0).contains("...") }
      XCTAssertEqual(homes.count { $0 }, 1)
    }
  }

  /// Fewer than ten documents: the end of the text is held out.
  func testFewDocumentsAreCutAtTheEnd() throws {
    let tokenizer = ByteTokenizer()
    for texts in [[text(1)], (0..<9).map { text($0) }] {
      let parts = try write(texts, DocumentSplit(validation: 0.1, test: 0.1))
      let shards = try parts.map { try TokenShard(path: $0.path) }
      let ids = shards.flatMap { $0.tokens(0..<$0.tokenCount) }
      XCTAssertEqual(ids, try tokenizer.encode(documents: texts.map { Array($0.utf8) }))
      XCTAssertEqual(Double(parts[1].tokens) / Double(ids.count), 0.1, accuracy: 0.01)
      XCTAssertEqual(Double(parts[2].tokens) / Double(ids.count), 0.1, accuracy: 0.01)
      let whole = try write(texts, DocumentSplit(validation: 0), to: "whole")
      XCTAssertEqual(whole.map(\.documents), [texts.count])
    }
  }

  /// A text longer than the stretches that it is encoded in gives the ids of encoding it whole.
  func testALongDocument() throws {
    let text = String(repeating: "The tenant shall pay 1,990 crowns.\n", count: 300_000)
    let tokenizer = try BytePairTokenizer.train(
      on: [Array(text.utf8.prefix(5_000))], vocabularySize: 300)
    let parts = try write([text], DocumentSplit(validation: 0), tokenizer: tokenizer)
    let shard = try TokenShard(path: parts[0].path)
    let whole = try tokenizer.encode(text) + [tokenizer.endOfText ?? -1]
    // Millions of ids: the place where they part says more than both lists.
    XCTAssertNil(zip(shard.document(0), whole).enumerated().first { $1.0 != $1.1 }?.offset)
    XCTAssertEqual(shard.document(0).count, whole.count)
    // Without a place to cut: an error that names the byte, as from the tokenizer itself.
    let endless = "word " + String(repeating: "a", count: 9 << 20)
    XCTAssertThrowsError(
      try write([endless], DocumentSplit(), to: "endless", tokenizer: tokenizer)
    ) {
      guard case .preTokenTooLong? = $0 as? TokenizerError else { return XCTFail("\($0)") }
    }
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder + "/endless"), [])
  }
}

import Corpora
import Foundation
import Groundwork
import Tokenizers
import TrainingData
import XCTest

/// From paths to what a run reads.
final class SplitTextTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "split-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ text: String, _ name: String = "text.txt") throws -> String {
    try AtomicFile.write(text, to: "\(folder)/\(name)")
    return "\(folder)/\(name)"
  }

  /// One text whose last line alone has an x.
  private let lines = (0..<99).map { "line \($0)\n" }.joined() + "xxxxxxx"

  func testTheTextIsSplitAsACorpusIs() throws {
    let path = try write(lines)
    let text = try SplitText.read(paths: [path], validationFraction: 0.1, seed: 1)
    XCTAssertEqual(text.name, "text.txt")
    let (training, heldOut) = try Corpus.read(paths: [path]).split(validationFraction: 0.1)
    XCTAssertEqual(text.training.texts, training.texts)
    XCTAssertEqual(text.heldOut.texts, heldOut.texts)
    let short = try write("a")
    XCTAssertThrowsError(try SplitText.read(paths: [short], validationFraction: 0.5, seed: 1)) {
      XCTAssertEqual(
        $0 as? TrainingDataError, .tooShortToHoldOut(name: "text.txt", fraction: 0.5))
      XCTAssertTrue("\($0)".contains("too short to hold out 0.5 of it"), "\($0)")
    }
  }

  func testAVocabularyIsLearnedFromTheTrainingSideAlone() throws {
    let text = try SplitText.read(paths: [write(lines)], validationFraction: 0.1, seed: 1)
    XCTAssertTrue(text.heldOut.documents[0].text.hasSuffix("xxxxxxx"))
    func tokens(_ choice: TokenizerChoice, from bytes: Int? = nil) throws -> [[UInt8]] {
      let tokenizer = try text.tokenizer(choice, learnedFrom: bytes)
      return (0..<Int32(tokenizer.vocabularySize)).compactMap { tokenizer.bytes(of: $0) }
    }
    for choice in [TokenizerChoice("bpe", vocabularySize: 290), .unigram(vocabularySize: 280)] {
      let learned = try tokens(choice)
      XCTAssertTrue(learned.contains { $0.count > 1 }, "\(choice)")
      XCTAssertFalse(learned.contains(Array("xx".utf8)), "\(choice)")
    }
    let limited = try BytePairTokenizer.train(
      on: text.training.prefix(byteCount: 50).texts, vocabularySize: 290)
    XCTAssertEqual(
      try tokens(.bytePair(vocabularySize: 290), from: 50),
      (0..<Int32(limited.vocabularySize)).compactMap { limited.bytes(of: $0) })
    // The alphabet is that of the whole text: nothing is held out that has no id.
    XCTAssertTrue(try tokens(.characters).contains(Array("x".utf8)))
    // Under a limit it is that of the training side's first bytes.
    XCTAssertEqual(
      Set(try tokens(.characters, from: 30)),
      Set(text.training.prefix(byteCount: 30).texts.joined().map { [$0] }))
    XCTAssertEqual(try tokens(.bytes).count, 257)
  }

  func testATokenizerOfAFileOrFolder() throws {
    let text = try SplitText.read(paths: [write(lines)], validationFraction: 0.1, seed: 1)
    let tokenizer = try BytePairTokenizer.train(on: text.training.texts, vocabularySize: 270)
    try TokenizerFile.write(tokenizer, to: folder + "/t/tokenizer.json")
    for path in [folder + "/t", folder + "/t/tokenizer.json"] {
      let read = try text.tokenizer(TokenizerChoice(path, vocabularySize: 9))
      XCTAssertEqual(read.vocabularyDigest, tokenizer.vocabularyDigest)
    }
    XCTAssertThrowsError(try text.tokenizer(.file(folder + "/none.json"))) {
      XCTAssertTrue("\($0)".contains("none.json: no such file"), "\($0)")
    }
  }

  func testWhatARunReadsOfIt() throws {
    let documents = (0..<20).map { "document \($0), of \($0 * 7) words" }
    let path = try write(documents.joined(separator: "\n<|endoftext|>\n"))
    let text = try SplitText.read(paths: [path], validationFraction: 0.2, seed: 2)
    let data = try text.encoded(ByteTokenizer(), validationName: "held")
    XCTAssertEqual(data.sources.map(\.name), ["text.txt"])
    XCTAssertEqual(
      data.sources[0].tokens, try ByteTokenizer().encode(documents: text.training.texts))
    XCTAssertEqual(data.sources[0].documentStarts.count, text.training.documents.count)
    XCTAssertEqual(data.validation.map(\.name), ["held"])
    XCTAssertEqual(data.validation[0].byteCount, text.heldOut.byteCount)
    XCTAssertEqual(data.heldOutTokenCount, text.heldOut.byteCount + text.heldOut.documents.count)
    // A tokenizer without an end of text: borders are kept where they are asked for.
    let characters = try text.tokenizer(.characters)
    XCTAssertEqual(try text.encoded(characters).sources[0].documentStarts, [0])
    XCTAssertEqual(
      try text.encoded(characters, keepsDocuments: true).sources[0].documentStarts.count,
      text.training.documents.count)
  }
}

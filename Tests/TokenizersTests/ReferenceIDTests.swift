import Corpora
import Foundation
import Groundwork
import TestSupport
import Tokenizers
import XCTest

/// The same ids as tiktoken and Hugging Face's tokenizers.
final class ReferenceIDTests: XCTestCase {
  private var text: [UInt8] = []

  override func setUpWithError() throws {
    text = try AtomicFile.read(Fixtures.path("tokenizers/text.txt"))
  }

  func testVocabulariesTrainedInPythonGiveTheSameIDsHere() throws {
    let references = try ReferenceIDs("references.json")
    XCTAssertEqual(references.digests.count, 7)
    for (name, expected) in references.digests {
      // A rank file's name says its pattern only where it is tiktoken's.
      let pattern =
        name.hasSuffix(".tiktoken")
        ? PreTokenPattern(rawValue: (name as NSString).deletingPathExtension) : nil
      let tokenizer = try TokenizerFile.read(
        Fixtures.path("tokenizers/" + name), pattern: pattern)
      try ReferenceIDs.check(tokenizer, expected, text: text, name)
      // Written here and read again, it is still the same.
      let path = NSTemporaryDirectory() + "reference-\(UUID().uuidString).json"
      defer { try? FileManager.default.removeItem(atPath: path) }
      try TokenizerFile.write(tokenizer, to: path)
      let again = try XCTUnwrap(TokenizerFile.read(path) as? BytePairTokenizer)
      XCTAssertTrue(again == tokenizer as? BytePairTokenizer, name)
    }
  }

  func testVocabulariesTrainedHereGiveTheSameIDsInPython() throws {
    let references = try ReferenceIDs("trained-references.json")
    XCTAssertEqual(references.digests.count, 7)
    for (name, expected) in references.digests {
      let pattern = try XCTUnwrap(
        PreTokenPattern(rawValue: (name as NSString).deletingPathExtension))
      let tokenizer = try BytePairTokenizer.train(
        on: [text], vocabularySize: 400, pattern: pattern)
      let path = NSTemporaryDirectory() + "trained-\(UUID().uuidString)-\(name)"
      defer { try? FileManager.default.removeItem(atPath: path) }
      try TokenizerFile.write(tokenizer, to: path)
      XCTAssertEqual(
        Checksum.sha256(try AtomicFile.read(path)), expected["file"]?.text,
        "\(name) is not the file that Python read: run make_trained_tokenizer_fixtures.py")
      try ReferenceIDs.check(tokenizer, expected, text: text, name)
      try ReferenceIDs.check(
        TokenizerFile.read(path, pattern: pattern), expected, text: text, name)
    }
  }

  /// GPT-2's own vocabulary on all texts and 100,000 random strings, where the data is beside the
  /// repository.
  func testGPT2sVocabularyGivesTiktokensIDs() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let data = root + "/../shared/data"
    guard FileManager.default.fileExists(atPath: data + "/tokenizers/gpt2/vocab.bpe") else {
      throw XCTSkip("no ../shared/data beside the repository")
    }
    let tokenizer = try TokenizerFile.read(data + "/tokenizers/gpt2")
    XCTAssertEqual(tokenizer.vocabularySize, 50_257)
    XCTAssertEqual(tokenizer.endOfText, 50_256)
    var corpora = 0
    for (name, expected) in try ReferenceIDs("gpt2-references.json").digests {
      if name == "random 100000" {
        try ReferenceIDs.checkRandomStrings(tokenizer, 100_000, .object(expected), "GPT-2")
        continue
      }
      let text = try AtomicFile.read(data + "/corpora/" + name)
      let ids = try tokenizer.encode(text)
      try ReferenceIDs.check(ids.map { UInt32($0) }, .object(expected), name)
      XCTAssertTrue(try tokenizer.decode(ids) == text, name)
      corpora += 1
    }
    XCTAssertEqual(corpora, 9)
  }
}

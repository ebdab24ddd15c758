import Corpora
import Foundation
import Groundwork
import Tokenizers
import TrainingData
import XCTest

/// Token shards as a user names them.
final class ShardTextTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "named-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ name: String, count: Int = 20, validation: Double = 0.2) throws -> String {
    let path = "\(folder)/\(name)"
    _ = try ShardedCorpus.write(
      to: path, tokenizer: ByteTokenizer(), split: DocumentSplit(validation: validation)
    ) { add in
      for number in 0..<count {
        try add(Document(name: "\(number)", text: "text \(number * 31) of \(name)"))
      }
    }
    try TokenizerFile.write(ByteTokenizer(), to: "\(path)/tokenizer.json")
    return path
  }

  func testNamesAndWeights() throws {
    XCTAssertEqual(ShardName("a/law=3").path, "a/law")
    XCTAssertEqual(ShardName("a/law=3").weight, 3)
    XCTAssertEqual(ShardName("a=b=0.5").path, "a=b")
    for text in ["law", "law=", "law=x", "=="] {
      XCTAssertEqual(ShardName(text).path, text)
      XCTAssertNil(ShardName(text).weight)
    }
    // A file of that very name.
    try AtomicFile.write("", to: folder + "/x=2")
    XCTAssertNil(ShardName(folder + "/x=2").weight)
  }

  func testFoldersBringTheirTokenizerAndValidation() throws {
    let (law, news) = (try write("law"), try write("news, old"))
    let text = try TrainingText.open(shards: [ShardName(law + "=3"), ShardName(news + "=1")])
    XCTAssertEqual(text.sources.map(\.name), ["law", "news  old"])
    XCTAssertEqual(text.sources.map(\.weight), [3, 1])
    XCTAssertEqual(text.validation.map(\.name), ["law", "news  old"])
    XCTAssertEqual(text.tokenizer.vocabularySize, 257)
    let bySize = try TrainingText.open(shards: [ShardName(law)])
    XCTAssertEqual(bySize.sources[0].weight, Double(bySize.sources[0].tokenCount))
    // By file, and with a text of one's own choice to look at.
    let files = try TrainingText.open(
      shards: [ShardName(law + "/training.tokens")], validation: [ShardName(news)],
      tokenizer: ByteTokenizer())
    XCTAssertEqual(files.sources[0].name, "training")
    XCTAssertEqual(files.sources[0].tokens, text.sources[0].tokens)
    XCTAssertEqual(files.validation[0].ids, text.validation[1].ids)
    // Two of one name are told apart by their paths.
    let twice = [law, news].map { ShardName($0 + "/training.tokens") }
    let both = try TrainingText.open(
      shards: twice, validation: [ShardName(law)], tokenizer: ByteTokenizer())
    XCTAssertEqual(Set(both.sources.map(\.name)).count, 2)
  }

  func testWhatIsMissingIsSaid() throws {
    let whole = try write("whole", validation: 0)
    XCTAssertThrowsError(try TrainingText.open(shards: [ShardName(whole)])) {
      XCTAssertEqual($0 as? TrainingDataError, .noValidation(paths: [whole]))
    }
    let file = whole + "/training.tokens"
    XCTAssertThrowsError(try TrainingText.open(shards: [ShardName(file)])) {
      XCTAssertEqual($0 as? TrainingDataError, .noTokenizer(path: file))
    }
    XCTAssertThrowsError(try TrainingText.open(shards: [ShardName(folder + "/none")])) {
      XCTAssertTrue($0 is FileError, "\($0)")
    }
    XCTAssertThrowsError(try TokenizerChoice.characters.forShards()) {
      guard case .impossible? = $0 as? TrainingDataError else { return XCTFail("\($0)") }
    }
  }
}

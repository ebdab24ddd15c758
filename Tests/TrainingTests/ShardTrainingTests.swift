import Corpora
import Foundation
import Groundwork
import Models
import TestSupport
import Tokenizers
import Training
import TrainingData
import XCTest

/// Whole runs on token shards.
final class ShardTrainingTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "shards-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func documents(_ word: String) -> [[Int32]] {
    (0..<30).map {
      ByteTokenizer().encode(Array("\(word) \($0): the trial was fair. ".utf8)) + [256]
    }
  }

  private func shard(_ name: String, digest: [UInt8] = ByteTokenizer().vocabularyDigest) throws
    -> TokenShard
  {
    let path = "\(folder)/\(name).tokens"
    try TokenShardWriter.write(to: path, vocabularySize: 257, vocabularyDigest: digest) { shard in
      for document in documents(name) { try shard.add(document) }
    }
    return try TokenShard(path: path)
  }

  private func plan(_ sources: [WindowSampler.Source]) -> PretrainingPlan {
    var settings = TrainingConfiguration(batch: 4, contextLength: 16, steps: 20, replicas: 2)
    settings.checkpointEvery = 6
    settings.order = .epochs
    settings.separatesDocuments = true
    let ids = documents("held").flatMap { $0 }
    return PretrainingPlan(
      model: ModelConfiguration(
        vocabularySize: 257, contextLength: 16, width: 16, layerCount: 1, headCount: 2,
        endOfTextID: 256),
      training: settings, sources: sources,
      validation: [ValidationText(name: "held", ids: ids, byteCount: ids.count - 30)],
      tokenizer: ByteTokenizer())
  }

  private func files(_ run: String) throws -> [[UInt8]] {
    try ["model.safetensors", "metrics.csv"].map { try RunFiles.timeless("\(folder)/\(run)/\($0)") }
  }

  func testShardsGiveTheBitsOfMemoryAlsoAcrossAResume() throws {
    let onDisk = plan(
      try ["law", "news"].map {
        .init(name: $0, shard: try shard($0), weight: $0 == "law" ? 3 : 1, endOfText: 256)
      })
    let inMemory = plan(
      ["law", "news"].map {
        .init(
          name: $0, tokens: documents($0).flatMap { $0 }, weight: $0 == "law" ? 3 : 1,
          endOfText: 256)
      })
    _ = try Pretraining.run(onDisk, in: folder + "/disk", title: nil)
    _ = try Pretraining.run(inMemory, in: folder + "/memory", title: nil)
    XCTAssertEqual(try files("disk"), try files("memory"))
    for stop in [1, 8, 13] {
      _ = try? Pretraining.run(onDisk, in: "\(folder)/\(stop)", title: nil, stoppingAfter: stop)
      _ = try Pretraining.run(onDisk, in: "\(folder)/\(stop)", start: .resume, title: nil)
      XCTAssertEqual(try files("\(stop)"), try files("disk"))
    }
  }

  func testTheIdentityTellsShardsWeightsAndOrdersApart() throws {
    let plan = plan([.init(name: "a", shard: try shard("law"), endOfText: 256)])
    var heavier = plan
    heavier.sources[0].weight = 2
    var drawn = plan
    drawn.training.order = .draws
    let other = self.plan([.init(name: "a", shard: try shard("news"), endOfText: 256)])
    let identities = [plan, heavier, drawn, other].map(\.identity)
    XCTAssertEqual(Set(identities).count, 4)
    XCTAssertEqual(
      self.plan([.init(name: "a", shard: try shard("law"), endOfText: 256)]).identity, identities[0]
    )
  }

  func testAShardOfAnotherVocabularyIsRefused() throws {
    let tokenizer = ByteTokenizer()
    XCTAssertNoThrow(try shard("law").require(tokenizer))
    XCTAssertNoThrow(try shard("law", digest: []).require(tokenizer), "one that does not say")
    XCTAssertThrowsError(try shard("law", digest: [1]).require(tokenizer)) {
      XCTAssertTrue("\($0)".contains("of the same size"), "\($0)")
    }
    let other = BytePairTokenizer(merges: [BytePairMerge(left: 97, right: 98)])
    XCTAssertThrowsError(try shard("law").require(other)) {
      XCTAssertTrue("\($0)".contains("257 tokens, and this one has 258"), "\($0)")
    }
    let same = BytePairTokenizer(merges: [])
    XCTAssertEqual(
      same.vocabularyDigest, tokenizer.vocabularyDigest, "the same ids, the same bytes")
    // A model with fewer ids than the shard has.
    var small = plan([.init(name: "a", shard: try shard("law"), endOfText: 256)])
    small.model.vocabularySize = 200
    small.validation[0].ids = [1, 2, 3]
    XCTAssertThrowsError(try Pretraining.run(small, in: folder + "/none", title: nil)) {
      XCTAssertTrue("\($0)".contains("the id 256"), "\($0)")
    }
  }

  func testTheBytesOfAShardAreThoseOfItsText() throws {
    let shard = try shard("law")
    let text = ValidationText(name: "law", shard: shard, tokenizer: ByteTokenizer())
    XCTAssertEqual(text.ids, documents("law").flatMap { $0 })
    XCTAssertEqual(text.byteCount, text.ids.count - 30)
  }
}

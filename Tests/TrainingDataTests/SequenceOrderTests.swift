import Corpora
import Foundation
import Groundwork
import TrainingData
import XCTest

/// What sequences hold: of shards on the disk, gone through in epochs, and documents that begin with
/// the end of the one before.
final class SequenceOrderTests: XCTestCase {
  private let end: Int32 = 9
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "order-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  /// Documents of ids from 10 on, no id twice, each ended by the end of text; some hold nothing else.
  private func documents(_ count: Int, from first: Int32 = 10, seed: UInt64 = 5) -> [[Int32]] {
    var stream = RandomStream(seed: seed)
    var next = first
    return (0..<count).map { _ in
      (0..<stream.index(below: 40)).map { _ in
        next += 1
        return next
      } + [end]
    }
  }

  private func shard(_ documents: [[Int32]], _ name: String = "a") throws -> TokenShard {
    let path = "\(folder)/\(name).tokens"
    try TokenShardWriter.write(to: path, vocabularySize: 100_000) { shard in
      for document in documents { try shard.add(document) }
    }
    return try TokenShard(path: path)
  }

  /// A shard gives the sequences that the same tokens give in memory, whatever the options.
  func testAShardGivesWhatMemoryGives() throws {
    let texts = [documents(40), documents(25, from: 5_000, seed: 6)]
    let shards = try texts.enumerated().map { try shard($0.element, "\($0.offset)") }
    for packing in SequencePacking.allCases {
      for order in SequenceOrder.allCases {
        for separated in [false, true] {
          func sampler(_ sources: [WindowSampler.Source]) throws -> WindowSampler {
            try WindowSampler(
              sources: sources, contextLength: 16, seed: 3, packing: packing,
              separatesDocuments: separated, order: order, batch: 4)
          }
          let inMemory = try sampler(
            texts.enumerated().map {
              .init(
                name: "\($0.offset)", tokens: $0.element.flatMap { $0 },
                weight: Double(1 + $0.offset), endOfText: end)
            })
          let onDisk = try sampler(
            shards.enumerated().map {
              .init(
                name: "\($0.offset)", shard: $0.element, weight: Double(1 + $0.offset),
                endOfText: end)
            })
          XCTAssertEqual(onDisk.tokenCount, inMemory.tokenCount)
          XCTAssertEqual(onDisk.sequenceCounts, inMemory.sequenceCounts)
          for step in 0..<60 {
            for number in 0..<4 {
              XCTAssertEqual(
                DrawnSequence(onDisk, step: step, number),
                DrawnSequence(inMemory, step: step, number))
            }
            let labels = (0..<4).reduce(0) { sum, number in
              sum + DrawnSequence(onDisk, step: step, number).targets.count { $0 >= 0 }
            }
            XCTAssertEqual(onDisk.labelCount(step: step, batch: 4), labels)
          }
        }
      }
    }
  }

  /// Each epoch reads every token once but for what does not fill a window, from a place of its own;
  /// labels are what follows in the text, and its beginning after its end.
  func testAnEpochOfWindowsReadsEveryTokenOnce() throws {
    for count in [17, 32, 33, 1_000] {
      let tokens = (0..<Int32(count)).map { $0 + 10 }
      let sampler = try WindowSampler(
        sources: [.init(name: "a", tokens: tokens)], contextLength: 16, seed: 3, order: .epochs,
        batch: 3)
      let windows = count / 16
      XCTAssertEqual(sampler.sequenceCounts, [windows])
      var beginnings: Set<Int32> = []
      for epoch in 0..<4 {
        var seen: [Int32] = []
        for position in epoch * windows..<(epoch + 1) * windows {
          let sequence = DrawnSequence(sampler, step: position / 3, position % 3)
          seen += sequence.tokens
          for (token, target) in zip(sequence.tokens, sequence.targets) {
            XCTAssertEqual(target, (token - 10 + 1) % Int32(count) + 10)
          }
        }
        XCTAssertEqual(seen.count, windows * 16)
        XCTAssertEqual(Set(seen).count, seen.count)
        beginnings.insert(seen.first ?? 0)
      }
      XCTAssertGreaterThan(beginnings.count, 1)
    }
  }

  /// In every epoch each token of the text is a label once, but for the first of all: the first token
  /// of each document too, which follows the end of the one before and nothing else.
  func testEveryTokenOfADocumentIsALabel() throws {
    for withShard in [false, true] {
      // A shard may also hold documents without any token.
      let documents = documents(50)
      let tokens = documents.flatMap { $0 }
      let source =
        withShard
        ? WindowSampler.Source(
          name: "a", shard: try shard([[]] + documents.flatMap { [$0, []] }), endOfText: end)
        : WindowSampler.Source(name: "a", tokens: tokens, endOfText: end)
      let firsts = Set(documents.compactMap { $0.count > 1 ? $0[0] : nil })
      for packing in SequencePacking.allCases {
        let sampler = try WindowSampler(
          sources: [source], contextLength: 16, seed: 3, packing: packing, separatesDocuments: true,
          order: .epochs, batch: 1)
        var labels: [Int32: Int] = [:]
        for step in 0..<sampler.sequenceCounts[0] {
          let sequence = DrawnSequence(sampler, step: step, 0)
          for t in 0..<16 where sequence.targets[t] >= 0 {
            labels[sequence.targets[t], default: 0] += 1
            // What a document's first token is predicted from: the end of text, alone.
            guard firsts.contains(sequence.targets[t]) else { continue }
            XCTAssertEqual(sequence.tokens[t], end)
            XCTAssertEqual(Int(sequence.starts[t]), t)
            if t < 15 {
              XCTAssertEqual(sequence.tokens[t + 1], sequence.targets[t])
              XCTAssertEqual(Int(sequence.starts[t + 1]), t)
            }
          }
        }
        guard packing == .documents else {
          // The windows leave out less than one of their own.
          let missing = tokens.filter { $0 != end && labels[$0] == nil }.count
          XCTAssertLessThan(missing, 17)
          XCTAssertGreaterThan(firsts.count { labels[$0] == 1 }, firsts.count * 3 / 4)
          continue
        }
        var expected: [Int32: Int] = [:]
        for token in tokens.dropFirst() { expected[token, default: 0] += 1 }
        XCTAssertEqual(labels, expected)
      }
    }
  }

  /// Sources take turns as their weights say, and each is read evenly.
  func testEpochsKeepToTheWeights() throws {
    let sources = [
      WindowSampler.Source(name: "a", tokens: [Int32](repeating: 1, count: 321), weight: 3),
      WindowSampler.Source(name: "b", tokens: [Int32](repeating: 2, count: 1_000), weight: 1),
    ]
    let sampler = try WindowSampler(
      sources: sources, contextLength: 16, seed: 3, order: .epochs, batch: 5)
    var counts: [Int32: Int] = [:]
    for step in 0..<40 {
      for number in 0..<5 {
        counts[DrawnSequence(sampler, step: step, number).tokens[0], default: 0] += 1
      }
    }
    XCTAssertEqual(Double(counts[1] ?? 0), 150, accuracy: 2)
    XCTAssertEqual(Double(counts[2] ?? 0), 50, accuracy: 2)
    XCTAssertThrowsError(
      try WindowSampler(
        sources: [.init(name: "a", tokens: [1, 2, 3], weight: .nan)], contextLength: 1, seed: 1,
        order: .epochs)
    ) { XCTAssertTrue($0 is TrainingDataError) }
  }
}

import Corpora
import Groundwork
import Tensors
import TrainingData
import XCTest

/// Samplers with other weights, and what settings suit a run.
final class EpochTests: XCTestCase {
  private let arena = Arena()

  private func source(_ name: String, _ count: Int, weight: Double = 1) -> WindowSampler.Source {
    .init(
      name: name, documents: (0..<count).map { [Int32](repeating: Int32($0), count: 3 + $0 % 11) },
      weight: weight)
  }

  private func tokens(_ sampler: WindowSampler) -> [[Int32]] {
    (0..<30).map { step in
      let slices = (0..<2).map { _ -> BufferSlice<Int32> in
        arena.allocate(sampler.contextLength, of: -7)
      }
      sampler.fill(step: step, sequence: 1, tokens: slices[0].pointer, targets: slices[1].pointer)
      return slices[0].array + slices[1].array
    }
  }

  private func settings(_ packing: SequencePacking, _ order: SequenceOrder) -> SequenceSettings {
    SequenceSettings(contextLength: 8, seed: 4, packing: packing, order: order, batch: 2)
  }

  /// Other weights give what a sampler built with them gives.
  func testReweightedIsBuiltAnew() throws {
    for packing in SequencePacking.allCases {
      for order in SequenceOrder.allCases {
        let settings = settings(packing, order)
        let plain = try WindowSampler(
          sources: [source("a", 40), source("b", 70)], settings: settings)
        let weighed = try WindowSampler(
          sources: [source("a", 40, weight: 5), source("b", 70, weight: 0.5)], settings: settings)
        let again = try plain.reweighted([5, 0.5])
        XCTAssertEqual(tokens(again), tokens(weighed), "\(packing) \(order)")
        XCTAssertNotEqual(tokens(again), tokens(plain), "\(packing) \(order)")
        XCTAssertEqual(again.sources.map(\.weight), [5, 0.5])
        XCTAssertThrowsError(try plain.reweighted([0, 0])) {
          XCTAssertEqual(
            $0 as? TrainingDataError, .impossible("the weights of the mixture are all zero"))
        }
      }
    }
  }

  func testEpochsGiveWeightsAndTheNumberOfSequences() throws {
    let sampler = try WindowSampler(
      sources: [source("a", 40), source("b", 70)], settings: settings(.documents, .epochs))
    let (through, sequences) = try sampler.goingThrough(epochs: [2, 1])
    XCTAssertEqual(sequences, 2 * sampler.sequenceCounts[0] + sampler.sequenceCounts[1])
    let passes = try XCTUnwrap(through.epochs(after: sequences))
    XCTAssertEqual(passes[0], 2, accuracy: 0.05)
    XCTAssertEqual(passes[1], 1, accuracy: 0.05)
    let drawn = try WindowSampler(sources: [source("a", 40)], settings: settings(.windows, .draws))
    XCTAssertNil(drawn.epochs(after: 10))
    XCTAssertThrowsError(try sampler.goingThrough(epochs: [1])) {
      XCTAssertEqual($0 as? MixtureError, .epochCount(1, 2))
    }
  }

  func testWhichSettingsSuitARun() {
    let drawn = settings(.windows, .draws)
    var other = drawn
    other.batch = 3
    other.seed = 9
    XCTAssertTrue(drawn.suit(other), "drawn sequences know no batch")
    other.order = .epochs
    XCTAssertFalse(drawn.suit(other))
    var epochs = drawn
    epochs.order = .epochs
    XCTAssertFalse(epochs.suit(other), "another batch is another order")
    var separated = drawn
    separated.separatesDocuments = true
    XCTAssertFalse(drawn.suit(separated))
    XCTAssertTrue(separated.needsDocuments)
    XCTAssertFalse(drawn.needsDocuments)
    XCTAssertTrue(settings(.documents, .draws).needsDocuments)
  }
}

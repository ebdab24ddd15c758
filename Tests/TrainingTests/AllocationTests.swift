import CAllocationCounter
import Corpora
import Foundation
import Groundwork
import Models
import Tensors
import Training
import TrainingData
import XCTest

/// After the first step a training step allocates nothing: counted by replacing the C library's
/// allocating functions, OpenBLAS and the Swift runtime included, on every thread that takes part.
final class AllocationTests: XCTestCase {
  private func allocations(
    inStepsAfterTheFirst steps: Int = 5, family: ModelConfiguration.Family = .gpt2,
    adapter: AdapterSettings? = nil, _ change: (inout TrainingConfiguration) -> Void
  ) throws -> Int {
    let model = ModelConfiguration(
      family: family, vocabularySize: 40, contextLength: 24, width: 16, layerCount: 2, headCount: 2)
    let parameters = try ParameterStore<Float>(model)
    parameters.initialize(seed: 1)
    var settings = TrainingConfiguration(batch: 4, contextLength: 24, steps: 100, replicas: 1)
    change(&settings)
    var stream = RandomStream(seed: 4)
    let documents = (0..<30).map { _ in
      (0..<2 + stream.index(below: 40)).map { _ in Int32(stream.index(below: 40)) }
    }
    let data = try WindowSampler(
      sources: [
        .init(name: "a", documents: documents), .init(name: "b", documents: documents.reversed()),
        .init(name: "c", shard: try shard(documents), endOfText: 39),
      ], contextLength: 24, seed: 1, packing: settings.packing,
      separatesDocuments: settings.separatesDocuments, order: settings.order,
      batch: settings.batch)
    let trained: TrainableModel<Float> =
      try adapter.map {
        .adapter(try Adapter(model, $0), of: try FrozenWeights(packing: parameters))
      } ?? .whole(parameters)
    let trainer = try Trainer(trained, settings, data: data)
    _ = try trainer.trainStep()
    allocation_counter_start()
    defer { _ = allocation_counter_stop() }
    for _ in 0..<steps { _ = try trainer.trainStep() }
    return allocation_counter_stop()
  }

  private func shard(_ documents: [[Int32]]) throws -> TokenShard {
    let path = NSTemporaryDirectory() + "allocations-\(UUID().uuidString).tokens"
    try TokenShardWriter.write(to: path, vocabularySize: 40) { shard in
      for document in documents { try shard.add(document) }
    }
    // The mapping outlives the name.
    defer { unlink(path) }
    return try TokenShard(path: path)
  }

  func testAPlainStepAllocatesNothing() throws {
    for replicas in 1...3 {
      let count = try allocations { $0.replicas = replicas }
      XCTAssertEqual(count, 0, "\(replicas) replicas")
    }
  }

  func testAStepOfAnAdapterAllocatesNothing() throws {
    var settings = AdapterSettings(rank: 2, targets: ["c_attn", "c_fc", "mlp.c_proj"])
    for recomputes in [false, true] {
      settings.dropout = recomputes ? 0 : 0.1
      let count = try allocations(adapter: settings) {
        $0.replicas = 2
        $0.recomputation = recomputes
      }
      XCTAssertEqual(count, 0)
    }
  }

  /// Large enough for OpenBLAS to take its ways for large products.
  func testAStepOfALargerModelAllocatesNothing() throws {
    let model = ModelConfiguration(
      vocabularySize: 600, contextLength: 130, width: 192, layerCount: 2, headCount: 3)
    let parameters = try ParameterStore<Float>(model)
    let settings = TrainingConfiguration(batch: 4, contextLength: 130, steps: 9, replicas: 2)
    let data = try WindowSampler(
      sources: [.init(name: "a", tokens: (0..<5_000).map { $0 * $0 % 600 })], contextLength: 130,
      seed: 1)
    let trainer = try Trainer(parameters, settings, data: data)
    _ = try trainer.trainStep()
    allocation_counter_start()
    defer { _ = allocation_counter_stop() }
    for _ in 0..<3 { _ = try trainer.trainStep() }
    XCTAssertEqual(allocation_counter_stop(), 0)
  }

  func testNoScheduleAllocates() throws {
    let schedules: [LearningRateSchedule] = [
      .constant(peak: 1e-3, warmupSteps: 3),
      .cosine(peak: 1e-3, warmupSteps: 3, finalFraction: 0.1),
      .warmupStableDecay(peak: 1e-3, warmupSteps: 3, decaySteps: 98, finalFraction: 0),
    ]
    for schedule in schedules {
      XCTAssertEqual(try allocations { $0.schedule = schedule }, 0, "\(schedule)")
    }
  }

  func testNothingThatCanBeSwitchedOnAllocates() throws {
    for family in ModelConfiguration.Family.allCases {
      let count = try allocations(family: family) {
        $0.replicas = 2
        $0.accumulation = 2
        $0.zLoss = 1e-4
        $0.recomputation = true
        $0.packing = .documents
        $0.separatesDocuments = true
      }
      XCTAssertEqual(count, 0, "\(family)")
    }
    XCTAssertEqual(try allocations { $0.separatesDocuments = true }, 0, "windows, separated")
    for packing in SequencePacking.allCases {
      let count = try allocations {
        $0.order = .epochs
        $0.packing = packing
      }
      XCTAssertEqual(count, 0, "epochs of \(packing)")
    }
  }

  /// oneDNN takes memory and gives it back whenever it multiplies, seven small blocks and, for shapes whose
  /// rows are not aligned, one of some tens of kilobytes; nobody else takes anything: as many are taken
  /// in every step, and none that grows.
  func testStepsByOneDNNTakeItsSmallBlocksAlone() throws {
    let choices = ProductChoices(oneDNNCells: Set(ProductCell.all.map(\.name)))
    for precision in ProductPrecision.allCases where precision.isAvailable {
      var counts: Set<Int> = []
      for steps in [2, 2, 4] {
        counts.insert(
          try allocations(inStepsAfterTheFirst: steps) {
            $0.replicas = 2
            $0.accumulation = 2
            $0.productPlan = ProductPlan(precision: precision, choices: choices)
          } / steps)
        XCTAssertLessThan(allocation_counter_largest(), 1 << 18)
      }
      XCTAssertEqual(counts.count, 1, "\(precision): \(counts) in steps")
    }
  }

  /// Threads end while others may compute, as those of a trainer that was left do beside the next one's.
  func testThreadsThatEndAllocateNothing() {
    var group: ReplicaGroup? = ReplicaGroup(count: 8)
    group?.run { _ in }
    allocation_counter_start()
    group = nil
    // Nothing says when they have ended; where a tenth of a second is too short, less is tested.
    usleep(100_000)
    XCTAssertEqual(allocation_counter_stop(), 0)
  }

  /// The counter sees what Swift allocates on the threads that take part, and no other's.
  func testTheCounterCounts() {
    allocation_counter_start()
    let array = [Int](unsafeUninitializedCapacity: 1_000) { buffer, count in
      buffer.initialize(repeating: 1)
      count = 1_000
    }
    XCTAssertGreaterThan(allocation_counter_stop(), 0)
    XCTAssertEqual(array.reduce(0, +), 1_000)
    allocation_counter_start()
    ReplicaGroup(count: 2).run { rank in
      if rank == 1 { free(malloc(1 << 20)) }
    }
    XCTAssertGreaterThan(allocation_counter_stop(), 0)
    allocation_counter_start()
    var stranger = pthread_t()
    pthread_create(
      &stranger, nil,
      { _ in
        free(malloc(1 << 20))
        return nil
      }, nil)
    pthread_join(stranger, nil)
    // Starting a thread allocates a little, here.
    XCTAssertLessThan(allocation_counter_largest(), 1 << 20)
    _ = allocation_counter_stop()
  }
}

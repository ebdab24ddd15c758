import Models
import ScalingLaws
import XCTest

final class MemoryPlanTests: XCTestCase {
  private func memory(
    _ stage: ShardingStage, shards: Int = 1, tensor: Int = 1, batch: Int = 1,
    gradientByteCount: Int = 4, isRecomputing: Bool = false
  ) -> DeviceMemory {
    DeviceMemory(
      .bloombergGPT, Sharding(stage, shards: shards, tensor: tensor), batch: batch, time: 2_048,
      gradientByteCount: gradientByteCount, isRecomputing: isRecomputing)
  }

  func testOneDeviceIsTheCustomaryEstimate() {
    for isRecomputing in [false, true] {
      for bytes in [2, 4] {
        let customary = MemoryEstimate.mixedPrecision(
          .bloombergGPT, batch: 3, time: 2_048, gradientByteCount: bytes,
          isRecomputing: isRecomputing)
        let own = memory(
          .none, batch: 3, gradientByteCount: bytes, isRecomputing: isRecomputing)
        XCTAssertEqual(own.total / Double(customary.total), 1, accuracy: 1e-12)
        XCTAssertEqual(
          own.parameters + own.gradients + own.optimizerState,
          Double(14 + bytes) * 50_558_868_480)
      }
    }
  }

  /// ZeRO's own accounting: what each stage spreads.
  func testTheStagesOfSharding() {
    let count = 50_558_868_480.0
    let d = 64.0
    let states = ShardingStage.allCases.map { stage -> Double in
      let memory = self.memory(stage, shards: 64)
      return memory.parameters + memory.gradients + memory.optimizerState
    }
    XCTAssertEqual(states[0], 18 * count, accuracy: 1)
    XCTAssertEqual(states[1], (6 + 12 / d) * count, accuracy: 1)
    XCTAssertEqual(states[2], (2 + 16 / d) * count, accuracy: 1)
    XCTAssertEqual(states[3], 18 / d * count, accuracy: 1)
    XCTAssertEqual(memory(.gradients, shards: 64).gathered, 0)
    // A layer of 12·7680² + 13·7680 parameters, working copy and gradient.
    let layer = 12.0 * 7_680 * 7_680 + 13 * 7_680
    let embedding = 131_072.0 * 7_680
    XCTAssertGreaterThan(embedding, layer)
    XCTAssertEqual(memory(.parameters, shards: 64).gathered, 6 * embedding, accuracy: 1)
  }

  func testTensorSharding() {
    let whole = memory(.none)
    let parts = memory(.none, tensor: 8)
    XCTAssertEqual(parts.optimizerState * 8, whole.optimizerState, accuracy: 1)
    XCTAssertEqual(parts.logits * 8, whole.logits, accuracy: 1)
    // 10 of the 34 bytes are not split.
    let hidden = 70.0 * 2_048 * 7_680
    XCTAssertEqual(
      parts.activations, hidden * (10 + (24 + 5 * 40 * 2_048 / 7_680) / 8), accuracy: 1)
    XCTAssertLessThan(parts.activations, whole.activations)
  }

  /// Wu et al. 2023: ZeRO-3 over 128 A100 of 40 GB, activation checkpointing; a batch of 2,048 sequences
  /// on 512 of them is 4 each.
  func testBloombergGPTFitsAsThePaperSays() throws {
    let plan = MemoryPlan(
      .bloombergGPT, memory: 40e9, batch: 4, time: 2_048, devices: 128)
    let row = try XCTUnwrap(plan.row(.parameters, isRecomputing: true))
    XCTAssertTrue(row.fits)
    XCTAssertEqual(row.own, Sharding(.parameters, shards: 128))
    let memory = try XCTUnwrap(row.memory)
    XCTAssertEqual(
      (memory.parameters + memory.gradients + memory.optimizerState) / 1e9, 7.11, accuracy: 0.01)
    XCTAssertLessThan(memory.total, 36e9)
    XCTAssertGreaterThan(memory.total, 25e9)
    XCTAssertEqual(plan.advised, row)
    // And with nothing less.
    for stage in [ShardingStage.none, .optimizer, .gradients] {
      let other = try XCTUnwrap(plan.row(stage, isRecomputing: true))
      XCTAssertFalse(other.fits && other.own?.tensor == 1, stage.name)
    }
    XCTAssertEqual(plan.row(.parameters, isRecomputing: false)?.fits, false)
    XCTAssertEqual(plan.row(.none, isRecomputing: true)?.fits, false)
    XCTAssertEqual(plan.bytesPerParameter, 18)
  }

  func testTheFewestDevicesAreTheFewest() throws {
    for bytes in [40e9, 80e9] {
      let plan = MemoryPlan(.bloombergGPT, memory: bytes, batch: 1, time: 2_048)
      var fewest: [Int] = []
      for row in plan.rows {
        guard let least = row.least else { continue }
        func fits(_ shards: Int, _ tensor: Int) -> Bool {
          DeviceMemory(
            .bloombergGPT, Sharding(row.stage, shards: shards, tensor: tensor), batch: 1,
            time: 2_048, isRecomputing: row.isRecomputing
          ).total <= MemoryPlan.plannedShare * bytes
        }
        XCTAssertTrue(fits(least.shards, least.tensor))
        for tensor in [1, 2, 4, 8] {
          for shards in 1..<max(2, least.devices) where shards * tensor < least.devices {
            XCTAssertFalse(fits(shards, tensor), "\(row.stage) \(shards) × \(tensor)")
          }
        }
        fewest.append(least.devices)
      }
      XCTAssertEqual(plan.fewestDevices, fewest.min())
      XCTAssertTrue(plan.rows.contains { $0.isRecomputing && $0.fits })
    }
    // More memory never asks for more devices.
    let (small, large) = (
      MemoryPlan(.bloombergGPT, memory: 40e9, time: 2_048),
      MemoryPlan(.bloombergGPT, memory: 80e9, time: 2_048)
    )
    for (one, other) in zip(small.rows, large.rows) {
      guard let one = one.least?.devices else { continue }
      XCTAssertGreaterThanOrEqual(one, try XCTUnwrap(other.least?.devices))
    }
  }

  func testWhatFitsNowhere() {
    let plan = MemoryPlan(.bloombergGPT, memory: 1e9, time: 2_048)
    XCTAssertNil(plan.advised)
    XCTAssertNil(plan.fewestDevices)
    let tiny = MemoryPlan(.gpt2Small, memory: 80e9, time: 1_024)
    XCTAssertEqual(tiny.advised?.stage, ShardingStage.none)
    XCTAssertEqual(tiny.fewestDevices, 1)
    // Seven devices share no product of 40 heads: they shard alone.
    let seven = MemoryPlan(.bloombergGPT, memory: 40e9, time: 2_048, devices: 7)
    XCTAssertTrue(seven.rows.allSatisfy { $0.own?.tensor == 1 && $0.own?.shards == 7 })
  }
}

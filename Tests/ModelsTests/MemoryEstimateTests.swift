import Groundwork
import Models
import Tensors
import TestSupport
import XCTest

final class MemoryEstimateTests: XCTestCase {
  func testTheRehearsedPlanIsThePlan() throws {
    for family in ModelConfiguration.Family.allCases {
      let configuration = ModelConfiguration(
        family: family, vocabularySize: 33, contextLength: 70, width: 24, layerCount: 3,
        headCount: 3, keyValueHeadCount: family == .llama ? 1 : nil)
      let store = try ParameterStore<Float>(configuration)
      let arena = Arena()
      let gradients: BufferSlice<Float> = arena.allocate(store.layout.count, of: 0)
      let three = try Decoder(store, batch: 3, time: 70, gradients: gradients)
      let two = try Decoder(store, batch: 2, time: 70, gradients: gradients)
      let estimate = try MemoryEstimate(planning: configuration, batch: 5, time: 70, replicas: 2)
      XCTAssertEqual(
        estimate.activations, three.activationByteCount + two.activationByteCount)
      XCTAssertEqual(estimate.parameters, 4 * store.layout.count)
      XCTAssertEqual(estimate.gradients, 2 * arena.byteCount)
      XCTAssertEqual(estimate.optimizerState, 8 * store.layout.count)
      let forward = try MemoryEstimate(
        planning: configuration, batch: 3, time: 70, isTraining: false)
      XCTAssertEqual(
        forward.activations, try Decoder(store, batch: 3, time: 70).activationByteCount)
      XCTAssertEqual(forward.gradients + forward.optimizerState, 0)
    }
  }

  /// Far more than this machine has: a rehearsal takes none of it.
  func testAPlanNeedsNoMemory() throws {
    let estimate = try MemoryEstimate(planning: .bloombergGPT, batch: 64, time: 2_048)
    XCTAssertEqual(Double(estimate.parameters), 4 * 50_558_868_480, accuracy: 1e6)
    XCTAssertGreaterThan(estimate.activations, 1_000_000_000_000)
  }

  func testTheCustomaryFormulas() {
    let wide = MemoryEstimate.mixedPrecision(.bloombergGPT, batch: 1, time: 2_048)
    let narrow = MemoryEstimate.mixedPrecision(
      .bloombergGPT, batch: 1, time: 2_048, gradientByteCount: 2, isRecomputing: true)
    let count = 50_558_868_480
    XCTAssertEqual(wide.parameters + wide.gradients + wide.optimizerState, 18 * count)
    XCTAssertEqual(narrow.parameters + narrow.gradients + narrow.optimizerState, 16 * count)
    // 70 layers of 2048 · 7680 · (34 + 5 · 40 · 2048 / 7680) bytes, and the logits.
    let layers: Double = 70 * 2_048 * 7_680
    let bytesAnElement: Double = 34 + 5 * 40 * 2_048 / 7_680
    let logits: Double = 4 * 2_048 * 131_072
    XCTAssertEqual(Double(wide.activations), layers * bytesAnElement + logits, accuracy: 1)
    XCTAssertLessThan(narrow.activations, wide.activations / 10)
  }

  func testImpossiblePlans() {
    assertThrows(
      try MemoryEstimate(planning: .gpt2Small, batch: 1, time: 8, replicas: 2), ModelError.self,
      "2 replicas share a batch of 1")
    assertThrows(
      try MemoryEstimate(planning: .gpt2Small, batch: 1, time: 1_025), ModelError.self,
      "1025 tokens are more than the 1024 learned positions")
    assertThrows(
      try MemoryEstimate(planning: .gpt2Small, batch: 1, time: 0), ModelError.self,
      "a batch of 1 × 0 tokens")
  }
}

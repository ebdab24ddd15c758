import Models
import Tensors
import Training
import TrainingData
import XCTest

/// A step taken apart: what is counted, and that looking changes nothing. How long the parts take is
/// nothing for a test.
final class StepProfileTests: XCTestCase {
  private func model(_ family: ModelConfiguration.Family) -> ModelConfiguration {
    ModelConfiguration(
      family: family, vocabularySize: 40, contextLength: 24, width: 16, layerCount: 3,
      headCount: 4, keyValueHeadCount: family == .llama ? 2 : 4, feedForwardWidth: 36)
  }

  private func trainer(
    _ model: ModelConfiguration, time: Int = 24, _ change: (inout TrainingConfiguration) -> Void
  ) throws -> Trainer {
    let parameters = try ParameterStore<Float>(model)
    parameters.initialize(seed: 1)
    var settings = TrainingConfiguration(batch: 6, contextLength: time, steps: 20, replicas: 1)
    change(&settings)
    let ids = (0..<2_000).map { Int32($0 * $0 % 37) }
    return try Trainer(
      parameters, settings,
      data: try WindowSampler(
        sources: [.init(name: "a", tokens: ids)], contextLength: time, seed: 1))
  }

  private func products(_ model: ModelConfiguration) -> [StepProduct] {
    StepProduct.all(of: model, batch: 6, time: 24)
  }

  /// Nothing of a context of one block of rows is left out, and so every product is the one that the
  /// floor multiplies.
  func testProductsAreThoseOfTheFloor() throws {
    for family in ModelConfiguration.Family.allCases {
      let model = model(family)
      for (replicas, accumulation) in [(1, 1), (2, 1), (3, 2), (2, 3)] {
        let profile = try StepProfile.measure(
          try trainer(model) {
            $0.replicas = replicas
            $0.accumulation = accumulation
          }, steps: 3)
        let name = "\(family), \(replicas) replicas, \(accumulation) parts"
        let products = self.products(model)
        let head = 3 * 2.0 * 6 * 24 * 16 * 40
        let attention = products.filter { $0.role == .attention }
        let others = products.filter { $0.role != .attention }
        XCTAssertEqual(profile[.head].operations, head, name)
        XCTAssertEqual(
          profile[.attention].operations, attention.reduce(0) { $0 + $1.operations }, name)
        XCTAssertEqual(
          profile[.linear].operations, others.reduce(0) { $0 + $1.operations } - head, name)
        let counted = [StepPart.linear, .attention, .head].reduce(0) {
          $0 + profile[$1].operations
        }
        XCTAssertEqual(counted, ComputeCost(model).trainingPerToken * 6 * 24, accuracy: 1, name)
      }
    }
  }

  /// Of a long context the blocks above the diagonal are left out, which is what is counted then.
  func testAttentionCountsWhatItComputes() throws {
    for time in [63, 64, 65, 150] {
      let shape = AttentionShape(batch: 2, time: time, headCount: 3, headWidth: 8)
      var count = 0
      for row in 0..<time { count += min((row / 64 + 1) * 64, time) }
      XCTAssertEqual(AttentionKernel.scoreCount(shape), 6 * count, "\(time)")
    }
    let model = ModelConfiguration(
      vocabularySize: 40, contextLength: 130, width: 16, layerCount: 1, headCount: 2)
    let profile = try StepProfile.measure(try trainer(model, time: 130) { _ in }, steps: 1)
    let computed = 64 * 64 + 64 * 128 + 2 * 130
    XCTAssertEqual(profile[.attention].operations, Double(12 * 8 * computed * 2 * 6))
  }

  /// Every segment but the last, which stands still, is computed again but for its last product.
  func testRecomputationIsAPartOfItsOwn() throws {
    let model = model(.gpt2)
    let plain = try StepProfile.measure(try trainer(model) { _ in }, steps: 2)
    let again = try StepProfile.measure(try trainer(model) { $0.recomputation = true }, steps: 2)
    XCTAssertEqual(plain[.recomputation].operations, 0)
    XCTAssertEqual(plain[.recomputation].seconds, 0)
    for part in StepPart.allCases where part != .recomputation {
      XCTAssertEqual(again[part].operations, plain[part].operations, part.name)
      XCTAssertEqual(again[part].bytes, plain[part].bytes, part.name)
    }
    let (tokens, width, hidden) = (6 * 24, 16, 36)
    let linear = 2 * tokens * (3 * width * width + width * width + width * hidden)
    let attention = 4 * 6 * 4 * 24 * 24 * 4
    let elementwise = tokens * (2 * 8 * width + (KernelCost.exponentialOperations + 15) * hidden)
    XCTAssertEqual(
      again[.recomputation].operations, Double(2 * (linear + attention + elementwise)))
  }

  func testElementwisePartsAreCountedByTheirElements() throws {
    let model = model(.gpt2)
    let profile = try StepProfile.measure(try trainer(model) { $0.replicas = 2 }, steps: 1)
    let elements = Double(6 * 24 * 16)
    XCTAssertEqual(profile[.normalization].operations, 7 * elements * (8 + 16))
    XCTAssertEqual(profile[.normalization].bytes, 7 * elements * 4 * (2 + 3))
    XCTAssertEqual(profile[.embedding].operations, elements * (1 + 2))
    // The layout begins each parameter at a multiple of a vector.
    let count = Double(ParameterLayout(model).count)
    XCTAssertEqual(profile[.optimizer].operations, 15 * count)
    XCTAssertEqual(profile[.optimizer].bytes, 28 * count)
    XCTAssertEqual(profile[.reduction].operations, 3 * count)
    XCTAssertEqual(profile[.reduction].bytes, 12 * count)
  }

  func testEveryPartHasItsPlace() throws {
    for family in ModelConfiguration.Family.allCases {
      let profile = try StepProfile.measure(
        try trainer(model(family)) {
          $0.replicas = 2
          $0.recomputation = true
        }, steps: 4)
      XCTAssertEqual(profile.parts.map(\.part), StepPart.allCases)
      for part in profile.parts {
        XCTAssertGreaterThan(part.seconds, 0, part.part.name)
        let computes = part.part != .data && part.part != .waiting
        XCTAssertEqual(part.intensity != nil, computes, "\(family) \(part.part.name)")
        XCTAssertEqual(part.rate != nil, computes, "\(family) \(part.part.name)")
      }
      // True of any clock: a lap begins where the one before ends.
      let sum = profile.parts.reduce(0) { $0 + $1.seconds }
      XCTAssertEqual(sum, profile.seconds, accuracy: 1e-9 + 1e-6 * profile.seconds)
    }
  }

  func testAProfiledStepGivesTheSameBits() throws {
    for recomputation in [false, true] {
      let trainers = try (0..<2).map { _ in
        try trainer(model(.llama)) {
          $0.replicas = 2
          $0.recomputation = recomputation
        }
      }
      for _ in 0..<6 { _ = try trainers[0].trainStep() }
      _ = try trainers[1].trainStep()
      _ = try StepProfile.measure(trainers[1], steps: 3)
      for _ in 0..<2 { _ = try trainers[1].trainStep() }
      XCTAssertEqual(trainers[1].step, 6)
      let bits = trainers.map { $0.parameters.values.array.map(\.bitPattern) }
      XCTAssertEqual(bits[0], bits[1])
    }
  }

  func testARoof() {
    let roof = Roofline(peak: 200, bandwidth: 20)
    XCTAssertEqual(roof.ridge, 10)
    XCTAssertEqual(roof.bound(intensity: 0.5), 10)
    XCTAssertEqual(roof.bound(intensity: 10), 200)
    XCTAssertEqual(roof.bound(intensity: 1_000), 200)
  }
}

import Models
import TestSupport
import Training
import XCTest

/// What the measurements count. What they time depends on the machine and is no test's business.
final class MeasurementTests: XCTestCase {
  private func configuration(_ family: ModelConfiguration.Family) -> ModelConfiguration {
    ModelConfiguration(
      family: family, vocabularySize: 101, contextLength: 24, width: 48, layerCount: 3,
      headCount: 6, keyValueHeadCount: family == .llama ? 2 : nil, feedForwardWidth: 100)
  }

  func testAStepsProductsAreItsComputeCost() {
    for family in [ModelConfiguration.Family.gpt2, .llama] {
      let model = configuration(family)
      let products = StepProduct.all(of: model, batch: 5, time: 24)
      XCTAssertEqual(
        products.reduce(0) { $0 + $1.operations },
        5 * 24 * ComputeCost(model, contextLength: 24).trainingPerToken)
      // A linear layer has three products, a head six, and none is counted twice.
      let layers = family == .llama ? 5 : 4
      let counts = Dictionary(grouping: products, by: \.role).mapValues {
        $0.reduce(0) { $0 + $1.count }
      }
      XCTAssertEqual(counts[.forward], 3 * layers + 1)
      XCTAssertEqual(counts[.weightGradient], counts[.forward])
      XCTAssertEqual(counts[.inputGradient], counts[.forward])
      XCTAssertEqual(counts[.attention], 6 * 5 * 6 * 3)
    }
  }

  func testTheFloorCountsEveryReplicasShare() throws {
    let model = configuration(.gpt2)
    let whole = StepProduct.all(of: model, batch: 5, time: 24).reduce(0) { $0 + $1.operations }
    for replicas in [1, 2, 3] {
      let floor = try ProductFloor(model, batch: 5, time: 24, replicas: replicas)
      XCTAssertEqual(floor.operations, whole)
      XCTAssertGreaterThan(floor.run(), 0)
    }
    assertThrows(
      try ProductFloor(model, batch: 1, time: 24, replicas: 2), TrainingError.self,
      "2 replicas share a batch of 1 × 24 tokens")
    assertThrows(
      try ProductFloor(model, batch: 2, time: 0, replicas: 1), TrainingError.self,
      "1 replicas share a batch of 2 × 0 tokens")
  }

  func testTheBenchmarkTimesAsManyStepsAsAskedFor() throws {
    var training = TrainingConfiguration(batch: 4, contextLength: 24, steps: 1, replicas: 2)
    training.accumulation = 2
    let result = try TrainingBenchmark.run(
      configuration(.llama), training: training, steps: 7, warmup: 1)
    XCTAssertEqual(result.stepSeconds.count, 7)
    XCTAssertEqual(result.floorSeconds.count, 7)
    XCTAssertEqual(result.tokensPerStep, 4 * 24)
    XCTAssertEqual(
      result.operations,
      4 * 24 * ComputeCost(configuration(.llama), contextLength: 24).trainingPerToken)
  }
}

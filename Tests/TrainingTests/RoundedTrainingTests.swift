import Foundation
import Groundwork
import Models
import Tensors
import TestSupport
import Training
import TrainingData
import XCTest

/// Runs whose products are bfloat16's or oneDNN's: the same bits every time, whoever shares the work.
final class RoundedTrainingTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "rounded-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private static let everyCell = ProductChoices(oneDNNCells: Set(ProductCell.all.map(\.name)))

  /// What this processor can do of bfloat16, and float32 by oneDNN.
  private var plans: [ProductPlan] {
    ProductPrecision.allCases.filter(\.isAvailable).map {
      ProductPlan(precision: $0, choices: Self.everyCell)
    }
  }

  private func run(_ products: ProductPlan, steps: Int = 8, replicas: Int = 1) -> SmallRun {
    var run = SmallRun(steps: steps)
    run.plan.training.productPlan = products
    run.plan.training.batch = 4
    run.plan.training.replicas = replicas
    // An odd width, so that shares begin and end inside of parameters.
    run.plan.model = ModelConfiguration(
      vocabularySize: 257, contextLength: 8, width: 18, layerCount: 1, headCount: 2,
      feedForwardWidth: 40, endOfTextID: 256)
    return run
  }

  func testTheSameBitsTwiceAndAcrossResumes() throws {
    for (index, products) in plans.enumerated() {
      let run = run(products, replicas: 2)
      let whole = "\(folder)/whole-\(index)"
      _ = try run.run(whole, .fresh)
      _ = try run.run(whole + "-again", .fresh)
      XCTAssertEqual(try SmallRun.files(whole + "-again"), try SmallRun.files(whole))
      for stop in [1, 3, 5] {
        let part = "\(folder)/\(index)-\(stop)"
        run.interrupt(part, after: stop)
        _ = try run.run(part)
        XCTAssertEqual(try SmallRun.files(part), try SmallRun.files(whole), "stopped at \(stop)")
      }
    }
  }

  func testProcessesGiveTheBitsOfOne() throws {
    for (index, products) in plans.enumerated() {
      for replicas in [2, 4] {
        let plan = run(products, replicas: replicas).plan
        func files(_ processes: Int) throws -> [[UInt8]] {
          let path = "\(folder)/\(index)-\(replicas)-in-\(processes)"
          for result in SharedMemoryProcesses.run(
            processes, { try Pretraining.run(plan, in: path, title: nil, processes: $0) })
          {
            _ = try result.get()
          }
          return try SmallRun.files(path)
        }
        XCTAssertEqual(try files(2), try files(1), "\(products.precision), \(replicas) replicas")
      }
    }
  }

  /// The copies are those of the last update, not of the one before.
  func testRoundedParametersFollowTheUpdates() throws {
    try XCTSkipUnless(
      ProductPrecision.bfloat16.isAvailable, "this processor has no bfloat16 products")
    let plan = run(ProductPlan(precision: .bfloat16), replicas: 2).plan
    let parameters = try ParameterStore<Float>(plan.model)
    parameters.initialize(seed: 1)
    let trainer = try Trainer(parameters, plan.training, data: try plan.sampler)
    for _ in 0..<3 {
      _ = try trainer.trainStep()
      XCTAssertEqual(
        parameters.roundedValues?.array,
        parameters.values.array.map { HalfPrecision.bfloat16Bits($0) })
    }
    let memory = try plan.training.memoryEstimate(plan.model)
    XCTAssertEqual(trainer.memory.total, memory.total)
  }

  func testAnotherPrecisionIsAnotherRun() throws {
    try XCTSkipUnless(
      ProductPrecision.bfloat16.isAvailable, "this processor has no bfloat16 products")
    let (exact, rounded) = (run(.exact), run(ProductPlan(precision: .bfloat16)))
    XCTAssertNotEqual(exact.plan.identity, rounded.plan.identity)
    rounded.interrupt(folder + "/run", after: 4)
    XCTAssertThrowsError(try exact.run(folder + "/run")) {
      guard case .mismatchedRun = $0 as? TrainingError else { return XCTFail("\($0)") }
    }
    let results = try [exact, rounded].enumerated().map {
      try $1.run("\(folder)/\($0)", .fresh).result.validation[0].loss
    }
    XCTAssertNotEqual(results[0], results[1])
    XCTAssertEqual(results[0], results[1], accuracy: 0.01 * results[0])
  }

  /// What runs were before there was a choice is written as it was: their digests, and so their folders,
  /// stay good.
  func testNothingIsWrittenOfTheCustomaryProducts() throws {
    let settings = run(.exact).plan.training
    let text = String(decoding: try JSONEncoder().encode(settings), as: UTF8.self)
    XCTAssertFalse(text.contains("products"), text)
    var other = settings
    other.productPlan = ProductPlan(choices: Self.everyCell)
    let copy = try JSONDecoder().decode(
      TrainingConfiguration.self, from: JSONEncoder().encode(other))
    XCTAssertEqual(copy, other)
    XCTAssertEqual(copy.productPlan.choices, Self.everyCell)
  }

  func testWhatSomebodyAsksForAndWhatTheMachineHas() {
    let model = run(.exact).plan.model
    XCTAssertEqual(
      PrecisionChoice.float32.plan(for: model, batch: 4, time: 8, replicas: 2), .exact)
    var notes: [String] = []
    let plan = PrecisionChoice.bfloat16.plan(for: model, batch: 4, time: 8, replicas: 2) {
      notes.append($0)
    }
    if ProductPrecision.bfloat16.isAvailable {
      XCTAssertEqual(plan.precision, .bfloat16)
    } else {
      XCTAssertEqual(plan, .exact)
      XCTAssertEqual(notes.count, 1)
    }
    let first = PrecisionChoice.auto.plan(for: model, batch: 4, time: 8, replicas: 2)
    XCTAssertEqual(first, PrecisionChoice.auto.plan(for: model, batch: 4, time: 8, replicas: 2))
    XCTAssertTrue(first.precision.isAvailable)
  }
}

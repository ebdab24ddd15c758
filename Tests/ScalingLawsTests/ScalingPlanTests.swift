import Models
import ScalingLaws
import TestSupport
import XCTest

/// Budgets in every currency, and the whole plan.
final class ScalingPlanTests: XCTestCase {
  /// Wu et al. 2023: 1.3 million A100 hours at 100 TFLOP/s, a quarter of them for recomputation.
  func testBudgetsAgree() throws {
    let machine = TrainingMachine(
      .a100With40, utilization: 100.0 / 312, isRecomputing: true)
    let time = try ComputeBudget.time(
      accelerators: 512, days: 1.3e6 / 512 / 24, on: machine)
    XCTAssertEqual(time.compute / BloombergSizing.compute, 1, accuracy: 1e-12)
    let money = try ComputeBudget.money(dollars: 2.6e6, hourlyPrice: 2, on: machine)
    XCTAssertEqual(money.compute / BloombergSizing.compute, 1, accuracy: 1e-12)
    XCTAssertEqual(try ComputeBudget.operations(3.51e23).compute, 3.51e23)
    // And back: the plan takes the hours that it was given.
    var request = ScalingPlan.Request(law: try PlanningLaw(.chinchilla1), budget: time)
    request.machine = machine
    let plan = try ScalingPlan(request)
    XCTAssertEqual(try XCTUnwrap(plan.cost).acceleratorHours / 1.3e6, 1, accuracy: 1e-9)
  }

  func testRecomputationTakesAThirdMore() {
    let (plain, again) = (
      TrainingCost(compute: 1e20, utilization: 0.4),
      TrainingCost(compute: 1e20, utilization: 0.4, isRecomputing: true)
    )
    XCTAssertEqual(again.acceleratorHours / plain.acceleratorHours, 4.0 / 3, accuracy: 1e-12)
    for cost in [plain, again] {
      XCTAssertEqual(
        TrainingCost.compute(
          acceleratorHours: cost.acceleratorHours, peakRate: cost.peakRate, utilization: 0.4,
          isRecomputing: cost.isRecomputing) / 1e20, 1, accuracy: 1e-12)
    }
  }

  func testImpossibleBudgets() {
    for compute in [0, -1, .nan, .infinity, 1e40] {
      assertThrows(
        try ComputeBudget.operations(compute), ScalingError.self,
        "a budget of \(compute) operations is none")
    }
    let blank = Accelerator(name: "own", peakRate: nil, memory: nil)
    assertThrows(
      try ComputeBudget.time(accelerators: 1, days: 1, on: .init(blank, utilization: 0.5)),
      ScalingError.self, "the peak rate of own is not known")
    assertThrows(
      try ComputeBudget.time(accelerators: 1, days: 1, on: .init(.a100With40)), ScalingError.self,
      "by a utilization")
    assertThrows(
      try ComputeBudget.money(
        dollars: 1, hourlyPrice: 0, on: .init(.a100With40, utilization: 0.4)), ScalingError.self,
      "an hourly price must be positive")
  }

  func testBloombergsWholePlan() throws {
    var request = ScalingPlan.Request(
      law: try PlanningLaw(.chinchilla1), budget: try .operations(3.51e23))
    request.family = .bloom
    request.vocabulary = .given(131_072)
    request.headWidth = 192
    request.batch = 4
    request.uniqueTokens = 708.9e9
    request.inferenceTokens = 1e13
    request.machine = TrainingMachine(
      .a100With40, count: 512, utilization: 0.32, isRecomputing: true, hourlyPrice: 2)
    let plan = try ScalingPlan(request)
    XCTAssertEqual(plan.sized.parameters / 1e9, 52.993, accuracy: 0.0005)
    XCTAssertEqual(plan.shape.configuration.width, 7_680)
    XCTAssertEqual(plan.memory?.advised?.isRecomputing, true)
    XCTAssertNotNil(plan.cost)
    XCTAssertNotNil(plan.data)
    XCTAssertNotNil(plan.serving)
    // 6·N·D stands for all products within a few per cent at this size.
    XCTAssertEqual(plan.countedCompute / plan.sized.compute, 1.07, accuracy: 0.05)
    XCTAssertEqual(plan.extrapolation, 2.07, accuracy: 0.005)
    XCTAssertTrue(plan.warnings.contains { $0.contains("2.1 orders of magnitude above") })
  }

  func testPlansGrowWithTheBudget() throws {
    for law in PublishedLaw.allCases {
      var last = (parameters: 0.0, tokens: 0.0)
      for exponent in stride(from: 14.0, through: 26, by: 1) {
        let plan = try ScalingPlan(
          .init(law: try PlanningLaw(law), budget: try .operations(pow(10, exponent))))
        XCTAssertGreaterThan(plan.sized.parameters, last.parameters)
        XCTAssertGreaterThan(plan.sized.tokens, last.tokens)
        last = (plan.sized.parameters, plan.sized.tokens)
      }
    }
  }

  func testWarnings() throws {
    func warnings(_ change: (inout ScalingPlan.Request) -> Void) throws -> String {
      var request = ScalingPlan.Request(law: .replication, budget: try .operations(1e21))
      change(&request)
      return try ScalingPlan(request).warnings.joined(separator: " ")
    }
    let small = try ComputeBudget.operations(1e14)
    XCTAssertEqual(try warnings { _ in }, "")
    XCTAssertTrue(
      try warnings { $0.budget = small }.contains("below the smallest"))
    XCTAssertTrue(
      try warnings { $0.machine = TrainingMachine(.a100With40, count: 1) }.contains("not fit"))
    XCTAssertTrue(
      try warnings {
        $0.machine = TrainingMachine(.a100With40, count: 8)
        $0.batch = 8
      }.contains("computed again"))
    XCTAssertTrue(try warnings { $0.uniqueTokens = 1e8 }.contains("more text"))
    XCTAssertTrue(try warnings { $0.contextLength = 65_536 }.contains("times the budget"))
  }

  func testAPlanNeedsALawThatReachesIt() throws {
    let steep = try PlanningLaw(
      FittedLaw(form: .isoflop, constants: ["a": 3, "k_N": 1, "b": -2, "k_D": 1]),
      name: "steep.json")
    do {
      _ = try ScalingPlan(.init(law: steep, budget: try .operations(1e30)))
      XCTFail("planned")
    } catch { XCTAssertTrue("\(error)".contains("steep.json"), "\(error)") }
  }
}

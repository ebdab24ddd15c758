import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// Laws that no plan should rest on, and plans that say nothing.
final class LawObjectionTests: XCTestCase {
  private func law(_ change: (inout FittedLaw) -> Void = { _ in }) throws -> FittedLaw {
    var law = try FittedLaw(form: .chinchilla, constants: ChinchillaLaw.epoch.constants)
    law.points = 40
    law.computeRange = 1e18...1e20
    law.domain = RunDomain(
      parameters: 1e8...1e10, tokens: 1e9...1e11, losses: 2.2...4, vocabularySize: 32_000)
    law.intervals = ["alpha": 0.3...0.4, "beta": 0.3...0.42]
    law.draws = Array(repeating: law.constants, count: 100)
    change(&law)
    return law
  }

  private func plan(
    _ law: FittedLaw, compute: Double = 1e21, anyway: Bool = false
  ) throws -> ScalingPlan {
    var request = ScalingPlan.Request(
      law: try PlanningLaw(law, name: "own.json"), budget: try .operations(compute))
    request.ignoresObjections = anyway
    return try ScalingPlan(request)
  }

  private func refused(
    _ law: FittedLaw, _ words: String, compute: Double = 1e21, line: UInt = #line
  ) {
    assertThrows(try plan(law, compute: compute), ScalingError.self, words, line: line)
  }

  func testASoundLawIsPlannedWith() throws {
    let law = try law()
    XCTAssertEqual(law.objections, [])
    let plan = try plan(law)
    XCTAssertEqual(plan.objections, [])
    // One order of magnitude above its runs is said before anything else.
    XCTAssertEqual(plan.cautions.count, 1)
    XCTAssertTrue(
      plan.cautions[0].hasPrefix("The budget lies 1.0 orders of magnitude above the largest"),
      plan.cautions[0])
    XCTAssertEqual(try self.plan(law, compute: 5e19).cautions, [])
    // The vocabulary is that of its runs.
    XCTAssertEqual(plan.shape.configuration.vocabularySize, 32_000)
  }

  func testALawThatIsNoneIsRefused() throws {
    refused(
      try law {
        $0.holdOuts = [
          HoldOut(
            above: 1e20, fitted: 36, heldOut: 1, meanError: 0.149, bias: 0.149, largestError: 0.149,
            basis: .marked)
        ]
      }, "missed the loss of a run that it was not shown by 14.9 %")
    refused(
      try law { $0.intervals["alpha"] = 0.01...1.3 },
      "alpha = 0.348 is not identified: the runs allow")
    refused(try law { $0.intervals["beta"] = -0.1...0.5 }, "beta = 0.366 is not identified")
    refused(
      try law { $0.domain?.losses = 1.7...4 },
      "E = 1.817, which no loss gets below, lies above a measured loss of 1.7")
    let flat = try FittedLaw(
      form: .chinchilla, constants: ["E": 1e-33, "A": 20, "B": 1e3, "alpha": 0.02, "beta": 0.4])
    refused(flat, "alpha = 0.02 is not a falling curve")
    // By its draws, where the file has no intervals.
    var drawn = try law()
    drawn.intervals = [:]
    drawn.draws = (0..<100).map {
      var constants = drawn.constants
      constants["alpha"] = 0.02 * Double($0 + 1)
      return constants
    }
    refused(drawn, "alpha = 0.348 is not identified")
  }

  func testAPlanThatSaysNothingIsRefused() throws {
    let low = try law { $0.domain?.vocabularySize = 7 }
    refused(low, "the loss that it foretells for its own answer is 2.31; guessing costs 1.95")
    refused(
      try law { $0.domain?.losses = 2...2.1 }, "above the 2.1 of the worst run")
    refused(try law(), "5 orders of magnitude above the largest of its runs", compute: 1e25)
    refused(try law(), "6 orders of magnitude below the smallest of its runs", compute: 1e12)
    var wide = try law()
    wide.draws = (0..<100).map {
      var constants = wide.constants
      constants["A"] = 1e-3 * .pow(10, 0.06 * Double($0))
      return constants
    }
    refused(wide, "the best size may be anything from")
    // Published laws reach where their authors took them.
    let request = ScalingPlan.Request(
      law: try PlanningLaw(.replication), budget: try .operations(1e27))
    XCTAssertNoThrow(try ScalingPlan(request))
  }

  /// Who plans all the same reads first what is wrong.
  func testAnIgnoredObjectionStandsFirst() throws {
    let law = try law { $0.intervals["alpha"] = 0.01...1.3 }
    let plan = try plan(law, anyway: true)
    XCTAssertEqual(plan.objections.count, 1)
    XCTAssertTrue(plan.cautions[0].hasPrefix("Objection: alpha = 0.348 is not identified"))
    XCTAssertEqual(plan.warnings.first, plan.cautions.first)
    // The file says it too, to whoever reads it.
    XCTAssertTrue(law.json.encodedText.hasPrefix(#"{"form":"chinchilla","objections":["alpha = "#))
  }

  /// A size that no shape of the vocabulary has is said in words, not as thousands of per cent.
  func testASizeWithoutAShapeIsRefused() throws {
    let tiny = try law {
      $0.computeRange = 1e8...1e10
      $0.domain = RunDomain(
        parameters: 1e2...1e4, tokens: 1e4...1e6, losses: 2...1e6, vocabularySize: 50_000)
      $0.domain?.vocabularySize = nil
    }
    var request = ScalingPlan.Request(
      law: try PlanningLaw(tiny, name: "own.json"), budget: try .operations(1e9))
    request.vocabulary = .given(50_000)
    assertThrows(
      try ScalingPlan(request), ScalingError.self, "its vocabulary of 50000 tokens alone")
  }

  func testAcceleratorsAreKnownByName() {
    for (name, peak, memory) in [("h100", 989.0, 80.0), ("H200", 989, 141), ("b200", 2_250, 180)] {
      let found = Accelerator.named(name)
      XCTAssertEqual(found?.peakRate, peak * 1e12)
      XCTAssertEqual(found?.memory, memory * 1e9)
    }
    XCTAssertNil(Accelerator.named("tpu"))
    XCTAssertEqual(Set(Accelerator.known.map(\.name)).count, Accelerator.known.count)
  }
}

import Models
import ScalingLaws
import Sweeps
import TestSupport
import XCTest

/// The dial, the ladders and the parts: everything about a sweep but its trainings.
final class SweepDesignTests: XCTestCase {
  private let dial = SweepDial(vocabularySize: 3_072)

  func testTheDialGivesGrowingModelsThatExist() throws {
    var last = 0
    for notch in SweepDial.notches {
      let model = dial.model(notch)
      try model.validate()
      XCTAssertGreaterThan(model.parameterCount.all, last, "notch \(notch)")
      last = model.parameterCount.all
      XCTAssertEqual(dial.notch(parameters: Double(last)), notch)
    }
    XCTAssertEqual((0...6).map { dial.model($0).width }, [8, 12, 16, 24, 32, 48, 64])
    XCTAssertEqual((0...6).map { dial.model($0).layerCount }, [1, 2, 2, 3, 3, 4, 4])
    // Levine's own fit takes over: (ln 1024 − 5.039) / 0.0555 = 34.1.
    XCTAssertEqual(dial.model(14).width, 1_024)
    XCTAssertEqual(dial.model(14).layerCount, 34)
    XCTAssertEqual(dial.model(-5), dial.model(0))
  }

  func testEveryFamilyTurnsOnTheDial() throws {
    for family in ModelConfiguration.Family.allCases {
      for notch in [0, 1, 5, 9, 12] {
        try SweepDial(vocabularySize: 50, family: family).model(notch).validate()
      }
    }
  }

  func testLearningRateAndBatchFollow() {
    let small = dial.run(2, spending: 3e11, seed: 5)
    let large = dial.run(6, spending: 3e11 * 16, seed: 5)
    XCTAssertEqual(small.training.schedule.peak, 0.02, accuracy: 1e-12)
    XCTAssertEqual(large.training.schedule.peak, 0.005, accuracy: 1e-12)
    XCTAssertEqual(small.training.batch, 4)
    // 4 · 16^0.24 = 7.78.
    XCTAssertEqual(large.training.batch, 8)
    XCTAssertEqual(small.training.schedule.warmupSteps, small.training.steps / 20)
    XCTAssertEqual(small.compute / 3e11, 1, accuracy: 0.01)
    XCTAssertEqual(small.training.seed, 5)
  }

  /// What the issue asks of the lesson's sweep.
  func testTheLessonsLadder() throws {
    let design = SweepDesign.lesson
    XCTAssertGreaterThanOrEqual(design.rungs.count, 4)
    let budgets = design.rungs.map(\.compute)
    XCTAssertGreaterThanOrEqual(try XCTUnwrap(budgets.last) / budgets[0], 30)
    for rung in design.rungs { XCTAssertGreaterThanOrEqual(Set(rung.sizes).count, 5) }
    let test = try XCTUnwrap(design.heldOutRun(dial))
    XCTAssertEqual(test.compute / (try XCTUnwrap(budgets.last)), 4, accuracy: 0.01)
    let whole = design.allRuns(dial)
    XCTAssertEqual(Set(whole.map(\.name)).count, whole.count)
    let share = test.compute / whole.reduce(0) { $0 + $1.compute }
    XCTAssertEqual(share, 1.0 / 3, accuracy: 0.03)
    for design in [SweepDesign.smoke, .overnight] {
      let runs = design.allRuns(dial)
      XCTAssertEqual(Set(runs.map(\.name)).count, runs.count)
      XCTAssertEqual(runs.last?.name, design.heldOutRun(dial)?.name)
    }
    XCTAssertEqual(design.scaled(by: 2).rungs.map(\.compute), budgets.map { 2 * $0 })
  }

  func testALadderForAnyBudgets() throws {
    let design = try SweepDesign(budgets: [1e12, 1e11, 3e11, 1e11], dial: dial)
    XCTAssertEqual(design.rungs.map(\.compute), [1e11, 3e11, 1e12])
    XCTAssertEqual(design.rungs.map(\.seeds), [2, 1, 1])
    for rung in design.rungs {
      XCTAssertEqual(rung.sizes.count, 5)
      let middle = dial.run(rung.sizes[2], spending: rung.compute, seed: 1)
      let ratio = middle.tokens / middle.parameters / SweepDesign.expectedTokensPerParameter
      XCTAssertTrue((0.4...2.5).contains(ratio), "\(ratio)")
    }
    XCTAssertEqual(design.heldOut?.compute, 4e12)
    let plain = try SweepDesign(budgets: [1e11], dial: dial, sizes: [3, 1, 3], holdOutFactor: nil)
    XCTAssertEqual(plain.rungs[0].sizes, [1, 3])
    XCTAssertNil(plain.heldOut)
    XCTAssertNil(plain.heldOutRun(dial))
  }

  func testImpossibleLaddersAreRefused() {
    let bad: [() throws -> SweepDesign] = [
      { [dial] in try SweepDesign(budgets: [], dial: dial) },
      { [dial] in try SweepDesign(budgets: [-1], dial: dial) },
      { [dial] in try SweepDesign(budgets: [.nan], dial: dial) },
      { [dial] in try SweepDesign(budgets: [1e40], dial: dial) },
      { [dial] in try SweepDesign(budgets: [1e11], dial: dial, sizes: [99]) },
      { [dial] in try SweepDesign(budgets: [1e11], dial: dial, sizes: []) },
      { [dial] in try SweepDesign(budgets: [1e11], dial: dial, holdOutFactor: 1) },
      { [dial] in try SweepDesign(budgets: [1e11], dial: dial, holdOutFactor: .infinity) },
    ]
    for (index, make) in bad.enumerated() {
      XCTAssertThrowsError(try make(), "case \(index)") { XCTAssertTrue($0 is SweepError) }
    }
  }

  /// Hoffmann et al. 2022, appendix F, by hand for 2 layers of width 4 with 2 heads of 2, a
  /// feed-forward width of 16, 10 tokens and a context of 8: for one sequence, 2·8·10·4 for the
  /// embedding; 2·3·8·4·4, 2·8·8·4, 3·2·8·8, 2·8·8·4 and 2·8·4·4 for attention; 2·8·2·4·16; and
  /// 2·8·4·10 for the logits.
  func testAppendixF() {
    let model = ModelConfiguration(
      vocabularySize: 10, contextLength: 8, width: 4, layerCount: 2, headCount: 2)
    let cost = AppendixFCost(model)
    XCTAssertEqual(8 * cost.embedding, 640)
    XCTAssertEqual(8 * cost.attention, 2 * (768 + 512 + 384 + 512 + 256))
    XCTAssertEqual(8 * cost.feedForward, 2 * 2_048)
    XCTAssertEqual(8 * cost.logits, 640)
    XCTAssertEqual(cost.trainingPerToken, 3 * cost.forwardPerToken)
    // Without what no machine computes, nearly the operations that are done.
    let done = ComputeCost(.gpt2Small).forwardPerToken
    let counted = AppendixFCost(.gpt2Small)
    XCTAssertEqual((counted.forwardPerToken - counted.embedding) / done, 1, accuracy: 0.01)
  }

  func testPartsMakeTheWhole() throws {
    let plans = SweepDesign.lesson.allRuns(dial)
    for count in [1, 2, 3, 7, plans.count, plans.count + 5] {
      let parts = try (1...count).map { try SweepPart(index: $0, count: count).select(plans) }
      XCTAssertEqual(
        parts.flatMap { $0 }.map(\.name).sorted(), plans.map(\.name).sorted(), "\(count) parts")
      XCTAssertEqual(
        try SweepPart("1/\(count)").select(plans.reversed()).map(\.name).sorted(),
        parts[0].map(\.name).sorted(), "the order of the plans moves no border")
    }
    let two = try (1...2).map { try SweepPart(index: $0, count: 2).select(plans) }
    let loads = two.map { $0.reduce(0) { $0 + $1.compute } }
    XCTAssertEqual(loads[0] / loads[1], 1, accuracy: 0.05)
    let divided = try SweepPart("2/3").divided(1, of: 4)
    XCTAssertEqual([divided.index, divided.count], [6, 12])
  }

  func testPartsAreReadFromWordsAndSchedulers() throws {
    for bad in ["", "3", "0/2", "3/2", "1/0", "a/b", "1/2/3", "-1/2", "1/99999999999"] {
      assertThrows(try SweepPart(bad), SweepError.self, "2/8", note: bad)
    }
    XCTAssertNil(try SweepPart(scheduler: ["PATH": "/bin"]))
    func part(_ id: Int, _ count: Int, _ first: Int?, _ step: Int?) throws -> [Int] {
      var environment = ["SLURM_ARRAY_TASK_ID": "\(id)", "SLURM_ARRAY_TASK_COUNT": "\(count)"]
      environment["SLURM_ARRAY_TASK_MIN"] = first.map(String.init)
      environment["SLURM_ARRAY_TASK_STEP"] = step.map(String.init)
      let part = try SweepPart(scheduler: environment)
      return part.map { [$0.index, $0.count] } ?? []
    }
    XCTAssertEqual(try part(0, 4, nil, nil), [1, 4])
    XCTAssertEqual(try part(1, 4, 1, 1), [1, 4])
    XCTAssertEqual(try part(14, 4, 5, 3), [4, 4])
    assertThrows(try part(15, 4, 5, 3), SweepError.self, "SLURM_ARRAY_TASK_ID is 15, not 5")
    assertThrows(try part(9, 4, 1, 1), SweepError.self, "part 9 of 4")
    assertThrows(
      try SweepPart(scheduler: ["SLURM_ARRAY_TASK_ID": "1"]), SweepError.self,
      "there is no SLURM_ARRAY_TASK_COUNT")
  }
}

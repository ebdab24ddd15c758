import Foundation
import Groundwork
import ScalingLaws
import Sweeps
import Synchronization
import TestSupport
import XCTest

/// A sweep by the clock, with a clock that goes on by itself whenever somebody looks at it.
final class SweepTimeLimitTests: XCTestCase {
  private var folder = ""
  private let sweep = SmallSweep.make()

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "sweep-time-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  /// Counts how often it was looked at: once a step, and at a run's begin and end.
  private final class Ticks: Sendable {
    private let count = Mutex(0.0)
    private let stride: Double
    init(_ stride: Double = 1) { self.stride = stride }
    var now: Double { count.withLock { $0 } }
    func tick() -> Double {
      count.withLock {
        $0 += stride
        return $0
      }
    }
  }

  /// Two budgets of three sizes, two seeds of the cheaper one, and a run that is held out.
  private var plans: [SweepRun] {
    var runs: [SweepRun] = []
    for (budget, seeds) in [(1e7, 2), (3e7, 1)] {
      for run in SmallSweep.runs(widths: [4, 8, 12], compute: budget) {
        for seed in 1...seeds {
          var run = run
          run.training.seed = UInt64(seed)
          runs.append(SweepRun(model: run.model, training: run.training))
        }
      }
    }
    var last = SmallSweep.runs(widths: [8], compute: 1e8)[0]
    last.isHeldOut = true
    return runs + [last]
  }

  private func steps(_ runs: [SweepRun]) -> Double {
    runs.reduce(0) { $0 + Double($1.training.steps) }
  }

  private func limit(_ ticks: Ticks, end: Double, tolerance: Double = 10) -> SweepTimeLimit {
    SweepTimeLimit(
      end: end, tolerance: tolerance,
      expectedSeconds: Dictionary(
        plans.map { ($0.name, Double($0.training.steps)) }, uniquingKeysWith: { $1 }),
      clock: ticks.tick)
  }

  func testWithTimeEnoughAllRunsAreMade() throws {
    let outcome = try sweep.runs(
      plans, table: folder + "/runs.csv", threads: 1, within: limit(Ticks(), end: 1e9))
    XCTAssertEqual(outcome.runs.map(\.name), plans.map(\.name))
    XCTAssertTrue(outcome.leftOut.isEmpty)
    let rows = try RunTable.read(folder + "/runs.csv").runs
    XCTAssertEqual(rows.filter(\.isHeldOut).map(\.name), [plans[plans.count - 1].name])
    XCTAssertEqual(Set(rows.map(\.vocabularySize)), [11])
  }

  /// What is left out is what a law can best do without, and a second call makes up for it.
  func testWithoutTimeTheHeldOutRunAndFurtherSeedsAreLeftOut() throws {
    let needed = plans.filter { !$0.isHeldOut && $0.training.seed == 1 }
    let table = folder + "/runs.csv"
    // Each run is looked at twice besides its steps.
    let ticks = Ticks()
    let short = try sweep.runs(
      plans, table: table, threads: 1,
      within: limit(ticks, end: steps(needed) + 3 * Double(needed.count)))
    XCTAssertEqual(Set(short.runs.map(\.name)), Set(needed.map(\.name)))
    XCTAssertEqual(
      Set(short.leftOut.map(\.name)), Set(plans.map(\.name)).subtracting(needed.map(\.name)))
    XCTAssertLessThanOrEqual(ticks.now, steps(needed) + 4 * Double(needed.count))
    let rest = try sweep.runs(
      plans, table: table, threads: 1, within: limit(Ticks(), end: 1e9))
    XCTAssertEqual(rest.runs.map(\.name), plans.map(\.name))
    let whole = try sweep.run(plans, table: folder + "/whole.csv", threads: 1)
    XCTAssertEqual(rest.runs.map(\.loss), whole.map(\.loss))
  }

  /// A machine three times as slow as it was measured: the sweep is at its end in time all the same.
  func testASlowMachineMakesFewerRuns() throws {
    let ticks = Ticks(3)
    let end = steps(plans)
    let outcome = try sweep.runs(
      plans, table: folder + "/runs.csv", threads: 1,
      within: limit(ticks, end: end, tolerance: 0.1 * end))
    XCTAssertFalse(outcome.leftOut.isEmpty)
    XCTAssertGreaterThanOrEqual(outcome.runs.count, 3)
    XCTAssertTrue(outcome.leftOut.contains(where: \.isHeldOut))
    XCTAssertLessThanOrEqual(ticks.now, 1.1 * end + 10)
    XCTAssertEqual(try RunTable.read(folder + "/runs.csv").runs.count, outcome.runs.count)
  }

  /// However short the time, every call makes some headway.
  func testWithoutAnyTimeOneRunIsMade() throws {
    let table = folder + "/runs.csv"
    for count in 1...3 {
      let outcome = try sweep.runs(
        plans, table: table, threads: 1, within: limit(Ticks(), end: 0, tolerance: 0))
      XCTAssertEqual(outcome.runs.count, count)
      XCTAssertEqual(outcome.runs.count + outcome.leftOut.count, plans.count)
    }
  }

  func testDamagedDesigns() throws {
    let text = (0..<900).map { "Line \($0) of the ledger holds \($0 * 7_919 % 1_000) crowns.\n" }
    try AtomicFile.write(text.joined(), to: folder + "/text.txt")
    var request = SweepRequest(paths: [folder + "/text.txt"])
    (request.tokenizer, request.contextLength, request.sizes) = (.bytes, 32, [0, 1])
    request.extent = .minutes(0.01)
    let table = folder + "/runs.csv"
    XCTAssertNil(try SweepDesign.kept(besides: table))
    let design = try SweepPlan(request, table: table).design
    XCTAssertEqual(try SweepDesign.kept(besides: table), design)
    let file = try AtomicFile.read(table + ".design.json")
    for (damage, bytes) in damaged(file, count: 400, seed: 14) {
      try AtomicFile.write(bytes, to: table + ".design.json")
      do {
        let kept = try SweepDesign.kept(besides: table)
        XCTAssertEqual(kept, design, damage)
      } catch {
        XCTAssertTrue(error is any UserFacingError, "\(damage): \(error)")
      }
    }
    try AtomicFile.write("{", to: table + ".design.json")
    assertThrows(
      try SweepPlan(request, table: table), SweepError.self, "runs.csv.design.json: not the design")
  }
}

import Foundation
import Groundwork
import Models
import ScalingLaws
import Sweeps
import TestSupport
import Training
import TrainingData
import XCTest

/// Sweeps: the same runs for any number of threads, each made once.
final class SweepTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "sweep-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private let sweep = SmallSweep.make()

  /// A run without what no two trainings share.
  private func timeless(_ run: TrainingRun) -> TrainingRun {
    var run = run
    run.seconds = nil
    return run
  }

  private let plans = SmallSweep.runs(widths: [4, 8, 12])

  func testARunSpendsItsBudget() {
    for plan in plans {
      XCTAssertEqual(plan.compute / 1e7, 1, accuracy: 0.05)
      XCTAssertEqual(plan.compute, 6 * plan.parameters * plan.tokens)
    }
    XCTAssertEqual(plans[0].training.replicas, 1, "a core a run")
  }

  func testThreadsDoNotChangeTheRunsNorTheirOrder() throws {
    let one = try sweep.run(plans, table: folder + "/one.csv", threads: 1)
    let three = try sweep.run(plans, table: folder + "/three.csv", threads: 3)
    XCTAssertEqual(one.map(timeless), three.map(timeless))
    XCTAssertEqual(one.map(\.name), plans.map(\.name))
    XCTAssertTrue(one.allSatisfy { $0.loss > 0 && $0.loss < 3 })
  }

  func testRunsThatTheTableHasAreNotMadeAgain() throws {
    let table = folder + "/runs.csv"
    let first = try sweep.run(Array(plans.prefix(2)), table: table, threads: 1)
    let text = try String(contentsOfFile: table, encoding: .utf8)
    XCTAssertEqual(try sweep.run(Array(plans.prefix(2)), table: table, threads: 1), first)
    XCTAssertEqual(try String(contentsOfFile: table, encoding: .utf8), text)
    XCTAssertEqual(try sweep.run(plans, table: table, threads: 1).count, 3)
    XCTAssertTrue(try String(contentsOfFile: table, encoding: .utf8).hasPrefix(text))
  }

  func testTwoRunsOfOneNameAreRefused() {
    assertThrows(
      try sweep.run([plans[0], plans[0]], table: folder + "/runs.csv"), SweepError.self,
      "two runs have the same name")
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder + "/runs.csv"))
  }

  func testAFailureEndsTheSweepAndKeepsWhatIsDone() throws {
    var long = plans[2]
    long.training.contextLength = 4_000
    long.name = "longer than the text"
    let table = folder + "/runs.csv"
    _ = try sweep.run([plans[0]], table: table, threads: 1)
    XCTAssertThrowsError(try sweep.run([plans[0], long], table: table, threads: 1)) {
      XCTAssertTrue($0 is any UserFacingError, "\($0)")
    }
    XCTAssertEqual(try RunTable.read(table).runs.map(\.name), [plans[0].name])
  }
}

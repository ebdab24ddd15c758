import Foundation
import Models
import ScalingLaws
import Sweeps
import TestSupport
import Training
import TrainingData
import XCTest

/// Losses along the trainings of a sweep.
final class SweepCurveTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "sweep-curves-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private let sweep = SmallSweep.make()

  private let plans = SmallSweep.runs(widths: [4, 8])

  func testLookingChangesNoRun() throws {
    var watched = sweep
    watched.curves = folder + "/curves.csv"
    let seen = try watched.run(plans, table: folder + "/seen.csv")
    let unseen = try sweep.run(plans, table: folder + "/unseen.csv")
    XCTAssertEqual(seen.map(\.loss), unseen.map(\.loss))
  }

  func testACurveEndsWhereItsRunDoes() throws {
    var watched = sweep
    watched.curves = folder + "/curves.csv"
    let runs = try watched.run(plans, table: folder + "/runs.csv")
    let rows = try Sweep.curves(folder + "/curves.csv")
    for run in runs {
      let own = rows.filter { $0.name == run.name }
      XCTAssertEqual(own.count, 9)
      XCTAssertEqual(own.last?.loss, run.loss)
      XCTAssertEqual(own.last?.tokens, run.tokens)
      XCTAssertEqual(own.map(\.tokens), own.map(\.tokens).sorted())
      XCTAssertTrue(own.allSatisfy { $0.parameters == run.parameters })
      XCTAssertGreaterThan(own[0].loss, run.loss)
    }
  }

  func testOneSeedAloneLeavesCurves() throws {
    var plans = plans
    plans[1] = plans[0]
    plans[1].training.seed = plans[0].training.seed + 1
    plans[1].name += "-again"
    var watched = sweep
    watched.curves = folder + "/curves.csv"
    watched.curveSeed = plans[0].training.seed
    let runs = try watched.run(plans, table: folder + "/runs.csv")
    let rows = try Sweep.curves(folder + "/curves.csv")
    XCTAssertEqual(Set(rows.map(\.name)), [plans[0].name])
    XCTAssertEqual(rows.last?.loss, runs[0].loss)
    XCTAssertEqual(runs.map(\.loss), try sweep.run(plans, table: folder + "/all.csv").map(\.loss))
  }

  func testARunMadeTwiceHasOneCurve() throws {
    var watched = sweep
    watched.curves = folder + "/curves.csv"
    _ = try watched.run(plans, table: folder + "/runs.csv")
    let once = try Sweep.curves(folder + "/curves.csv")
    // Killed between the curves and the results.
    try FileManager.default.removeItem(atPath: folder + "/runs.csv")
    _ = try watched.run(plans, table: folder + "/runs.csv")
    XCTAssertEqual(try Sweep.curves(folder + "/curves.csv").count, once.count)
    XCTAssertEqual(try Sweep.curves(folder + "/none.csv"), [])
  }
}

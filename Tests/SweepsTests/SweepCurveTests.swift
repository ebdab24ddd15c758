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

  private var sweep: Sweep {
    let ids: [Int32] = (0..<2_000).map { place in
      let mixed: Int = place * place + place / 7
      return Int32(mixed % 11)
    }
    return Sweep(
      sources: [.init(name: "text", tokens: ids)],
      validation: ValidationText(name: "held out", ids: Array(ids.prefix(200)), byteCount: 200))
  }

  private var plans: [SweepRun] {
    [4, 8].map { width in
      SweepRun.spending(
        1e7,
        on: ModelConfiguration(
          vocabularySize: 11, contextLength: 8, width: width, layerCount: 1, headCount: 1),
        batch: 2, learningRate: 0.01, seed: 1)
    }
  }

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

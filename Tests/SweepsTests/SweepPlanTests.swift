import Foundation
import Groundwork
import ScalingLaws
import Sweeps
import XCTest

/// From what a sweep is asked for to its runs.
final class SweepPlanTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "sweep-plan-\(UUID().uuidString)"
    let text = (0..<900).map { "Line \($0) of the ledger holds \($0 * 7_919 % 1_000) crowns.\n" }
    try AtomicFile.write(text.joined(), to: folder + "/text.txt")
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private var request: SweepRequest {
    var request = SweepRequest(paths: [folder + "/text.txt"])
    request.tokenizer = .bytes
    request.contextLength = 32
    request.sizes = [0, 1]
    request.seeds = 2
    return request
  }

  func testBudgetsBecomeRuns() throws {
    var request = request
    request.extent = .budgets([6e8, 2e8])
    let plan = try SweepPlan(request, table: folder + "/runs.csv")
    XCTAssertEqual(plan.design.rungs.map(\.compute), [2e8, 6e8])
    XCTAssertEqual(plan.runs.count, 5)
    XCTAssertEqual(plan.heldOut, plan.runs.last)
    XCTAssertEqual(plan.vocabularySize, 257)
    XCTAssertNil(plan.expectedSeconds)
    XCTAssertEqual(
      plan.mostEpochs, (plan.runs.map(\.tokens).max() ?? 0) / Double(plan.uniqueTokens))
    request.holdOutFactor = nil
    let timed = try SweepPlan(request, table: folder + "/runs.csv", isTimed: true)
    XCTAssertEqual(timed.runs, plan.runs.dropLast())
    XCTAssertNil(timed.heldOut)
    XCTAssertGreaterThan(try XCTUnwrap(timed.expectedSeconds), 0)
  }

  /// Another measurement of the machine must not make it another sweep.
  func testASweepByTheClockKeepsItsBudgetsBesideTheTable() throws {
    var request = request
    request.extent = .minutes(0.01)
    let table = folder + "/runs.csv"
    let plan = try SweepPlan(request, table: table)
    XCTAssertEqual(plan.design.rungs.count, 4)
    XCTAssertNotNil(plan.expectedSeconds)
    XCTAssertEqual(try SweepPlan(request, table: table).design, plan.design)
    // A design that was kept for this request is taken as it is: the machine is not asked.
    let path = table + ".design.json"
    var text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    text.replace("\"minutes\" : 0.01", with: "\"minutes\" : 1e6")
    // Without its digest, for it is another file now.
    text = text.split(separator: "\n").filter { !$0.contains("\"digest\"") }.joined(separator: "\n")
    try AtomicFile.write(text, to: path)
    request.extent = .minutes(1e6)
    XCTAssertEqual(try SweepPlan(request, table: table).design, plan.design)
  }

  func testWhatCannotBePlannedIsSaid() throws {
    let table = folder + "/runs.csv"
    for (part, processes) in [("1/2", 1), ("1/1", 2)] {
      XCTAssertThrowsError(
        try SweepPlan(
          request, table: table, part: try SweepPart(part), processCount: processes)
      ) { XCTAssertEqual($0 as? SweepError, .budgetsNotAgreed) }
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: table + ".design.json"))
  }
}

import Foundation
import Groundwork
import Models
import TestSupport
import Training
import XCTest

/// What a folder tells of its run.
final class RunRecordTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "run-record-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  func testAFinishedRunTellsEverything() throws {
    let small = SmallRun(texts: 2)
    let result = try small.run(folder + "/run", .fresh).result
    let run = RunRecord(folder: folder + "/run")
    XCTAssertEqual(run.state, .finished)
    let expected = [
      "corpus": "text", "shape": "gpt2, 1 layer, 8 wide, 1 head", "tokens": "128",
      "learning rate": "0.001", "schedule": "cosine, 1 step of warm-up", "steps": "8",
      "batch": "2", "context": "8", "tokenizer": "Byte, 257 tokens", "seed": "1",
      "precision": "float32", "tokens seen": "128", "weight decay": "0.1",
    ]
    for (name, text) in expected { XCTAssertEqual(run[name], text, name) }
    func number(_ name: String) -> Double? {
      (run.settings + run.results).first { $0.name == name }?.json.number
    }
    XCTAssertEqual(number("parameters"), Double(result.parameterCount))
    XCTAssertEqual(number("held-out loss"), result.wholeValidation.mean)
    XCTAssertEqual(number("bits a byte"), result.wholeValidation.bitsPerByte)
    XCTAssertEqual(number("training loss"), result.trainingLoss)
    XCTAssertGreaterThanOrEqual(
      try XCTUnwrap(number("time")), try XCTUnwrap(result.metrics.last?.seconds))
    XCTAssertEqual(run.metrics, result.metrics)
    let last = try XCTUnwrap(run.metrics.last)
    XCTAssertEqual(
      try XCTUnwrap(run.heldOut.loss(of: last)), result.wholeValidation.mean, accuracy: 1e-12)
    XCTAssertNil(run.heldOut.loss(of: run.metrics[0]))
    XCTAssertNotNil(run.started)
    XCTAssertTrue(try XCTUnwrap(run["command"]).contains("xctest"), run["command"] ?? "")
  }

  func testStates() throws {
    let small = SmallRun()
    let path = folder + "/run"
    small.interrupt(path, after: 5)
    XCTAssertEqual(RunRecord(folder: path).state, .unfinished(step: 5))
    let lock = try OwnerLock(folder: path)
    guard case .inUse(5, let owner?) = RunRecord(folder: path).state else {
      return XCTFail("\(RunRecord(folder: path).state)")
    }
    XCTAssertEqual(owner.process, Int(getpid()))
    lock.release()
    let whole = try AtomicFile.read(path + "/run.json")
    // Of a damaged file no number is taken.
    let text = String(decoding: whole, as: UTF8.self)
    let changed = text.replacing("\"peak\": 0.001", with: "\"peak\": 0.002")
    XCTAssertNotEqual(changed, text)
    try AtomicFile.write(changed, to: path + "/run.json")
    let damaged = RunRecord(folder: path)
    XCTAssertEqual(damaged.state, .damaged)
    XCTAssertEqual(damaged.settings, [])
    XCTAssertEqual(damaged.metrics.count, 5)
    // What older versions wrote is not sealed, and says less.
    try AtomicFile.write(
      #"{"identity": "1", "steps": 8, "batch": 2, "contextLength": 8, "weights": "ab"}"#,
      to: path + "/run.json")
    let old = RunRecord(folder: path)
    XCTAssertEqual(old.state, .finished)
    XCTAssertEqual(old["tokens"], "128")
    XCTAssertNil(old["shape"])
    XCTAssertEqual(RunRecord(folder: folder + "/none").state, .unfinished(step: 0))
  }

  func testNoDamageOfTheSummaryTraps() throws {
    let path = folder + "/run"
    try SmallRun().run(path, .fresh)
    let whole = RunRecord(folder: path)
    let bytes = try AtomicFile.read(path + "/run.json")
    for (name, mutant) in damaged(bytes, count: 300, seed: 3) {
      try AtomicFile.write(mutant, to: path + "/run.json")
      let run = RunRecord(folder: path)
      guard run.state != .damaged else { continue }
      // Layout alone was changed, or the digest's own name: then it is as an older version's.
      if run.settings != whole.settings || run.results != whole.results {
        XCTAssertEqual(SealedJSON.read(mutant)?.isSealed, false, name)
      }
    }
  }

  func testRunsAreFoundOnceWhereTheyLie() throws {
    for run in ["a", "deep/er/b", ".hidden/c"] {
      try SmallRun(steps: 1).run("\(folder)/\(run)", .fresh)
    }
    try AtomicFile.write("step\n", to: folder + "/no-run/metrics.csv")
    symlink(folder + "/a", folder + "/link")
    XCTAssertEqual(
      RunFinder.folders(below: [folder, folder + "/a", folder + "/link"]),
      [folder + "/a", folder + "/deep/er/b"])
    XCTAssertEqual(RunFinder.folders(below: [folder + "/.hidden"]), [folder + "/.hidden/c"])
    XCTAssertEqual(RunFinder.folders(below: [folder + "/none"]), [])
  }

  func testWhatDiffersComesFirst() throws {
    let paths = ["models/slow", "models/fast"].map { "\(folder)/\($0)" }
    try SmallRun().run(paths[0], .fresh)
    try SmallRun(rate: 2e-3).run(paths[1], .fresh)
    let comparison = RunComparison(paths.map(RunRecord.init))
    XCTAssertEqual(comparison.names, ["slow", "fast"])
    XCTAssertEqual(
      comparison.differing, [.init(name: "learning rate", values: ["0.001", "0.002"])])
    XCTAssertEqual(comparison.results.first?.values, ["finished", "finished"])
    XCTAssertTrue(comparison.common.contains { $0.name == "steps" && $0.value == "8" })
    XCTAssertFalse(comparison.common.contains { $0.name == "learning rate" })
    XCTAssertTrue(comparison.hasOneTokenizer)
  }

  func testTheChartShowsTheLossesOfAllRuns() throws {
    let paths = ["slow", "fast"].map { "\(folder)/\($0)" }
    try SmallRun().run(paths[0], .fresh)
    try SmallRun(rate: 2e-3).run(paths[1], .fresh)
    let records = paths.map(RunRecord.init)
    let losses = records.map { run in run.metrics.compactMap { run.heldOut.loss(of: $0) }.last ?? 0
    }
    let figure = try XCTUnwrap(RunChart(records).figure)
    XCTAssertTrue(figure.title.hasPrefix(losses[0] < losses[1] ? "slow" : "fast"), figure.title)
    let table = try figure.files().csv
    for name in ["slow", "fast", "\(losses[0])", "\(losses[1])"] {
      XCTAssertTrue(table.contains(name), "\(name) is missing from \(table)")
    }
    let one = try XCTUnwrap(RunChart([records[0]]).figure)
    let text = try one.files().csv
    XCTAssertTrue(text.contains("training batches") && text.contains("held-out text"), text)
    XCTAssertNil(RunChart([RunRecord(folder: folder + "/none")]).figure)
  }
}

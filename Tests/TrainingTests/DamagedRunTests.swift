import Foundation
import Groundwork
import Models
import TestSupport
import Training
import XCTest

/// A run whose files were damaged goes on from what is whole, says so, and never with other weights.
final class DamagedRunTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "damaged-run-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private let small = SmallRun()
  private var run: String { folder + "/run" }

  private func whole() throws -> [[UInt8]] {
    try small.run(folder + "/whole", .fresh)
    return try SmallRun.files(folder + "/whole")
  }

  /// Changes one number of the moments, which the header knows nothing of.
  private func flipMoment(_ path: String) throws {
    var bytes = try AtomicFile.read(path)
    let file = try SafetensorsFile(path: path)
    let entry = try XCTUnwrap(file["first_moments"])
    let start = bytes.count - (file.entries.map(\.bytes.upperBound).max() ?? 0)
    bytes[start + entry.bytes.lowerBound + 40] ^= 1
    try AtomicFile.write(bytes, to: path)
  }

  func testADamagedCheckpointIsPassedOverForTheOneBeforeIt() throws {
    let whole = try whole()
    let damages: [(String, (String) throws -> Void)] = [
      ("checksum", flipMoment), ("empty", { try AtomicFile.write("", to: $0) }),
      ("cut short", { try AtomicFile.write(Array(try AtomicFile.read($0).dropLast(9)), to: $0) }),
    ]
    for (word, damage) in damages {
      try? FileManager.default.removeItem(atPath: run)
      small.interrupt(run, after: 7)
      try damage(SmallRun.checkpoint(run, 7))
      let notices = try small.run(run).notices
      XCTAssertEqual(notices.count, 2, "\(notices)")
      XCTAssertTrue("\(notices[0])".contains("step-000000007"), "\(notices)")
      XCTAssertTrue("\(notices[0])".contains(word), "\(notices)")
      XCTAssertEqual(notices.last, .wentBack(step: 6))
      XCTAssertEqual(try SmallRun.files(run), whole, word)
    }
  }

  /// A checkpoint of a step that the run went back behind is of no use any more.
  func testGoingBackLeavesTwoWholeCheckpoints() throws {
    small.interrupt(run, after: 7)
    try flipMoment(SmallRun.checkpoint(run, 7))
    XCTAssertThrowsError(try small.run(run, stoppingAfter: 6 + 1)) {
      XCTAssertEqual($0 as? TrainingError, .interrupted(step: 7))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: run + "/checkpoints")
    XCTAssertEqual(names.sorted(), ["step-000000006.safetensors", "step-000000007.safetensors"])
    XCTAssertEqual(try small.run(run).notices, [])
  }

  func testNoWholeCheckpointIsOneErrorThatNamesTheLast() throws {
    small.interrupt(run, after: 7)
    try flipMoment(SmallRun.checkpoint(run, 7))
    try flipMoment(SmallRun.checkpoint(run, 6))
    assertThrows(
      try small.run(run), TrainingError.self,
      "step-000000007.safetensors: is not as it was written",
      "no checkpoint before it is whole")
  }

  /// Writes a checkpoint as older versions did.
  private func makeOld(_ path: String, without key: String? = nil) throws {
    let file = try SafetensorsFile(path: path)
    let tensors = try file.names.map {
      SafetensorsTensor(
        name: $0, shape: [try XCTUnwrap(file[$0]).count], values: try file.floats($0))
    }
    let metadata = file.metadata.filter { ["step", "run"].contains($0.key) && $0.key != key }
    try SafetensorsFile.write(tensors, metadata: metadata, to: path)
  }

  /// What older versions wrote has no checksum: it is gone on from, and said once.
  func testCheckpointsWithoutAChecksum() throws {
    let whole = try whole()
    small.interrupt(run, after: 7)
    let path = SmallRun.checkpoint(run, 7)
    try makeOld(path)
    XCTAssertEqual(try small.run(run).notices, [.unchecked(path: path)])
    XCTAssertEqual(try SmallRun.files(run), whole)
    // Without one of the entries it is no older checkpoint, but a damaged one.
    for key in ["step", "run"] {
      try? FileManager.default.removeItem(atPath: run)
      small.interrupt(run, after: 7)
      try makeOld(path, without: key)
      XCTAssertEqual(try small.run(run).notices.last, .wentBack(step: 6))
      XCTAssertEqual(try SmallRun.files(run), whole)
    }
  }

  func testNumbersThatAreNoneAreNoCheckpoint() throws {
    small.interrupt(run, after: 7)
    let path = SmallRun.checkpoint(run, 7)
    let file = try SafetensorsFile(path: path)
    for bad in [Float.nan, .infinity] {
      let tensors = try file.names.map { name in
        var values = try file.floats(name)
        if name == "parameters" { values[5] = bad }
        return SafetensorsTensor(name: name, shape: [values.count], values: values)
      }
      try SafetensorsFile.write(
        tensors, metadata: file.metadata.filter { ["step", "run"].contains($0.key) }, to: path)
      assertThrows(
        try small.run(run, stoppingAfter: 7), TrainingError.self, "interrupted at step 7")
    }
  }

  // MARK: Metrics

  func testDamagedMetricsKeepWhatIsWholeAndACopy() throws {
    let whole = try whole()
    let metrics = run + "/metrics.csv"
    func text() throws -> String { String(decoding: try AtomicFile.read(metrics), as: UTF8.self) }
    let cases: [(String, Int, (String) -> String?)] = [
      ("is missing", 0, { _ in nil }),
      ("line 4 is no row", 6, { $0.replacing("\n3,", with: "\nthree,") }),
      (
        "rows up to step 7 are missing", 6,
        { $0.split(separator: "\n").dropLast().joined(separator: "\n") + "\n" }
      ),
      ("not as they were written", 7, { $0.replacing("\n2,32,", with: "\n2,33,") }),
      ("does not begin with its columns", 0, { "x" + $0 }),
      ("the column of times is missing", 7, { $0.replacing(",seconds", with: ",secunds") }),
    ]
    for (word, kept, damage) in cases {
      try? FileManager.default.removeItem(atPath: run)
      small.interrupt(run, after: 7)
      let before = try text()
      let changed = damage(before)
      XCTAssertNotEqual(changed, before, word)
      if let changed {
        try AtomicFile.write(changed, to: metrics)
      } else {
        try FileManager.default.removeItem(atPath: metrics)
      }
      let notices = try small.run(run).notices
      guard notices.count == 1, case .metrics(metrics, let problem, kept, let copy) = notices[0]
      else {
        XCTFail("\(word): \(notices)")
        continue
      }
      XCTAssertTrue(problem.contains(word), problem)
      XCTAssertEqual(copy, changed == nil ? nil : metrics + ".damaged")
      if let copy, let changed { XCTAssertEqual(try AtomicFile.read(copy), Array(changed.utf8)) }
      let rows = try text().split(separator: "\n").dropFirst().compactMap { line in
        line.split(separator: ",").first.flatMap { Int($0) }
      }
      XCTAssertEqual(rows.count, kept + 1, word)
      XCTAssertEqual(rows, rows.sorted())
      XCTAssertEqual(try SmallRun.files(run)[0], whole[0], word)
    }
  }

  /// Files of older versions have no times; other held-out texts have other columns.
  func testOlderMetricsAndOtherTexts() throws {
    small.interrupt(run, after: 7)
    let metrics = run + "/metrics.csv"
    let old = String(decoding: try RunFiles.timeless(metrics), as: UTF8.self) + "\n"
    try AtomicFile.write(old, to: metrics)
    try makeOld(SmallRun.checkpoint(run, 7))
    let (result, notices) = try small.run(run)
    XCTAssertEqual(notices, [.unchecked(path: SmallRun.checkpoint(run, 7))])
    XCTAssertEqual(result.metrics.map(\.step), Array(1...8))
    XCTAssertEqual(
      result.metrics.map { $0.seconds == nil }, Array(repeating: true, count: 7) + [false])
    try? FileManager.default.removeItem(atPath: run)
    small.interrupt(run, after: 7)
    var more = small
    more.plan.validation.insert(SmallRun(texts: 2).plan.validation[1], at: 0)
    let other = try more.run(run)
    XCTAssertEqual(other.notices, [])
    XCTAssertEqual(other.result.metrics.map(\.step), Array(1...8))
    XCTAssertNil(other.result.metrics[2].validationLosses[0])
    XCTAssertNotNil(other.result.metrics[2].validationLosses[1])
  }

  func testTimesOnlyGrowAlsoAcrossAResume() throws {
    small.interrupt(run, after: 5)
    let times = try small.run(run).result.metrics.compactMap(\.seconds)
    XCTAssertEqual(times.count, 8)
    XCTAssertEqual(times, times.sorted())
  }

  // MARK: Any damage

  /// Hundreds of damaged copies of each file, of a run that was interrupted and of one that is finished:
  /// the same weights, or one error.
  func testNoDamageGivesOtherWeightsOrNumbers() throws {
    let whole = try whole()
    let made = try small.run(folder + "/whole").result
    small.interrupt(run, after: 7)
    let interrupted = try SmallRun.Copy(run)
    let finished = try SmallRun.Copy(folder + "/whole")
    let cases: [(SmallRun.Copy, String, Int)] = [
      (interrupted, "checkpoints/step-000000007.safetensors", 300),
      (interrupted, "metrics.csv", 150), (finished, "metrics.csv", 150),
      (interrupted, "run.json", 150), (finished, "run.json", 150),
    ]
    for (copy, file, count) in cases {
      for (name, bytes) in damaged(copy[file], count: count, seed: 5) {
        try copy.restore(run, but: file, with: bytes)
        do {
          let (result, notices) = try small.run(run)
          let files = try SmallRun.files(run)
          XCTAssertEqual(files[0], whole[0], "\(file), \(name): other weights")
          XCTAssertEqual(
            result.validation.map(\.text), made.validation.map(\.text), "\(file), \(name)")
          if notices.isEmpty {
            XCTAssertEqual(
              result.metrics.map(\.timeless), made.metrics.map(\.timeless), "\(file), \(name)")
          }
        } catch {
          XCTAssertTrue(error is any UserFacingError, "\(file), \(name): \(error)")
          // The one before it is whole, so that nothing but a foreign identity may stop the run.
          guard case .mismatchedRun? = error as? TrainingError, file == "run.json" else {
            XCTFail("\(file), \(name): \(error)")
            continue
          }
        }
      }
    }
  }
}

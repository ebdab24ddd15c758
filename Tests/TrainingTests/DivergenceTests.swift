import Foundation
import Groundwork
import Models
import TestSupport
import Training
import XCTest

/// A run that diverged goes on with another learning rate, and with nothing else changed.
final class DivergenceTests: XCTestCase {
  private var folder = ""
  private var run: String { folder + "/run" }

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "divergence-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  /// Healthy for some steps, then multiplied by a decay that no weight survives.
  private func wild(steps: Int = 60, healthySteps: Int) -> SmallRun {
    var small = SmallRun(steps: steps)
    small.plan.training.schedule = .warmupStableDecay(
      peak: 99, warmupSteps: healthySteps, decaySteps: 1, finalFraction: 0)
    small.plan.training.weightDecay = 1e6
    small.plan.training.clippingNorm = 1e30
    small.plan.training.checkpointEvery = 1
    return small
  }

  private func diverge(_ small: SmallRun) throws -> Int {
    var step = 0
    XCTAssertThrowsError(try small.run(run, .fresh)) {
      guard case .diverged(let at)? = $0 as? TrainingError else { return XCTFail("\($0)") }
      step = at
    }
    return step
  }

  private func summary() throws -> JSONObject {
    let (object, isSealed) = try XCTUnwrap(SealedJSON.read(try AtomicFile.read(run + "/run.json")))
    XCTAssertTrue(isSealed)
    return object
  }

  private func calm(_ small: SmallRun) -> SmallRun {
    var calm = small
    calm.plan.training.schedule = .constant(peak: 1e-3, warmupSteps: 2)
    calm.plan.training.weightDecay = 0.1
    calm.plan.training.clippingNorm = 1
    return calm
  }

  func testNoCheckpointHoldsWhatIsNoNumberAndTheRunBeginsAnewWhereNoneIsOfUse() throws {
    let wild = wild(healthySteps: 0)
    let step = try diverge(wild)
    XCTAssertEqual(try summary()["diverged"]?.integer, step)
    let names = try FileManager.default.contentsOfDirectory(atPath: run + "/checkpoints")
    XCTAssertFalse(names.isEmpty)
    for name in names {
      let file = try SafetensorsFile(path: run + "/checkpoints/" + name)
      for tensor in file.names { XCTAssertTrue(try file.floats(tensor).allSatisfy(\.isFinite)) }
    }
    let calm = calm(wild)
    let (result, notices) = try calm.run(run)
    guard case .otherSettings(0, let changes)? = notices.last else { return XCTFail("\(notices)") }
    XCTAssertEqual(notices.count, names.count + 1, "every checkpoint is passed over: \(notices)")
    XCTAssertEqual(changes.count, 3, "\(changes)")
    // From the start, and so as if it had never been otherwise.
    let fresh = try calm.run(folder + "/fresh", .fresh).result
    XCTAssertEqual(result.validation[0].text, fresh.validation[0].text)
    XCTAssertEqual(
      try AtomicFile.read(run + "/model.safetensors"),
      try AtomicFile.read(folder + "/fresh/model.safetensors"))
    let entry = try XCTUnwrap(try summary()["history"]?.array?.first?.object)
    XCTAssertEqual(entry["stepsKept"]?.integer, 0)
    XCTAssertEqual(entry["diverged"]?.integer, step)
    XCTAssertEqual(entry["training"]?.object?["weightDecay"]?.number, 1e6)
  }

  func testItGoesOnFromTheLastCheckpointOfUse() throws {
    var wild = wild(healthySteps: 0)
    // Ten good steps, and then a rate that ends everything.
    wild.plan.training.schedule = .warmupStableDecay(
      peak: 5e-3, warmupSteps: 1, decaySteps: 30, finalFraction: 1)
    wild.plan.training.weightDecay = 0
    wild.plan.training.clippingNorm = 1
    wild.interrupt(run, after: 12)
    // The run as it is then taken up again under settings of which it dies: as a change of the plan is
    // refused, the folder is told that it had diverged.
    let path = run + "/run.json"
    let members = try summary().members.filter { $0.name != "checksum" }
    try AtomicFile.write(
      SealedJSON.encoded(members + [.init(key: Array("diverged".utf8), value: 13)]), to: path)
    let calm = calm(wild)
    let (result, notices) = try calm.run(run)
    guard case .otherSettings(12, _)? = notices.last, notices.count == 1 else {
      return XCTFail("\(notices)")
    }
    XCTAssertEqual(result.metrics.map(\.step), Array(1...60))
    XCTAssertEqual(result.metrics[11].learningRate, 5e-3)
    let entry = try XCTUnwrap(try summary()["history"]?.array?.first?.object)
    XCTAssertEqual(entry["stepsKept"]?.integer, 12)
    XCTAssertEqual(entry["identity"]?.text, wild.plan.identity)
    XCTAssertEqual(try summary()["identity"]?.text, calm.plan.identity)

    // The same, killed on the way and resumed: the same bits, and the history with it.
    let bits = try SmallRun.files(run)
    try? FileManager.default.removeItem(atPath: run)
    wild.interrupt(run, after: 12)
    try AtomicFile.write(
      SealedJSON.encoded(members + [.init(key: Array("diverged".utf8), value: 13)]), to: path)
    XCTAssertThrowsError(try calm.run(run, stoppingAfter: 14)) {
      XCTAssertEqual($0 as? TrainingError, .interrupted(step: 14))
    }
    // What `run.json` says may be lost: the checkpoint knows.
    try AtomicFile.write("{", to: path)
    let resumed = try calm.run(run)
    XCTAssertEqual(resumed.notices, [.damagedSummary(path: path)])
    XCTAssertEqual(try SmallRun.files(run), bits)
  }

  func testNothingElseMayChangeAndOnlyAfterADivergence() throws {
    let wild = wild(healthySteps: 0)
    _ = try diverge(wild)
    var others = [calm(wild), calm(wild), calm(wild)]
    others[0].plan.training.seed = 5
    others[1].plan.training.batch = 4
    others[2].plan.sources[0].tokens[3] = 7
    for other in others {
      assertThrows(try other.run(run), TrainingError.self, "other options or another text")
    }
    try? FileManager.default.removeItem(atPath: run)
    let small = SmallRun()
    small.interrupt(run, after: 4)
    assertThrows(
      try calm(small).run(run), TrainingError.self, "other options or another text",
      note: "a run that did not diverge goes on as it was")
  }

  func testTheSameSettingsDivergeAgain() throws {
    let wild = wild(healthySteps: 0)
    let step = try diverge(wild)
    assertThrows(
      try wild.run(run), TrainingError.self, "no number any more at step \(step)")
  }

  func testAFolderInUseIsLeftAlone() throws {
    let small = SmallRun()
    small.interrupt(run, after: 4)
    let lock = try OwnerLock(folder: run)
    let before = try SmallRun.Copy(run)
    for start in [Pretraining.Start.fresh, .resume, .overwrite] {
      assertThrows(try small.run(run, start), InUseError.self, "process \(getpid())")
    }
    let after = try SmallRun.Copy(run)
    for file in ["run.json", "metrics.csv", "checkpoints/step-000000004.safetensors"] {
      XCTAssertFalse(before[file].isEmpty)
      XCTAssertEqual(before[file], after[file], file)
    }
    lock.release()
    try small.run(run)
  }
}

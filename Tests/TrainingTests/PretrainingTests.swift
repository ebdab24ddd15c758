import Foundation
import Groundwork
import Models
import TestSupport
import Tokenizers
import Training
import TrainingData
import XCTest

final class PretrainingTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "pretraining-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func plan(steps: Int = 20) throws -> PretrainingPlan {
    let text = Array(
      String(repeating: "the trial court held that the trial was fair. ", count: 40).utf8)
    let tokenizer = ByteTokenizer()
    let ids = tokenizer.encode(text)
    var settings = TrainingConfiguration(batch: 4, contextLength: 16, steps: steps, replicas: 2)
    settings.logEvery = 3
    settings.evaluateEvery = 7
    settings.checkpointEvery = 6
    return PretrainingPlan(
      model: ModelConfiguration(
        vocabularySize: 257, contextLength: 16, width: 16, layerCount: 1, headCount: 2,
        endOfTextID: 256),
      training: settings, sources: [.init(name: "text", tokens: ids)],
      validation: [ValidationText(name: "text", ids: Array(ids.prefix(200)), byteCount: 200)],
      tokenizer: tokenizer)
  }

  private func files(_ run: String) throws -> [[UInt8]] {
    try ["model.safetensors", "config.json", "tokenizer.json", "metrics.csv", "run.json"].map {
      try RunFiles.timeless("\(folder)/\(run)/\($0)")
    }
  }

  /// The same run with everything switched on that a step can do.
  private func fullPlan() throws -> PretrainingPlan {
    var plan = try plan()
    let documents = try (0..<30).map { number in
      try plan.tokenizer.encode(Array("case \(number): the trial was fair. ".utf8)) + [256]
    }
    plan.sources = [
      .init(name: "a", documents: documents, weight: 2),
      .init(name: "b", tokens: documents.flatMap { $0 }, endOfText: 256),
    ]
    plan.training.accumulation = 2
    plan.training.zLoss = 1e-4
    plan.training.recomputation = true
    plan.training.packing = .documents
    plan.training.separatesDocuments = true
    plan.training.schedule = .warmupStableDecay(
      peak: 1e-3, warmupSteps: 3, decaySteps: 8, finalFraction: 0)
    return plan
  }

  func testTheSameRunTwiceAndAcrossResumesWithEverythingSwitchedOn() throws {
    var plan = try fullPlan()
    _ = try Pretraining.run(plan, in: folder + "/first", title: nil)
    _ = try Pretraining.run(plan, in: folder + "/second", title: nil)
    XCTAssertEqual(try files("second"), try files("first"))
    for stop in [1, 8, 13] {
      let run = "stopped-\(stop)"
      _ = try? Pretraining.run(plan, in: "\(folder)/\(run)", title: nil, stoppingAfter: stop)
      // Recomputation changes no bit, and so may be switched on or off for the rest of a run.
      plan.training.recomputation.toggle()
      _ = try Pretraining.run(plan, in: "\(folder)/\(run)", start: .resume, title: nil)
      XCTAssertEqual(try files(run), try files("first"), "stopped after \(stop)")
    }
    var other = plan
    other.training.zLoss = 1e-3
    var cut = plan
    cut.sources[1] = .init(name: "b", tokens: plan.sources[1].tokens)
    for changed in [other, cut] {
      XCTAssertNotEqual(changed.identity, plan.identity)
    }
  }

  func testARunThatIsStoppedAnywhereAndResumedGivesTheSameBits() throws {
    let plan = try plan()
    let whole = try Pretraining.run(plan, in: folder + "/whole", title: nil)
    for stop in [1, 5, 6, 7, 13, 19] {
      let run = folder + "/stopped-\(stop)"
      XCTAssertThrowsError(
        try Pretraining.run(plan, in: run, start: .resume, title: nil, stoppingAfter: stop)
      ) { XCTAssertEqual($0 as? TrainingError, .interrupted(step: stop)) }
      let resumed = try Pretraining.run(plan, in: run, start: .resume, title: nil)
      XCTAssertEqual(resumed.validation[0].loss, whole.validation[0].loss)
      XCTAssertEqual(try files("stopped-\(stop)"), try files("whole"), "stopped after \(stop)")
    }
  }

  /// What a kill leaves: rows past the checkpoint, half a row, a temporary file.
  func testTheRestsOfAKillAreCleanedUp() throws {
    let plan = try plan()
    _ = try Pretraining.run(plan, in: folder + "/whole", title: nil)
    let run = folder + "/killed"
    _ = try? Pretraining.run(plan, in: run, title: nil, stoppingAfter: 14)
    try FileManager.default.removeItem(atPath: run + "/checkpoints/step-000000014.safetensors")
    let handle = try XCTUnwrap(FileHandle(forWritingAtPath: run + "/metrics.csv"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("15,9".utf8))
    try AtomicFile.write("x", to: run + "/checkpoints/step-000000018.safetensors.partial-1")
    _ = try Pretraining.run(plan, in: run, start: .resume, title: nil)
    XCTAssertEqual(try files("killed"), try files("whole"))
    let left = try FileManager.default.contentsOfDirectory(atPath: run + "/checkpoints")
    XCTAssertEqual(left.count, 2, "\(left)")
  }

  func testATakenFolderIsLeftAlone() throws {
    let plan = try plan(steps: 2)
    _ = try Pretraining.run(plan, in: folder + "/run", title: nil)
    assertThrows(
      try Pretraining.run(plan, in: folder + "/run", title: nil), TrainingError.self,
      "this folder holds a run already")
    assertThrows(
      try Pretraining.run(try self.plan(steps: 3), in: folder + "/run", start: .resume, title: nil),
      TrainingError.self, "started with other options or another text",
      note: "another plan is no resume")
    _ = try Pretraining.run(plan, in: folder + "/run", start: .overwrite, title: nil)
  }

  func testADamagedCheckpointIsAnErrorThatNamesIt() throws {
    let plan = try plan()
    _ = try? Pretraining.run(plan, in: folder + "/run", title: nil, stoppingAfter: 6)
    let path = folder + "/run/checkpoints/step-000000006.safetensors"
    let bytes = try AtomicFile.read(path)
    for count in [0, 7, 100, bytes.count - 1] {
      try AtomicFile.write(Array(bytes.prefix(count)), to: path)
      XCTAssertThrowsError(
        try Pretraining.run(plan, in: folder + "/run", start: .resume, title: nil)
      ) { XCTAssertTrue("\($0)".contains("step-000000006"), "\($0)") }
    }
  }

  func testBadInputIsFoundBeforeTheFolderIsMade() throws {
    let run = folder + "/none"
    var short = try plan()
    short.sources[0].tokens = [1, 2, 3]
    var foreign = try plan()
    foreign.sources[0].tokens[5] = 999
    var shape = try plan()
    shape.model.headCount = 3
    var start = try plan()
    start.startingModel = folder + "/missing"
    for bad in [short, foreign, shape, start] {
      XCTAssertThrowsError(try Pretraining.run(bad, in: run, title: nil)) {
        XCTAssertTrue($0 is any UserFacingError, "\($0)")
      }
      XCTAssertFalse(FileManager.default.fileExists(atPath: run))
    }
  }

  func testAFileWhereTheFolderShouldBe() throws {
    try AtomicFile.write("x", to: folder + "/file")
    XCTAssertThrowsError(try Pretraining.run(try plan(), in: folder + "/file/run", title: nil)) {
      XCTAssertTrue($0 is FileError, "\($0)")
    }
  }

  func testContinuedPretrainingStartsFromTheModel() throws {
    let base = try Pretraining.run(try plan(), in: folder + "/base", title: nil)
    var more = try plan(steps: 1)
    more.training.schedule = .constant(peak: 1e-9, warmupSteps: 0)
    more.startingModel = folder + "/base"
    let continued = try Pretraining.run(more, in: folder + "/more", title: nil)
    XCTAssertEqual(continued.validation[0].loss, base.validation[0].loss, accuracy: 1e-4)
  }
}

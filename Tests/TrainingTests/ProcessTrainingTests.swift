import Foundation
import Groundwork
import Models
import Tensors
import TestSupport
import Tokenizers
import Training
import TrainingData
import XCTest

/// Replicas over several processes, against as many in one: the same bits, files and errors.
final class ProcessTrainingTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "processes-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func plan(replicas: Int, steps: Int = 12) throws -> PretrainingPlan {
    let text = Array(
      String(repeating: "the trial court held that the trial was fair. ", count: 40).utf8)
    let tokenizer = ByteTokenizer()
    let ids = tokenizer.encode(text)
    var settings = TrainingConfiguration(
      batch: 8, contextLength: 16, steps: steps, learningRate: 1e-2, replicas: replicas)
    settings.logEvery = 1
    settings.evaluateEvery = 5
    settings.checkpointEvery = 4
    return PretrainingPlan(
      // An odd width, so that shares begin and end inside of parameters.
      model: ModelConfiguration(
        vocabularySize: 257, contextLength: 16, width: 18, layerCount: 1, headCount: 2,
        endOfTextID: 256),
      training: settings, sources: [.init(name: "text", tokens: ids)],
      validation: [ValidationText(name: "text", ids: Array(ids.prefix(500)), byteCount: 500)],
      tokenizer: tokenizer)
  }

  @discardableResult
  private func train(
    _ plan: PretrainingPlan, _ run: String, processes: Int, start: Pretraining.Start = .fresh,
    stoppingAfter: Int? = nil
  ) throws -> [Result<PretrainingResult, any Error>] {
    let path = folder + "/" + run
    return SharedMemoryProcesses.run(processes) { member in
      try Pretraining.run(
        plan, in: path, start: start, title: nil, stoppingAfter: stoppingAfter, processes: member)
    }
  }

  private func files(_ run: String) throws -> [[UInt8]] {
    let last = "checkpoints/step-000000012.safetensors"
    return try ["metrics.csv", "model.safetensors", "config.json", "run.json", last].map {
      try RunFiles.timeless("\(folder)/\(run)/\($0)")
    }
  }

  func testProcessesGiveTheBitsOfOne() throws {
    for (replicas, splits) in [(2, [2]), (3, [3]), (4, [2, 4])] {
      let plan = try plan(replicas: replicas)
      let whole = try XCTUnwrap(try train(plan, "\(replicas)", processes: 1).first).get()
      for processes in splits {
        let run = "\(replicas)-in-\(processes)"
        for result in try train(plan, run, processes: processes) {
          let result = try result.get()
          XCTAssertEqual(result.metrics.map(\.timeless), whole.metrics.map(\.timeless))
          XCTAssertEqual(result.validation[0].loss, whole.validation[0].loss)
        }
        XCTAssertEqual(try files(run), try files("\(replicas)"), run)
      }
    }
    XCTAssertNotEqual(try files("2")[1], try files("4")[1], "other replicas round differently")
  }

  /// A run may go on with its replicas on other processes.
  func testARunIsResumedUnderAnotherSplit() throws {
    let plan = try plan(replicas: 4)
    try train(plan, "whole", processes: 1)
    for splits in [[1, 2, 4], [4, 1, 2], [2, 4, 1]] {
      let run = "split-\(splits)"
      for (processes, stop) in zip(splits, [3, 7, nil]) {
        let results = try train(
          plan, run, processes: processes, start: .resume, stoppingAfter: stop)
        for (process, result) in results.enumerated() {
          guard let stop else {
            XCTAssertEqual(try result.get().steps, 12)
            continue
          }
          XCTAssertThrowsError(try result.get()) { error in
            let own = processes == 1 ? error : (error as? SharedFailure)?.underlying
            let expected = process == 0 ? TrainingError.interrupted(step: stop) : nil
            XCTAssertEqual(own as? TrainingError, expected)
          }
        }
      }
      XCTAssertEqual(try files(run), try files("whole"), run)
    }
  }

  /// ZeRO stage 1: a process holds moments for its own part of the parameters alone.
  func testMomentsAreSharedOut() throws {
    let plan = try plan(replicas: 4, steps: 1)
    let whole = try XCTUnwrap(try train(plan, "whole", processes: 1).first).get().memory
    let parts = try train(plan, "parts", processes: 4).map { try $0.get().memory }
    XCTAssertEqual(parts.reduce(0) { $0 + $1.optimizerState }, whole.optimizerState)
    for part in parts {
      XCTAssertLessThan(part.optimizerState, whole.optimizerState / 4 + 2 * 64)
      XCTAssertEqual(part.parameters, whole.parameters)
      XCTAssertEqual(part.gradients, whole.gradients / 4)
    }
    // Each is predicted, to the byte.
    let predicted = SharedMemoryProcesses.run(4) { member in
      try plan.training.memoryEstimate(plan.model, processes: member)
    }
    for (part, estimate) in zip(parts, try predicted.map { try $0.get() }) {
      XCTAssertEqual(part.optimizerState, estimate.optimizerState)
      XCTAssertEqual(part.total, estimate.total)
    }
  }

  func testADivergedLossEndsEveryProcess() throws {
    var plan = try plan(replicas: 2, steps: 40)
    plan.training.schedule = .constant(peak: 99, warmupSteps: 0)
    plan.training.clippingNorm = 1e30
    plan.training.weightDecay = 1e30
    let results = try train(plan, "diverged", processes: 2)
    let failures = results.map { result -> SharedFailure? in
      guard case .failure(let error) = result else { return nil }
      return error as? SharedFailure
    }
    guard case .diverged = failures[0]?.underlying as? TrainingError else {
      return XCTFail("\(results)")
    }
    XCTAssertNotNil(failures[1])
    XCTAssertNil(failures[1]?.underlying)
  }

  /// A disk of one process's own: only the first one writes, and all of them hear of it.
  func testAFolderThatCannotBeWrittenEndsEveryProcess() throws {
    try AtomicFile.write("x", to: folder + "/file")
    let results = try train(try plan(replicas: 2), "file/run", processes: 2)
    for (process, result) in results.enumerated() {
      XCTAssertThrowsError(try result.get()) {
        XCTAssertEqual(($0 as? SharedFailure)?.underlying is FileError, process == 0)
      }
    }
  }

  func testProcessesWithDifferentTextsAreToldSo() throws {
    let plans = [try plan(replicas: 2), try plan(replicas: 2)]
    var other = plans[1]
    other.sources[0].tokens[100] = 65
    let both = [plans[0], other]
    let path = folder + "/run"
    let results = SharedMemoryProcesses.run(2) { member in
      try Pretraining.run(both[member.rank], in: path, title: nil, processes: member)
    }
    XCTAssertThrowsError(try results[0].get()) {
      XCTAssertTrue("\($0)".contains("process 1 has another text"), "\($0)")
    }
    assertThrows(try results[1].get(), SharedFailure.self, "process 0 failed")
    XCTAssertFalse(FileManager.default.fileExists(atPath: path))
  }

  func testReplicasThatDoNotDivideAreNamed() throws {
    let results = try train(try plan(replicas: 3), "run", processes: 2)
    XCTAssertThrowsError(try results[0].get()) {
      XCTAssertTrue("\($0)".contains("3 replicas are not the same number in each of 2"), "\($0)")
    }
  }
}

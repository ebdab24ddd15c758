import Foundation
import Groundwork
import Models
import Tensors
import TestSupport
import Tokenizers
import Training
import TrainingData
import XCTest

/// What is measured once is not measured again: the last step's losses, and those of a finished run.
final class FinishedRunTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "finished-\(UUID().uuidString)"
    try AtomicFile.createFolder(folder)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func plan(replicas: Int = 2, texts: Int = 2) throws -> PretrainingPlan {
    let tokenizer = ByteTokenizer()
    let ids = tokenizer.encode(
      Array(String(repeating: "the trial court held that the trial was fair. ", count: 40).utf8))
    var settings = TrainingConfiguration(
      batch: 4, contextLength: 16, steps: 12, replicas: replicas)
    settings.logEvery = 1
    settings.evaluateEvery = 5
    settings.checkpointEvery = 6
    return PretrainingPlan(
      model: ModelConfiguration(
        vocabularySize: 257, contextLength: 16, width: 16, layerCount: 1, headCount: 2,
        endOfTextID: 256),
      training: settings, sources: [.init(name: "text", tokens: ids)],
      validation: (0..<texts).map {
        ValidationText(name: "text \($0)", ids: Array(ids[(3 * $0)..<100]), byteCount: 99 - 3 * $0)
      },
      tokenizer: tokenizer)
  }

  private func resume(_ plan: PretrainingPlan) throws -> PretrainingResult {
    try Pretraining.run(plan, in: folder + "/run", start: .resume, title: nil)
  }

  /// Every file of the run, by what tells whether it was written anew.
  private func files() throws -> [String: Int] {
    let run = folder + "/run"
    let names = try FileManager.default.subpathsOfDirectory(atPath: run)
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(run)/\($0)")
        return ($0, try XCTUnwrap(attributes[.systemFileNumber] as? Int))
      })
  }

  private func assertEqual(_ a: PretrainingResult, _ b: PretrainingResult, line: UInt = #line) {
    XCTAssertEqual(a.validation.map(\.name), b.validation.map(\.name), line: line)
    XCTAssertEqual(a.validation.map(\.text), b.validation.map(\.text), line: line)
    XCTAssertEqual(a.wholeValidation, b.wholeValidation, line: line)
    XCTAssertEqual(a.trainingLoss, b.trainingLoss, line: line)
    XCTAssertEqual(a.metrics, b.metrics, line: line)
    XCTAssertEqual(a.memory, b.memory, line: line)
    XCTAssertEqual(a.steps, b.steps, line: line)
    XCTAssertEqual(a.parameterCount, b.parameterCount, line: line)
    XCTAssertEqual(a.folder, b.folder, line: line)
  }

  func testAFinishedRunIsReadToTheBit() throws {
    for texts in 0...2 {
      let plan = try plan(texts: texts)
      let made = try Pretraining.run(plan, in: folder + "/run", start: .overwrite, title: nil)
      let before = try files()
      let read = try resume(plan)
      assertEqual(read, made)
      XCTAssertEqual(read.tokensPerSecond, 0)
      XCTAssertEqual(try files(), before, "nothing was written")
      // Nothing but the files is asked: neither a checkpoint, nor the text that it was made of.
      try FileManager.default.removeItem(atPath: folder + "/run/checkpoints")
      assertEqual(try resume(plan), made)
    }
  }

  /// A number that no evaluation would give comes back as the file has it.
  func testTheLossesOfAFinishedRunAreThoseOfItsFile() throws {
    let plan = try plan()
    let made = try Pretraining.run(plan, in: folder + "/run", title: nil)
    let path = folder + "/run/run.json"
    let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    let nats = made.validation[1].text.nats
    let changed = text.replacingOccurrences(of: "\"nats\": \(nats)", with: "\"nats\": 4.25")
    XCTAssertNotEqual(changed, text)
    // Under a seal of its own; under the old one it is damage, and measured again.
    let members = try XCTUnwrap(SealedJSON.read(Array(changed.utf8))).object.members
    try AtomicFile.write(
      SealedJSON.encoded(members.filter { $0.name != "checksum" }), to: path)
    let read = try resume(plan)
    XCTAssertEqual(read.validation[1].text.nats, 4.25)
    XCTAssertEqual(read.validation[0].text, made.validation[0].text)
  }

  /// Other held-out texts, or files that are missing, cut or of an older version: the run is taken
  /// up from its checkpoint, looked at once more, and complete again.
  func testWhatIsNotWholeIsMeasuredAgain() throws {
    let plan = try plan()
    let made = try Pretraining.run(plan, in: folder + "/run", title: nil)
    var other = plan
    other.validation[1].ids[7] = 66
    let measured = try resume(other)
    XCTAssertEqual(measured.validation[0].text, made.validation[0].text)
    XCTAssertNotEqual(measured.validation[1].text, made.validation[1].text)
    assertEqual(try resume(plan), made)
    let run = folder + "/run/"
    let sealed = String(decoding: try AtomicFile.read(run + "run.json"), as: UTF8.self)
    let old = sealed.replacingOccurrences(of: "\"checksum\"", with: "\"something\"")
    let changed = sealed.replacingOccurrences(of: "\"nats\": ", with: "\"nats\": 1")
    let metrics = String(decoding: try AtomicFile.read(run + "metrics.csv"), as: UTF8.self)
    let weights = try AtomicFile.read(run + "model.safetensors")
    var others = weights
    others[others.count - 1] ^= 1
    let damages: [(String, () throws -> Void)] = [
      ("an older run.json", { try AtomicFile.write(old, to: run + "run.json") }),
      ("another number", { try AtomicFile.write(changed, to: run + "run.json") }),
      ("no model", { try FileManager.default.removeItem(atPath: run + "model.safetensors") }),
      ("another model", { try AtomicFile.write(others, to: run + "model.safetensors") }),
    ]
    for (name, damage) in damages {
      try damage()
      let before = try files()
      assertEqual(try resume(plan), made)
      XCTAssertNotEqual(try files()["run.json"], before["run.json"], "\(name): made whole")
      let whole = try files()
      assertEqual(try resume(plan), made)
      XCTAssertEqual(try files(), whole, "\(name): read")
      XCTAssertEqual(try AtomicFile.read(run + "model.safetensors"), weights, name)
    }
    // A line that is no row is passed over, and one without an end counts for nothing.
    let torn = metrics.replacingOccurrences(of: "\n5,", with: "\nx\"\n5,") + "13,1,1,1,1,1,1"
    try AtomicFile.write(torn, to: run + "metrics.csv")
    assertEqual(try resume(plan), made)
    // A table that ends early says less than the run did, and is not taken for it.
    try AtomicFile.write(
      metrics.split(separator: "\n").dropLast().joined(separator: "\n") + "\n",
      to: run + "metrics.csv")
    XCTAssertEqual(try resume(plan).validation.map(\.text), made.validation.map(\.text))
  }

  /// Looks at held-out text, counted by what two processes share: after steps 5, 10 and 12.
  func testTheLastStepIsLookedAtOnce() throws {
    func exchanges(texts: Int) throws -> Int {
      let plan = try plan(texts: texts)
      let path = folder + "/\(texts)"
      return try XCTUnwrap(
        SharedMemoryProcesses.run(2) { member in
          let counting = CountingProcesses(member)
          _ = try Pretraining.run(plan, in: path, title: nil, processes: counting)
          return counting.exchangeCount
        }.first
      ).get()
    }
    let without = try exchanges(texts: 0)
    XCTAssertEqual(try exchanges(texts: 1) - without, 3)
    XCTAssertEqual(try exchanges(texts: 2) - without, 6)
  }
}

/// Counts how often a process shares what it has.
private final class CountingProcesses: ProcessGroup, @unchecked Sendable {
  // Safe: a process shares from its main thread alone.
  private(set) var exchangeCount = 0
  private let base: any ProcessGroup

  init(_ base: any ProcessGroup) { self.base = base }

  var rank: Int { base.rank }
  var count: Int { base.count }

  func exchange(
    sending sent: UnsafeRawBufferPointer, to receiver: Int?,
    receiving received: UnsafeMutableRawBufferPointer, from sender: Int?
  ) { base.exchange(sending: sent, to: receiver, receiving: received, from: sender) }

  func allGather(_ buffer: UnsafeMutableRawPointer, _ parts: WordPartition) {
    exchangeCount += 1
    base.allGather(buffer, parts)
  }
}

import Foundation
import Models
import ScalingLaws
import Sweeps
import Tensors
import TestSupport
import Training
import TrainingData
import XCTest

/// A sweep's table: what it holds, whose it is, and how several processes fill it.
final class SweepTableTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "sweep-table-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func sweep(_ factor: Int = 1, byteCount: Int = 200, weight: Double = 1) -> Sweep {
    SmallSweep.make(factor: factor, byteCount: byteCount, weight: weight)
  }

  private let plans: [SweepRun] = {
    let dial = SweepDial(vocabularySize: 11, contextLength: 8)
    return [0, 1, 2, 3].map { dial.run($0, spending: 2e7, seed: 1) }
  }()

  func testARowSaysAllThatIsKnown() throws {
    let run = try sweep().run([plans[2]], table: folder + "/runs.csv")[0]
    let count = plans[2].model.parameterCount
    XCTAssertEqual(run.parameters, Double(count.all))
    XCTAssertEqual(run.nonEmbeddingParameters, Double(count.nonEmbedding))
    XCTAssertEqual(run.nonEmbeddingWithHeadParameters, Double(count.nonEmbeddingWithHead))
    XCTAssertEqual(run.compute, 6 * run.parameters * run.tokens)
    XCTAssertEqual(run.flops, plans[2].flops)
    XCTAssertEqual(run.uniqueTokens, min(run.tokens, 2_000))
    XCTAssertGreaterThan(try XCTUnwrap(run.seconds), 0)
    // 199 tokens were predicted over 200 bytes.
    XCTAssertEqual(
      try XCTUnwrap(run.bitsPerByte), run.loss * 199 / 200 / log(2), accuracy: 1e-12)
    XCTAssertEqual(try RunTable.read(folder + "/runs.csv").runs, [run])
  }

  func testATableServesOneText() throws {
    let table = folder + "/runs.csv"
    _ = try sweep().run([plans[0]], table: table)
    let before = try String(contentsOfFile: table, encoding: .utf8)
    for other in [sweep(3), sweep(byteCount: 201), sweep(weight: 2)] {
      XCTAssertThrowsError(try other.run([plans[1]], table: table)) {
        XCTAssertTrue("\($0)".contains("another text or tokenizer"), "\($0)")
      }
    }
    var changed = plans[0]
    changed.training.weightDecay = 0
    XCTAssertThrowsError(try sweep().run([changed], table: table)) {
      XCTAssertTrue("\($0)".contains("other settings"), "\($0)")
    }
    try RunTable([TrainingRun("alien", parameters: 1, tokens: 1, loss: 1)])
      .write(to: folder + "/alien.csv")
    XCTAssertThrowsError(try sweep().run([plans[0]], table: folder + "/alien.csv")) {
      XCTAssertTrue("\($0)".contains("no fingerprint"), "\($0)")
    }
    XCTAssertEqual(try String(contentsOfFile: table, encoding: .utf8), before)
  }

  func testAppendingKeepsTheUsersColumnsAndAddsItsOwn() throws {
    let path = folder + "/mine.csv"
    try "\u{FEFF}loss,note,parameters,tokens\r\n3,\"a, b\",10,20\r\n\r\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    var run = TrainingRun("new", parameters: 30, tokens: 40, loss: 2, seed: 5)
    run.flops = 7
    try RunTable.append(run, to: path)
    // Foundation's reading of a file takes a byte order mark away.
    let bytes = try XCTUnwrap(FileManager.default.contents(atPath: path))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    XCTAssertEqual(
      lines[0], "\u{FEFF}loss,note,parameters,tokens,name,compute,seed,flops")
    XCTAssertEqual(lines[1], "3,\"a, b\",10,20,,,,")
    XCTAssertEqual(lines[2], "2.0,,30.0,40.0,new,7200.0,5,7.0")
    XCTAssertEqual(try RunTable.read(path).runs.last, run)
  }

  func testPartsInTablesOfTheirOwnAreMergedWithoutLoss() throws {
    let whole = try sweep().run(plans, table: folder + "/whole.csv")
    for part in ["1/2", "2/2"] {
      _ = try sweep().run(
        plans, table: folder + "/\(part.prefix(1)).csv", part: try SweepPart(part))
    }
    let merged = folder + "/merged.csv"
    let others = ["/1.csv", "/2.csv", "/1.csv"].map { folder + $0 }
    XCTAssertEqual(try RunTable.merge(others, into: merged), plans.count)
    XCTAssertEqual(try RunTable.merge(others, into: merged), 0)
    let again = try sweep().run(plans, table: merged)
    XCTAssertEqual(again.map(\.loss), whole.map(\.loss))
    XCTAssertEqual(again.map(\.name), plans.map(\.name))
    _ = try sweep(3).run([plans[0]], table: folder + "/other.csv")
    XCTAssertThrowsError(try RunTable.merge([folder + "/other.csv"], into: merged)) {
      XCTAssertTrue("\($0)".contains("is another one"), "\($0)")
    }
    XCTAssertEqual(try RunTable.read(merged).runs.count, plans.count)
  }

  /// On one disk and on one each, the first process ends with every run, and each is made once.
  func testProcessesDivideASweep() throws {
    let whole = try sweep().run(plans, table: folder + "/whole.csv").map(\.loss)
    for isShared in [true, false] {
      let (folder, plans, sweep) = (folder, plans, sweep())
      let results = SharedMemoryProcesses.run(3) { processes in
        try sweep.run(
          plans, table: "\(folder)/\(isShared ? "s" : "\(processes.rank)").csv", threads: 1,
          processes: processes
        ).map(\.loss)
      }
      XCTAssertEqual(try results[0].get(), whole)
      XCTAssertEqual(try results[1...].map { try $0.get().count }.reduce(0, +) < plans.count, true)
      let table = try RunTable.read("\(folder)/\(isShared ? "s" : "0").csv")
      XCTAssertEqual(table.runs.map(\.name).sorted(), plans.map(\.name).sorted())
    }
    let (folder, plans, texts) = (folder, plans, [sweep(), sweep(3)])
    let failures = SharedMemoryProcesses.run(2) { processes in
      try texts[processes.rank].run(
        plans, table: "\(folder)/none-\(processes.rank).csv", processes: processes)
    }
    for failure in failures { assertThrows(try failure.get(), SharedFailure.self, "process") }
    XCTAssertFalse(FileManager.default.fileExists(atPath: folder + "/none-0.csv"))
  }

  func testADivergedRunIsLeftOutAndTheOthersAreMade() throws {
    var wild = plans[0]
    wild.name = "wild"
    wild.training.schedule = .constant(peak: 99, warmupSteps: 0)
    wild.training.clippingNorm = 1e30
    wild.training.weightDecay = 1e30
    let table = folder + "/runs.csv"
    XCTAssertThrowsError(try sweep().run([wild] + plans, table: table, threads: 1)) {
      XCTAssertEqual($0 as? SweepError, .diverged(names: ["wild"]))
    }
    XCTAssertEqual(try RunTable.read(table).runs.count, plans.count)
  }

  /// How long a step takes is the machine's affair. Measured once, it is the step of every run of that
  /// shape, however long the run.
  func testAnEstimateCountsStepsAndThreads() throws {
    let plan = SweepDial(vocabularySize: 11, contextLength: 8).run(3, spending: 3e9, seed: 1)
    var estimate = SweepEstimate(sweep())
    let own = try estimate.seconds(plan)
    XCTAssertGreaterThan(own, 0)
    var longer = plan
    longer.training.steps *= 3
    XCTAssertEqual(try estimate.seconds(longer), 3 * own, accuracy: 1e-9 * own)
    XCTAssertEqual(try estimate.seconds(plan), own)
    let one = try estimate.seconds([plan, plan], threads: 1)
    XCTAssertEqual(try estimate.seconds([plan, plan], threads: 2), one / 2, accuracy: one / 100)
  }
}

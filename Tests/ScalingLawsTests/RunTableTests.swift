import Foundation
import Groundwork
import ScalingLaws
import TestSupport
import XCTest

final class RunTableTests: XCTestCase {
  private var folder = ""

  override func setUp() {
    folder = NSTemporaryDirectory() + "run-table-\(UUID().uuidString)"
  }

  override func tearDown() {
    try? FileManager.default.removeItem(atPath: folder)
  }

  private let runs = [
    TrainingRun("plain", parameters: 1e6, tokens: 2e7, loss: 3.25, bitsPerByte: 1.125, seed: 7),
    TrainingRun(
      "a \"name\", with marks", parameters: 123_456, tokens: 0.1 + 0.2, compute: 1e12,
      loss: 1.0 / 3),
  ]

  private func problem(_ csv: String) -> String {
    do {
      return "read \(try RunTable(csv: csv, path: "t.csv").runs.count) runs"
    } catch {
      XCTAssertFalse(error.description.contains("\n"))
      return error.description
    }
  }

  func testWhatIsWrittenIsReadBack() throws {
    let table = RunTable(runs)
    XCTAssertEqual(try RunTable(csv: table.csv), table)
    try table.write(to: folder + "/runs.csv")
    XCTAssertEqual(try RunTable.read(folder + "/runs.csv"), table)
  }

  func testSpreadsheetsAndForeignColumns() throws {
    let csv = "\u{FEFF}loss,  tokens ,note,parameters\r\n3.5,1e9,\"x, y\",2e8\r\n\r\n"
    let run = try XCTUnwrap(RunTable(csv: csv).runs.first)
    XCTAssertEqual(run.compute, 6 * 1e9 * 2e8)
    XCTAssertEqual([run.loss, run.tokens, run.parameters], [3.5, 1e9, 2e8])
    XCTAssertNil(run.bitsPerByte)
  }

  func testErrorsNameTheLine() {
    let header = "name,parameters,tokens,loss,seed\n"
    XCTAssertEqual(problem(""), "t.csv:1: empty; expected a header of column names")
    XCTAssertEqual(
      problem("a,b\n1,2\n"),
      "t.csv:1:3: the header lacks the column parameters; it needs parameters, tokens, loss")
    XCTAssertEqual(
      problem("loss,loss,tokens,parameters\n"),
      "t.csv:1:2: the column loss stands twice in the header")
    XCTAssertEqual(
      problem(header + "x,1,2,3,4\n\nx,1,2,3\n"), "t.csv:4:5: 4 fields where the header has 5")
    XCTAssertEqual(
      problem(header + "x,1e6,many,3,4\n"), "t.csv:2:3: tokens is \"many\", not a number")
    XCTAssertEqual(problem(header + "x,1e6,,3,4\n"), "t.csv:2:3: tokens is empty")
    XCTAssertEqual(
      problem(header + "x,1,2,-3,4\n"), "t.csv:2:4: loss is -3; it must be positive")
    XCTAssertEqual(
      problem(header + "x,1,2,nan,4\n"), "t.csv:2:4: loss is nan; it must be positive")
    XCTAssertEqual(
      problem(header + "x,1,2,3,4.5\n"), "t.csv:2:5: seed is \"4.5\", not a whole number")
    XCTAssertTrue(problem(header + "\"x,1,2,3,4\n").hasPrefix("t.csv:2: a quotation mark"))
    XCTAssertEqual(
      problem(header + "x,1e200,1e200,3,4\n"),
      "t.csv:2: compute is inf; it must be a positive number")
    XCTAssertEqual(problem(header), "read 0 runs")
  }

  /// No text, however damaged, does more than throw.
  func testDamagedTextsNeverTrap() {
    let text = Array(RunTable(runs).csv.utf8)
    var stream = RandomStream(seed: 5)
    for _ in 0..<500 {
      var damaged = text
      for _ in 0..<4 {
        damaged[stream.index(below: damaged.count)] = UInt8(stream.index(below: 256))
      }
      damaged.removeLast(stream.index(below: damaged.count))
      _ = problem(String(decoding: damaged, as: UTF8.self))
    }
  }

  func testAppendingKeepsWhatIsThere() throws {
    let path = folder + "/deep/runs.csv"
    for run in runs { try RunTable.append(run, to: path) }
    XCTAssertEqual(try RunTable.read(path).runs, runs)
    var useless = runs[0]
    useless.loss = .infinity
    assertThrows(
      try RunTable.append(useless, to: path), ScalingError.self, "run plain: loss is inf")
    XCTAssertEqual(try RunTable.read(path).runs, runs)
    let damaged = "parameters,tokens,loss\n1,2,oops\n"
    try AtomicFile.write(damaged, to: path)
    assertThrows(
      try RunTable.append(runs[0], to: path), ScalingError.self, "runs.csv:2:3: loss is \"oops\"")
    XCTAssertEqual(try AtomicFile.read(path), Array(damaged.utf8))
  }

  /// A user's field may hold a line end: the row stays whole, and gets its further columns at its end.
  func testAFieldOfTwoLinesStaysOne() throws {
    let path = folder + "/runs.csv"
    try AtomicFile.write("parameters,tokens,loss,note\r\n1,2,3,\"two\nlines\"\r\n", to: path)
    try RunTable.append(TrainingRun("new", parameters: 4, tokens: 5, loss: 6), to: path)
    let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    XCTAssertEqual(
      text,
      "parameters,tokens,loss,note,name,compute\n1,2,3,\"two\nlines\",,\n4.0,5.0,6.0,,new,120.0\n")
    XCTAssertEqual(try RunTable.read(path).runs.map(\.loss), [3, 6])
  }

  func testAFileThatIsNoTextIsAnError() throws {
    try AtomicFile.write([0xFF, 0xFE, 0x00], to: folder + "/runs.csv")
    XCTAssertThrowsError(try RunTable.read(folder + "/runs.csv")) {
      XCTAssertTrue("\($0)".contains("UTF-8"), "\($0)")
    }
    assertThrows(try RunTable.read(folder + "/none.csv"), FileError.self, "none.csv: no such file")
  }

  func testSweepsThatAppendAtOnceLoseNoRun() throws {
    let path = folder + "/runs.csv"
    let run = runs[0]
    DispatchQueue.concurrentPerform(iterations: 24) { index in
      var mine = run
      mine.name = "run \(index)"
      do { try RunTable.append(mine, to: path) } catch { XCTFail("\(error)") }
    }
    let names = try RunTable.read(path).runs.map(\.name)
    XCTAssertEqual(Set(names).count, 24)
    XCTAssertEqual(names.count, 24)
  }
}

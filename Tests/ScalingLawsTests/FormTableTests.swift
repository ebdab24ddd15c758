import Foundation
import Groundwork
import ScalingLaws
import XCTest

/// Tables of anybody's making, read by what a form of law needs.
final class FormTableTests: XCTestCase {
  private func problem(
    _ csv: String, _ form: LawForm = .chinchilla, needsCompute: Bool = false
  ) -> String {
    problem(Array(csv.utf8), form, needsCompute: needsCompute)
  }

  private func problem(
    _ csv: [UInt8], _ form: LawForm = .chinchilla, needsCompute: Bool = false
  ) -> String {
    do {
      let table = try RunTable(csv: csv, for: form, path: "t.csv", needsCompute: needsCompute)
      return "read \(table.runs.count) runs"
    } catch {
      XCTAssertFalse(error.description.contains("\n"))
      return error.description
    }
  }

  private let rows = "1e6,2e7,3.5\n2e6,2e7,3.4\n3e6,2e7,3.3\n4e6,2e7,3.2\n5e6,2e7,3.1\n"

  func testColumnsStandInAnyOrderAmongOthers() throws {
    let csv =
      "\u{FEFF}note, loss ,tokens,flops,parameters\r\n\"a, b\",3.5,2e7,oops,1e6\r\n"
      + "x,3.4,2e7,-1,2e6\r\n\r\n,3.3,2e7,,3e6\r\nx,3.2,2e7,1,4e6\r\nx,3.1,2e7,1,5e6"
    let table = try RunTable(csv: Array(csv.utf8), for: .chinchilla)
    XCTAssertEqual(table.runs.map(\.loss), [3.5, 3.4, 3.3, 3.2, 3.1])
    XCTAssertEqual(table.runs.map(\.parameters), [1e6, 2e6, 3e6, 4e6, 5e6])
    XCTAssertEqual(table.runs[0].compute, 6 * 1e6 * 2e7)
    // What a form needs is read, under either name.
    XCTAssertEqual(
      problem(csv, needsCompute: true), "t.csv:2:4: flops is \"oops\", not a number")
    let sweep = "parameters,tokens,compute,loss\n1,2,30,4\n1,2,30,4\n1,2,30,4\n1,2,30,4\n"
    XCTAssertEqual(
      try RunTable(csv: Array(sweep.utf8), for: .isoflop).runs.map(\.compute), [30, 30, 30, 30])
    let unique =
      "parameters,tokens,loss,unique_tokens\n" + String(repeating: "1,2,3,0.5\n", count: 7)
    let repeated = try RunTable(csv: Array(unique.utf8), for: .dataConstrained)
    XCTAssertEqual(repeated.runs.map(\.uniqueTokens), Array(repeating: 0.5, count: 7))
    XCTAssertEqual(repeated.subset([1, 2]).runs.map(\.name), ["line 3", "line 4"])
    let shares = "parameters,tokens,loss,share\n" + String(repeating: "1,2,3,0.25\n", count: 9)
    XCTAssertEqual(
      try RunTable(csv: Array(shares.utf8), for: .continuedPretraining).runs.map(\.share),
      Array(repeating: 0.25, count: 9))
  }

  /// A sweep's table has both counts; its budgets are those of compute.
  func testComputeGoesBeforeFlops() throws {
    let csv =
      "parameters,tokens,flops,compute,loss\n1,2,99,30,4\n1,2,98,30,4\n1,2,97,,4\n1,2,96,30,4\n"
    XCTAssertEqual(
      try RunTable(csv: Array(csv.utf8), for: .isoflop).runs.map(\.compute), [30, 30, 97, 30])
  }

  func testAColumnSaysWhichRunsAreHeldOut() throws {
    func table(_ words: [String]) -> String {
      "held_out,parameters,tokens,loss\n" + words.map { "\($0),1,2,3\n" }.joined()
    }
    let csv = table(["", "no", "YES", "1", "0", "true"])
    for held in [
      try RunTable(csv: csv).runs.map(\.isHeldOut),
      try RunTable(csv: Array(csv.utf8), for: .kaplan).runs.map(\.isHeldOut),
    ] { XCTAssertEqual(held, [false, false, true, true, false, true]) }
    XCTAssertEqual(
      problem(table(["", "perhaps"])),
      "t.csv:3:1: held_out is \"perhaps\"; it is yes, no or empty")
    // What is written is read, also where the file had no such column.
    var run = TrainingRun("a", parameters: 1, tokens: 2, loss: 3)
    run.isHeldOut = true
    run.vocabularySize = 512
    XCTAssertEqual(try RunTable(csv: RunTable([run]).csv).runs, [run])
  }

  func testErrorsNameLineAndColumn() {
    let header = "parameters,tokens,loss\n"
    XCTAssertEqual(problem(header + rows), "read 5 runs")
    for (csv, expected) in [
      ("", "t.csv:1: empty; expected a header of column names"),
      ("\n \n", "t.csv:1: empty; expected a header of column names"),
      (
        "a,b\n1,2\n",
        "t.csv:1:3: the header lacks the column parameters; it needs parameters, tokens, loss"
      ),
      ("loss,tokens,loss\n", "t.csv:1:3: the column loss stands twice in the header"),
      (header + rows + "1,2\n", "t.csv:7:3: 2 fields where the header has 3"),
      (header + rows + "1,2,3,4\n", "t.csv:7:4: 4 fields where the header has 3"),
      (header + "\n1e6,many,3\n", "t.csv:3:2: tokens is \"many\", not a number"),
      (header + "1e6,2e7,\n", "t.csv:2:3: loss is empty"),
      (header + "0,2e7,3\n", "t.csv:2:1: parameters is 0; it must be positive"),
      (header + "1,-2e7,3\n", "t.csv:2:2: tokens is -2e7; it must be positive"),
      (header + "1,2,nan\n", "t.csv:2:3: loss is nan; it must be positive"),
      (header + "1,2,inf\n", "t.csv:2:3: loss is inf; it must be positive"),
      (
        header + "1,2,3\n",
        "t.csv:2: 1 run is too few for a law of 5 constants; give more"
      ),
      (header, "t.csv:1: 0 runs are too few for a law of 5 constants; give more"),
      (
        header + "\"1,2,3\n",
        "t.csv:2: a quotation mark is not closed; quote whole fields, and double a mark inside"
      ),
    ] {
      XCTAssertEqual(problem(csv), expected)
    }
    XCTAssertTrue(problem(header + rows, .isoflop).contains("lacks the column compute or flops"))
    XCTAssertTrue(problem(header + rows, .dataConstrained).contains("lacks the column unique_t"))
    XCTAssertTrue(problem(header + rows, .continuedPretraining).contains("lacks the column share"))
    XCTAssertTrue(problem(header + rows, .envelope).contains("lacks the column run or name"))
    let damaged = Array((header + "1,2,").utf8) + [0xE9, 0x0A]
    XCTAssertEqual(problem(damaged), "t.csv:2:3: not UTF-8 text; save the table as UTF-8")
    XCTAssertEqual(problem([0xFF, 0xFE]), "t.csv:1:1: not UTF-8 text; save the table as UTF-8")
    let whole = Array("é,".utf8) + [0xE9] + Array(",é".utf8)
    XCTAssertEqual(problem(whole), "t.csv:1:2: not UTF-8 text; save the table as UTF-8")
  }

  /// No text, however damaged, does more than throw.
  func testDamagedTextsNeverTrap() {
    let text = Array(("parameters,tokens,loss,\"é\"\n" + rows).utf8)
    var stream = RandomStream(seed: 6)
    for _ in 0..<2_000 {
      var damaged = text
      for _ in 0..<3 {
        damaged[stream.index(below: damaged.count)] = UInt8(stream.index(below: 256))
      }
      damaged.removeLast(stream.index(below: damaged.count))
      _ = problem(damaged)
    }
  }

  func testTheLargestLossesAreDropped() throws {
    let table = try RunTable(csv: Array(("parameters,tokens,loss\n" + rows).utf8), for: .chinchilla)
    XCTAssertEqual(table.droppingLargestLosses(2).runs.map(\.loss), [3.3, 3.2, 3.1])
    XCTAssertEqual(table.droppingLargestLosses(0), table)
    XCTAssertEqual(table.droppingLargestLosses(9).runs, [])
  }
}

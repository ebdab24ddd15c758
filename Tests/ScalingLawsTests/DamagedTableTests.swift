import Foundation
import Groundwork
import ScalingLaws
import TestSupport
import XCTest

/// Damaged tables of runs: every number that is read stands in the table, or one error names the place.
final class DamagedTableTests: XCTestCase {
  private static let rows = [
    ["parameters", "tokens", "loss", "name", "unique_tokens", "share", "flops"],
    ["1e6", "2e7", "4.5077707", "\"a, b\"", "1e7", "0.5", "1.2e14"],
    ["3e6", "2e7", "4.25", "c", "2e7", "0.25", "3.6e14"],
    ["1e7", "6e7", "3.9", "d", "3e7", "0.125", "3.6e15"],
    ["3e7", "6e8", "3.1", "é", "6e8", "0.5", "1.08e17"],
    ["1e8", "2e9", "2.8", "f", "1e9", "1", "1.2e18"],
    ["3e8", "6e9", "2.5", "g", "1e9", "1", "1.08e19"],
  ]

  func testTablesOfRuns() throws {
    for (separator, seed) in [(",", UInt64(21)), (";", 22)] {
      let lines = Self.rows.map { $0.joined(separator: separator) + separator }
      let original = Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
      XCTAssertEqual(try RunTable(csv: original, for: .chinchilla).runs.count, 6)
      for (description, bytes) in damaged(original, count: 300, seed: seed) {
        let text = String(decoding: bytes, as: UTF8.self)
        for form in [LawForm.chinchilla, .isoflop, .dataConstrained, .continuedPretraining] {
          do {
            let table = try RunTable(csv: bytes, for: form, path: "t")
            for run in table.runs {
              for number in [run.parameters, run.tokens, run.loss] {
                XCTAssertTrue(number > 0 && number.isFinite, description)
                XCTAssertTrue(
                  text.split(whereSeparator: { $0.isNewline || ",;\" \t".contains($0) })
                    .contains { Double($0) == number },
                  "\(description): \(number) stands nowhere")
              }
            }
          } catch {
            guard case ScalingError.badTable(let problem) = error else {
              XCTFail("\(description): \(error)")
              continue
            }
            XCTAssertTrue("\(problem)".hasPrefix("t:"), "\(description): \(problem)")
          }
        }
        do {
          _ = try RunTable(csv: bytes, path: "t")
        } catch {
          guard case ScalingError.badTable = error else {
            XCTFail("\(description): \(error)")
            continue
          }
        }
      }
    }
  }

  /// A spreadsheet's table takes a further run, and is one of commas from then on.
  func testRunsAreAddedToASpreadsheetsTable() throws {
    let path = NSTemporaryDirectory() + "sheet-\(UUID().uuidString).csv"
    defer { unlink(path) }
    for text in [
      "\u{FEFF}name;parameters;tokens;loss;note;;\r\na;1e6;2e7;4.5;mine, yes;;\r\n;;;;;;\r\n",
      "name,parameters,tokens,loss,note,,\na,1e6,2e7,4.5,\"mine, yes\",,\n",
    ] {
      try AtomicFile.write(text, to: path)
      try RunTable.append(
        TrainingRun("b", parameters: 2e6, tokens: 3e7, loss: 4, seed: 7), to: path)
      let table = try RunTable.read(path)
      XCTAssertEqual(table.runs.map(\.name), ["a", "b"])
      XCTAssertEqual(table.runs.map(\.loss), [4.5, 4])
      XCTAssertEqual(table.runs[1].seed, 7)
      let written = String(decoding: try AtomicFile.read(path), as: UTF8.self)
      XCTAssertTrue(written.contains("\"mine, yes\""), written)
    }
  }
}

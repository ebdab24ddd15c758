import Groundwork
import TestSupport
import XCTest

/// Damaged files are refused with a place, or hold what they say: never a trap, a hang or another
/// value.
final class DamagedFormatTests: XCTestCase {
  private let json = Array(
    #"""
    {"model": {"type": "BPE", "vocab": {"a": 0, "\u0121b": 1, "é\n": 2, "\ud83d\ude00": 3}},
     "merges": [["a", "b"], ["ab", "c"]], "loss": -1.25e-3, "steps": 9007199254740993,
     "flags": [true, false, null], "empty": {}, "none": [], "text": "tab\t \"quoted\" \\ / end"}
    """#.utf8)

  func testJSON() throws {
    let original = try StrictJSON.parse(json)
    var (refused, read) = (0, 0)
    for seed in [1, 2] {
      for (description, bytes) in damaged(json, count: 400, seed: UInt64(seed)) {
        do {
          let value = try StrictJSON.parse(bytes)
          read += 1
          // What is read is what stands there: written and read again it is the same.
          XCTAssertEqual(try StrictJSON.parse(value.encoded()), value, description)
          XCTAssertEqual(
            try StrictJSON.parse(value.encoded(isPretty: true)), value, description)
        } catch {
          refused += 1
          XCTAssertFalse("\(error)".contains { $0.isNewline }, description)
        }
      }
    }
    XCTAssertGreaterThan(refused, 300)
    XCTAssertGreaterThan(read, 20)
    XCTAssertEqual(try StrictJSON.parse(original.encoded()), original)
  }

  private let table = Array(
    """
    name,loss,tokens,"a ""quoted"", name"
    one,3.25,1000,x
    "two, with a comma",2.5,20000,"several
    lines"

    drei,1.75e0 , 300000,é

    """.utf8)

  func testTables() throws {
    var (refused, read) = (0, 0)
    for seed in [1, 2] {
      for (description, bytes) in damaged(table, count: 400, seed: UInt64(seed)) {
        do {
          let result = try CSVTable(path: "runs.csv", bytes: bytes)
          read += 1
          for row in result.rows {
            XCTAssertEqual(row.fields.count, result.names.count, description)
            XCTAssertTrue(bytes.indices.contains(row.bytes.lowerBound), description)
            XCTAssertLessThanOrEqual(row.bytes.upperBound, bytes.count, description)
            for place in result.names.indices {
              // A number is the field's own, or the field is refused.
              guard let number = try? result.positiveNumber(row, place) else { continue }
              XCTAssertEqual(number, Double(row.fields[place]), description)
              XCTAssertTrue(number.isFinite && number > 0, description)
            }
          }
          let again = ([result.names] + result.rows.map(\.fields)).map { CSVWriter.line($0) + "\n" }
          XCTAssertEqual(
            try CSVTable(path: "again", bytes: Array(again.joined().utf8)).rows.count,
            result.rows.count, description)
        } catch {
          refused += 1
          XCTAssertFalse("\(error)".contains { $0.isNewline }, description)
          let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
          XCTAssertTrue((1...lines).contains(error.line), "\(description): \(error)")
        }
      }
    }
    XCTAssertGreaterThan(refused, 200)
    XCTAssertGreaterThan(read, 100)
  }
}

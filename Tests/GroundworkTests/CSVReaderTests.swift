import Foundation
import Groundwork
import XCTest

final class CSVReaderTests: XCTestCase {
  private func rows(_ text: String) throws -> [[String]] {
    var reader = CSVReader(path: "t", bytes: Array(text.utf8))
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  func testCSVReadsWhatCSVWrites() throws {
    var stream = RandomStream(seed: 9)
    let pieces = ["a", "é", ",", "\"", "\n", "\r\n", " ", "", "7"]
    for _ in 0..<500 {
      let width = 1 + stream.index(below: 4)
      let table = (0..<(1 + stream.index(below: 4))).map { _ in
        (0..<width).map { _ in
          (0..<(1 + stream.index(below: 4))).map { _ in pieces[stream.index(below: pieces.count)] }
            .joined()
        }
      }
      let end = stream.index(below: 2) == 0 ? "\n" : "\r\n"
      let text = table.map { row in
        row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
          .joined(separator: ",")
      }.joined(separator: end)
      XCTAssertEqual(try rows(text + (stream.index(below: 2) == 0 ? end : "")), table, text)
    }
  }

  func testCSVFormsAndFaults() throws {
    XCTAssertEqual(try rows("\u{FEFF}a,b\r\n\r\n1,\n"), [["a", "b"], ["1", ""]])
    XCTAssertEqual(try rows(""), [])
    XCTAssertEqual(try rows("\"a\nb\",c"), [["a\nb", "c"]])
    for (text, line) in [
      ("a,b\n1\n", 2), ("a,b\n1,2,3\n", 2), ("a\n\"b", 2), ("a\nb\"c\n", 2), ("\"a\nb\"c", 2),
      ("\"x\ny\",1\n2\n", 3),
    ] {
      XCTAssertThrowsError(try rows(text), text) {
        XCTAssertEqual(($0 as? CSVError)?.line, line, text)
      }
    }
    var reader = CSVReader(path: "t", bytes: [0x61, 0x0A, 0xFF])
    _ = try reader.next()
    XCTAssertThrowsError(try reader.next()) { XCTAssertEqual(($0 as? CSVError)?.line, 2) }
  }
}

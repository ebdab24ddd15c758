import Foundation
import Groundwork
import XCTest

final class CSVReaderTests: XCTestCase {
  private func rows(_ text: String) throws -> [[String]] {
    var reader = CSVReader(path: "t", bytes: Array(text.utf8))
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row.fields) }
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
    XCTAssertEqual(try rows("\u{FEFF}a,b\r\n\r\n \t\n1,\n"), [["a", "b"], ["1", ""]])
    XCTAssertEqual(try rows(""), [])
    XCTAssertEqual(try rows(" \n\n "), [])
    XCTAssertEqual(try rows("\"a\nb\",c"), [["a\nb", "c"]])
    XCTAssertEqual(try rows(" a , \" b \" ,5\" c\r,,"), [["a", " b ", "5\" c"], ["", "", ""]])
    for (text, message) in [
      ("a,b\n1\n", "t:2:2: 1 field where the header has 2"),
      (
        "a,b\n1,5,2,5\n",
        "t:2:3: 4 fields where the header has 2; commas are no decimal points: write 1.5"
      ),
      ("a,b\n1,2,3\n", "t:2:3: 3 fields where the header has 2"),
      (
        "a\n\"b",
        "t:2: a quotation mark is not closed; quote whole fields, and double a mark inside"
      ),
      (
        "\"a\nb\"c",
        "t:2:1: text after the quotation mark that closes a field; double a mark inside"
      ),
      ("\"x\ny\",1\n2\n", "t:3:2: 1 field where the header has 2"),
      ("a,b\n1,2,,x\n", "t:2:3: 4 fields where the header has 2"),
    ] {
      XCTAssertThrowsError(try rows(text), text) { XCTAssertEqual("\($0)", message) }
    }
    var reader = CSVReader(path: "t", bytes: [0x61, 0x0A, 0xFF])
    XCTAssertEqual(try reader.next()?.fields, ["a"])
    XCTAssertThrowsError(try reader.next()) {
      XCTAssertEqual("\($0)", "t:2:1: not UTF-8 text; save the table as UTF-8")
    }
  }

  func testRowsKnowWhereTheyStand() throws {
    let text = Array("\u{FEFF}a,b\r\n 1,\"2\n3\" \n\n4,5".utf8)
    var reader = CSVReader(path: "t", bytes: text)
    var seen: [String] = []
    while let row = try reader.next() {
      seen.append("\(row.line) " + String(decoding: text[row.bytes], as: UTF8.self))
    }
    XCTAssertEqual(seen, ["1 a,b", "2  1,\"2\n3\" ", "5 4,5"])
  }

  func testColumnsAreFoundByTheirNames() throws {
    let table = try CSVTable(path: "t", bytes: Array("a,flops\n1,x\n-2,3\n".utf8))
    XCTAssertEqual(try table.places(of: [["compute", "flops"], ["a"]]), [1, 0])
    XCTAssertThrowsError(try table.places(of: [["a"], ["b", "c"]])) {
      XCTAssertEqual("\($0)", "t:1:3: the header lacks the column b or c; it needs a, b or c")
    }
    XCTAssertEqual(try table.positiveNumber(table.rows[0], 0), 1)
    for (row, place, message) in [
      (0, 1, "t:2:2: flops is \"x\", not a number"), (1, 0, "t:3:1: a is -2; it must be positive"),
    ] {
      XCTAssertThrowsError(try table.positiveNumber(table.rows[row], place)) {
        XCTAssertEqual("\($0)", message)
      }
    }
    XCTAssertThrowsError(try CSVTable(path: "t", bytes: Array("a,a\n".utf8))) {
      XCTAssertEqual("\($0)", "t:1:2: the column a stands twice in the header")
    }
  }

  /// One table as several spreadsheets save it.
  func testTablesOfSpreadsheetsAreRead() throws {
    let mark = "\u{FEFF}"
    for (text, isVerbatim) in [
      ("a,b\n1,2\n3,4\n", true), ("a,b,,\n1,2,,\n3,4,,\n", false),
      (mark + "a,b,,\r\n,,,\r\n1,2,,\r\n,,,\r\n3,4,,\r\n,,,\r\n", false),
      (",,\r\na,b,\r\n1,2,\r\n3,4,\r\n", false), ("a,b\n1,2,\n3,4,,,\n", false),
      ("a;b\n1;2\n3;4\n", false), (mark + "a;b;;\r\n;;;\r\n1;2;;\r\n3;4;;\r\n", false),
      ("a\tb\n1\t2\n3\t4\n", false), ("a\tb\t\n\t\t\n1\t2\t\n3\t4\t\n", false),
      ("sep=;\r\na;b\r\n1;2\r\n3;4\r\n", false), ("sep=,\na,b\n1,2\n3,4\n", true),
      ("\"a\";\"b\"\n\"1\";\"2\"\n3;4\n", false), ("\n\n\"a\",b\n1,2\n\n3,4", true),
    ] {
      let table = try CSVTable(path: "t", bytes: Array(text.utf8))
      XCTAssertEqual(table.names, ["a", "b"], text.debugDescription)
      XCTAssertEqual(table.rows.map(\.fields), [["1", "2"], ["3", "4"]], text.debugDescription)
      XCTAssertEqual(table.isVerbatim, isVerbatim, text.debugDescription)
    }
    // A comma anywhere in the header decides; what is inside quotation marks is no separator.
    XCTAssertEqual(try CSVTable(path: "t", bytes: Array("a;x,b\n1,2\n".utf8)).names, ["a;x", "b"])
    let quoted = Array("\"a,x\";b\n1;2\n".utf8)
    XCTAssertEqual(try CSVTable(path: "t", bytes: quoted).names, ["a,x", "b"])
    // The nameless first column that data frames write is the user's own, and may be several.
    let framed = try CSVTable(path: "t", bytes: Array(",,a\n0,x,1\n1,y,2\n".utf8))
    XCTAssertEqual(framed.place(of: ["a"]), 2)
    for (text, message) in [
      ("a,b,,\n1,2,,x\n", "t:2:3: 4 fields where the header has 2"),
      ("a;b\n1;2;3\n", "t:2:3: 3 fields where the header has 2"),
      (",,\n", "t:1: empty; expected a header of column names"),
    ] {
      XCTAssertThrowsError(try CSVTable(path: "t", bytes: Array(text.utf8)), text) {
        XCTAssertEqual("\($0)", message)
      }
    }
  }

  func testNumbersOfOtherCountriesAreRefusedClearly() throws {
    for text in ["14,5077707", "1.000.000", "1 000", "1\u{A0}000", "1'000'000", "1.000,5"] {
      let table = try CSVTable(path: "t", bytes: Array("loss;b\n\(text);2\n".utf8))
      XCTAssertThrowsError(try table.positiveNumber(table.rows[0], 0), text) {
        XCTAssertEqual(
          "\($0)",
          "t:2:1: loss is \"\(text)\", not a number: write decimals with a point, and nothing between "
            + "thousands")
      }
    }
  }

  func testWhatIsWrittenStaysOnItsLineAndIsReadBack() throws {
    let fields = ["plain", " a, \"b\" ", "", "two\nlines"]
    XCTAssertEqual(
      try rows(CSVWriter.line(fields)), [["plain", " a, \"b\" ", "", "two lines"]])
  }
}

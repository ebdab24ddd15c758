import Foundation
import XCTest

/// The glossary and the page of names speak of what is there.
final class NamesPageTests: XCTestCase {
  /// The library's Swift files.
  private func sources() throws -> [String] {
    let folder = MarkdownPage.root + "/Sources"
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".swift") && !$0.hasPrefix("workbook/") }
      .map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
  }

  /// Whether a name, `Tape` or `Tape.backward`, is declared in one of some files.
  private func isDeclared(_ name: String, in files: [String]) throws -> Bool {
    let parts = name.split(separator: ".")
    let type = try Regex(#"\b(?:struct|class|enum|protocol|actor|typealias) \#(parts[0])\b"#)
    guard parts.count > 1 else { return files.contains { $0.contains(type) } }
    let opened = try Regex(#"\b(?:struct|class|enum|protocol|extension) \#(parts[0])\b"#)
    let member = try Regex(#"\b(?:func|var|let|case) \#(parts[1])\b"#)
    return files.contains { $0.contains(opened) && $0.contains(member) }
  }

  func testEveryNameIsDeclared() throws {
    let files = try sources()
    let rows = try MarkdownPage("Chapters/NAMES.md").rows
    XCTAssertGreaterThan(rows.count, 50)
    for row in rows {
      let names = row[1].matches(of: #/`([^`]+)`/#).map { String($0.output.1) }
      XCTAssertFalse(names.isEmpty, row[0])
      for name in names {
        XCTAssertTrue(try isDeclared(name, in: files), "\(row[0]): nothing is called \(name)")
      }
    }
    XCTAssertFalse(try isDeclared("Tape.forwards", in: files))
    XCTAssertFalse(try isDeclared("Tensor3", in: files))
  }

  /// Alphabetical; each term with its Chinese name, a chapter, and a file that declares what the link says
  /// or is called so.
  func testTheGlossaryIsWhole() throws {
    let rows = try MarkdownPage("Chapters/GLOSSARY.md").rows
    XCTAssertGreaterThan(rows.count, 80)
    let terms = rows.map { $0[0].replacingOccurrences(of: "*", with: "").lowercased() }
    XCTAssertEqual(terms, terms.sorted())
    XCTAssertEqual(Set(terms).count, terms.count)
    for row in rows {
      XCTAssertEqual(row.count, 5, row[0])
      XCTAssertFalse(row[1].isEmpty || row[2].isEmpty, row[0])
      XCTAssertTrue(row[2].hasSuffix("."), row[0])
      XCTAssertNotNil(row[3].firstMatch(of: #/\]\(\d\d-\w+/README\.md/#), row[0])
      let link = try XCTUnwrap(
        row[4].wholeMatch(of: #/\[`(\w+)`\]\(\.\.\/(Sources\/[\w\/+]+\.swift)\)/#), row[0])
      let (_, name, path) = link.output
      let text = try String(contentsOfFile: "\(MarkdownPage.root)/\(path)", encoding: .utf8)
      XCTAssertTrue(
        path.hasSuffix("/\(name).swift") || (try isDeclared(String(name), in: [text])), row[0])
    }
    let chinese = rows.count { row in
      row[1].unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }
    XCTAssertGreaterThan(chinese, rows.count - 3, "all but names that stay as they are")
  }
}

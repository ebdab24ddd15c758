import Foundation
import XCTest

/// The glossary and the page of names speak of what is there.
final class NamesPageTests: XCTestCase {
  /// What a Swift file declares, by the words behind the keywords.
  private struct Declarations {
    private(set) var types: Set<String> = []
    /// The types that it declares or extends.
    private(set) var opened: Set<String> = []
    private(set) var members: Set<String> = []

    private static let typeWords: Set<String> = [
      "struct", "class", "enum", "protocol", "actor", "typealias",
    ]
    private static let memberWords: Set<String> = ["func", "var", "let", "case"]

    init(_ text: String) {
      let isWord = { (byte: UInt8) in
        byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte)
      }
      let words = text.utf8.split { !isWord($0) }.map { String(Substring($0)) }
      for (word, next) in zip(words, words.dropFirst()) {
        if Self.typeWords.contains(word) { types.insert(next) }
        if Self.typeWords.contains(word) || word == "extension" { opened.insert(next) }
        if Self.memberWords.contains(word) { members.insert(next) }
      }
    }
  }

  /// The library's files.
  private func library() throws -> [Declarations] {
    let folder = MarkdownPage.root + "/Sources"
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".swift") && !$0.hasPrefix("workbook/") }
      .map { Declarations(try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)) }
  }

  /// Whether a name, `Tape` or `Tape.backward`, is declared in one of some files.
  private func isDeclared(_ name: String, in files: [Declarations]) -> Bool {
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count > 1 else { return files.contains { $0.types.contains(name) } }
    return files.contains { $0.opened.contains(parts[0]) && $0.members.contains(parts[1]) }
  }

  func testEveryNameIsDeclared() throws {
    let files = try library()
    let rows = try MarkdownPage("Chapters/NAMES.md").rows
    XCTAssertGreaterThan(rows.count, 50)
    for row in rows {
      let names = row[1].matches(of: #/`([^`]+)`/#).map { String($0.output.1) }
      XCTAssertFalse(names.isEmpty, row[0])
      for name in names {
        XCTAssertTrue(isDeclared(name, in: files), "\(row[0]): nothing is called \(name)")
      }
    }
    XCTAssertFalse(isDeclared("Tape.forwards", in: files))
    XCTAssertFalse(isDeclared("Tensor3", in: files))
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
      XCTAssertNotNil(row[3].firstMatch(of: #/\]\(\d\d-\w+/(?:README|PART-\d+)\.md/#), row[0])
      let link = try XCTUnwrap(
        row[4].wholeMatch(
          of: #/\[`([\w+]+)`\]\(((?:\.\./Sources|\d\d-\w+)/[\w/+]+\.swift)\)/#), row[0])
      let (_, name, target) = link.output
      let path = target.hasPrefix("../") ? String(target.dropFirst(3)) : "Chapters/\(target)"
      let text = try String(contentsOfFile: "\(MarkdownPage.root)/\(path)", encoding: .utf8)
      let isNamedSo = path.hasSuffix("/\(name).swift")
      XCTAssertTrue(isNamedSo || isDeclared(String(name), in: [Declarations(text)]), row[0])
    }
    let chinese = rows.count { row in
      row[1].unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }
    XCTAssertGreaterThan(chinese, rows.count - 3, "all but names that stay as they are")
  }
}

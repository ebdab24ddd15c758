import Foundation
import Notebook
import XCTest

/// What the chapters cite stands in the list of references.
final class CitationTests: XCTestCase {
  /// Words that stand before a year and are nobody's name.
  private static let noNames: Set<String> = [
    "In", "Since", "Until", "By", "After", "Before", "Of", "From", "To", "And", "Early", "Late",
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep",
    "Oct", "Nov", "Dec",
  ]

  /// An author, the last one named, and the year of a work.
  private struct Citation: Hashable, Comparable, CustomStringConvertible {
    let name: String
    let year: String

    var description: String { "\(name) \(year)" }
    static func < (a: Citation, b: Citation) -> Bool { a.description < b.description }
  }

  /// The works that a text cites: "Hoffmann et al. (2022)", "Hendrycks and Gimpel 2016".
  private static func citations(in text: String) -> Set<Citation> {
    let pattern = #/\b(\p{Lu}[\p{L}’'-]+)(?: et al\.)?,? \(?((?:19|20)\d\d)\b(?!\.\d)/#
    return Set(
      text.matches(of: pattern).compactMap { match in
        let (_, name, year) = match.output
        return noNames.contains(String(name))
          ? nil : Citation(name: String(name), year: String(year))
      })
  }

  /// The arXiv numbers in a text: year and month, then four or five digits.
  private static func numbers(in text: String) -> Set<String> {
    let pattern = #/\b(?:0[7-9]|[12]\d)(?:0[1-9]|1[0-2])\.\d{4,5}\b/#
    return Set(text.matches(of: pattern).map { String($0.output) })
  }

  /// A chapter's text, its lines of prose and its broken strings joined.
  private static func text(of folder: String) throws -> String {
    let path = "\(MarkdownPage.root)/Chapters/\(folder)"
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      .filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOfFile: "\(path)/\($0)", encoding: .utf8) }
      .joined(separator: "\n")
      .replacing(#/\n *\/\/[:\/]? ?/#, with: " ")
      .replacing(#/"\n *\+ "/#, with: "")
  }

  func testEveryCitationIsListed() throws {
    let rows = try MarkdownPage("Chapters/REFERENCES.md").rows
    XCTAssertGreaterThan(rows.count, 50)
    XCTAssertEqual(Set(rows).count, rows.count, "a row stands twice")
    for row in rows {
      XCTAssertNotNil(row[0].firstMatch(of: #/(?:19|20)\d\d$/#), "\(row[0]) ends with no year")
      XCTAssertLessThanOrEqual(Self.citations(in: row[0]).count, 1, row[0])
    }
    // Any of a row's authors may stand for all of them.
    func isListed(_ work: Citation) -> Bool {
      rows.contains { row in
        row[0].hasSuffix(work.year)
          && row[0].split { !$0.isLetter && $0 != "-" }.contains { $0 == work.name }
      }
    }
    let numbers = Set(rows.flatMap { Self.numbers(in: $0[1]) })
    var cited: Set<Citation> = []
    for folder in Weaver(root: MarkdownPage.root).chapters() {
      let text = try Self.text(of: folder)
      let here = Self.citations(in: text)
      cited.formUnion(here)
      XCTAssertEqual(
        here.filter { !isListed($0) }.sorted(), [], "\(folder) cites what is not listed")
      XCTAssertEqual(
        Self.numbers(in: text).subtracting(numbers).sorted(), [],
        "\(folder) names numbers that are not listed")
    }
    XCTAssertGreaterThan(cited.count, 40, "citations are found")
  }

  func testCitationsAreRecognized() {
    let text =
      "As Wu et al. (2023) say (Press, Smith and Lewis 2022; Ben Allal et al. 2025), in May 2023 and "
      + "In 2022 (SwiGLU 2002.05202), 7,510 wide: 2303.17564, not 0.12345 or 9999.12345."
    XCTAssertEqual(
      Self.citations(in: text).sorted().map(\.description),
      ["Allal 2025", "Lewis 2022", "Wu 2023"])
    XCTAssertEqual(Self.numbers(in: text), ["2002.05202", "2303.17564"])
  }
}

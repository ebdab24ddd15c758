import Foundation
import Notebook
import TestSupport
import XCTest

/// The book as pandoc renders it; skipped where there is no pandoc.
final class PandocTests: XCTestCase {
  // Before each test: a skip that is thrown inside an assertion fails it.
  override func setUpWithError() throws {
    guard (try? Pandoc()) != nil else { throw XCTSkip("no pandoc; ./workbook book installs it") }
  }

  private func element(_ name: String, in markdown: String) throws -> Markup.Element? {
    let html = try Pandoc().html(of: [markdown])
    return try MarkupParser.parse(html[0]).elements.first { $0.name == name }
  }

  func testMarkdownIsThatOfCodeHosts() throws {
    XCTAssertEqual(try element("math", in: "The $e^{s_i}$ of it.")?["display"], "inline")
    XCTAssertEqual(try element("math", in: "$$\n\\frac{1}{2}\n$$")?["display"], "block")
    XCTAssertNil(try element("math", in: "From $5 to $6."))
    XCTAssertEqual(try element("pre", in: "```swift\nlet a = 1\n```")?["class"], "swift")
    XCTAssertNotNil(try element("td", in: "| a | b |\n|:--|--:|\n| 1 | 2 |")?["style"])
    XCTAssertNotNil(try element("strong", in: "<details>\n\n**b**\n\n</details>"))
    XCTAssertNil(try element("h1", in: "# Title")?["id"], "the book gives ids itself")
    XCTAssertNotNil(try element("hr", in: "---\nnot: metadata\n---"))
  }

  func testManyPagesKeepTheirOrder() throws {
    let pages = try Pandoc().html(of: (0..<9).map { "page \($0)" })
    XCTAssertEqual(pages, (0..<9).map { "<p>page \($0)</p>\n" })
  }

  func testAFormulaThatCannotBeReadEndsTheBook() throws {
    assertThrows(
      try Pandoc().html(of: ["fine", "$\\foo{x}$"]), BookError.self, "pandoc failed", "\\foo")
  }

  /// Every page of this workbook, in every form.
  func testThisWorkbookIsWhole() throws {
    let book = try Book.read(root: BookFixtures.root, renderer: try Pandoc())
    XCTAssertEqual(BookCheck(files: try BookSite(book).files()).problems, [])
    XCTAssertEqual(BookCheck(files: try EPUBBook(book).files()).problems, [])
    XCTAssertEqual(BookCheck(files: try BookPrint(book).files()).problems, [])
    var shown = 0
    for page in book.chapters {
      let elements = page.body.elements
      let text = try String(contentsOfFile: "\(book.root)/\(page.source)", encoding: .utf8)
      let formulas = Self.formulas(in: text)
      XCTAssertEqual(elements.count { $0.name == "math" }, formulas, page.name)
      shown += formulas
      XCTAssertEqual(
        elements.count { $0.has(class: "output") }, text.ranges(of: "<!-- output -->").count,
        page.name)
      XCTAssertEqual(
        elements.count { $0.name == "pre" && $0.has(class: "swift") },
        text.ranges(of: "\n```swift\n").count, page.name)
      // No formula is left as it was typed, outside of code.
      let prose = elements.filter { $0.name == "p" }.flatMap(\.children).filter {
        if case .text = $0 { true } else { false }
      }
      XCTAssertFalse(prose.plainText.contains("\\frac"), page.name)
      XCTAssertFalse(prose.plainText.contains("\\sqrt"), page.name)
    }
    XCTAssertGreaterThan(shown, 100, "a book about this has formulas")
  }

  /// The formulas of a page, counted in its Markdown: what stands between dollars, outside of code. None
  /// begins with a closing parenthesis, as what lies between two columns of dollars, "($)", would.
  private static func formulas(in page: String) -> Int {
    let prose = page.replacing(#/(?ms)^```.*?^```$/#, with: "").replacing(#/`[^`]*`/#, with: "")
    let displayed = prose.matches(of: #/(?s)\$\$.+?\$\$/#).count
    let rest = prose.replacing(#/(?s)\$\$.+?\$\$/#, with: "")
    return displayed + rest.matches(of: #/\$[^\s)$](?:[^$]*?\S)?\$(?!\d)/#).count
  }
}

import Foundation
import Groundwork
import Notebook
import TestSupport
import XCTest

/// Chapters as Jupyter notebooks.
final class JupyterBookTests: XCTestCase {
  private func cells(_ bytes: [UInt8]?) throws -> [JSONObject] {
    let top = try StrictJSON.parse(try XCTUnwrap(bytes)).object
    return try XCTUnwrap(top?["cells"]?.array).compactMap(\.object)
  }

  private func text(_ value: JSONValue?) -> String {
    value?.text ?? value?.array?.compactMap(\.text).joined() ?? ""
  }

  private func toy(_ page: String? = nil) throws -> [JSONObject] {
    let house = try BookHouse()
    if let page { try house.write(page, to: "Chapters/01-Toy/README.md") }
    try house.write("# The toy\n", to: "README.md")
    let book = JupyterBook(try house.read([BookHouse.exercise]))
    let files = try withExtendedLifetime(house) { try book.files() }
    XCTAssertEqual(
      files.map(\.path), ["index", "01-toy", "02-more-toys", "glossary"].map { $0 + ".ipynb" })
    for (path, bytes) in files {
      XCTAssertEqual(NotebookSchema.problems(of: bytes), [], path)
    }
    return try cells(files.first { $0.path == "01-toy.ipynb" }?.bytes)
  }

  func testProseCodeAndOutputsBecomeCells() throws {
    let cells = try toy()
    XCTAssertEqual(
      cells.map { text($0["cell_type"]) },
      ["markdown", "markdown", "code", "markdown", "code", "markdown"])
    XCTAssertEqual(text(cells[2]["source"]), "let a = \"x < y\"  // two\nnotebook.show(a)")
    XCTAssertEqual(cells[2]["execution_count"]?.integer, 1)
    XCTAssertEqual(cells[4]["execution_count"]?.integer, 2)
    let shown = try XCTUnwrap(cells[2]["outputs"]?.array).compactMap { $0.object }
    XCTAssertEqual(shown.count, 1)
    XCTAssertEqual(text(shown[0]["output_type"]), "display_data")
    let markdown = text(shown[0]["data"]?.object?["text/markdown"])
    XCTAssertTrue(markdown.hasPrefix("| word | n |\n"), markdown)
    XCTAssertTrue(markdown.hasSuffix("> ✓ it holds: **1.0**"), markdown)
    let chart = try XCTUnwrap(cells[4]["outputs"]?.array?.first?.object?["data"]?.object)
    XCTAssertTrue(text(chart["image/svg+xml"]).contains("<svg xmlns"), "the chart is inside")
    XCTAssertEqual(text(chart["text/plain"]), "A line that rises")
    XCTAssertTrue(text(cells[5]["source"]).contains("### 1.2 Less < more"))
    XCTAssertFalse(cells.contains { text($0["source"]).contains("All chapters") })
  }

  func testPredictionsAndFoldsAreHidden() throws {
    func hidden(_ cell: JSONObject, _ name: String) -> Bool? {
      cell["metadata"]?.object?["jupyter"]?.object?[name + "_hidden"]?.bool
    }
    let cells = try toy()
    XCTAssertEqual(hidden(cells[2], "outputs"), true)
    XCTAssertNil(hidden(cells[4], "outputs"))
    let folded = try toy(
      """
      # 1

      <details>
      <summary>How this is drawn</summary>

      ```swift
      draw()
      ```

      </details>

      <!-- output -->

      <details><summary>Look</summary>

      x

      </details>

      <!-- end of output -->
      """)
    XCTAssertEqual(folded.map { text($0["cell_type"]) }, ["markdown", "code", "markdown"])
    XCTAssertEqual(hidden(folded[1], "source"), true)
    XCTAssertEqual(hidden(folded[1], "outputs"), true)
    let shown = folded[1]["outputs"]?.array?.first?.object?["data"]?.object
    XCTAssertEqual(text(shown?["text/markdown"]), "x")
  }

  func testLinksLeadToNotebooksAndPicturesAreInside() throws {
    let cells = try toy(
      """
      # 1

      [Two](../02-MoreToys/README.md#first), [here](#there), [file](../../Package.swift), `[a](b)`,
      [web](https://example.org), ![A line](../../Plots/01-line.svg).

      ## There

          [no](link)

      ```text
      [no](link)
      ```
      """)
    let prose = cells.map { text($0["source"]) }.joined(separator: "\n")
    for words in [
      "[Two](02-more-toys.ipynb#first)", "[here](#there)", ", file, `[a](b)`",
      "[web](https://example.org)", "![A line](attachment:Plots-01-line.svg)",
      "<a id=\"there\"></a>\n\n## There", "```text\n[no](link)",
    ] {
      XCTAssertTrue(prose.contains(words), "\(words) is not in \(prose)")
    }
    let attachment = cells[0]["attachments"]?.object?["Plots-01-line.svg"]?.object
    let data = Data(base64Encoded: text(attachment?["image/svg+xml"]))
    XCTAssertTrue(String(decoding: data ?? Data(), as: UTF8.self).contains("<svg"))
  }

  /// Every notebook of this workbook: valid, and no code and no output is lost.
  func testThisWorkbooksNotebooksAreValid() throws {
    let book = try Book.read(root: BookFixtures.root, renderer: PlainRenderer())
    let files = try JupyterBook(book).files()
    XCTAssertEqual(files.count, book.pages.count)
    for (page, file) in zip(book.pages, files) {
      XCTAssertEqual(NotebookSchema.problems(of: file.bytes), [], file.path)
      guard case .chapter = page.kind else { continue }
      let source = try String(contentsOfFile: "\(book.root)/\(page.source)", encoding: .utf8)
      let cells = try cells(file.bytes)
      let code = cells.filter { text($0["cell_type"]) == "code" }
      XCTAssertEqual(code.count, source.ranges(of: "\n```swift\n").count, file.path)
      for cell in code { XCTAssertTrue(source.contains(text(cell["source"])), file.path) }
      let charts = code.flatMap { $0["outputs"]?.array ?? [] }.count {
        $0.object?["data"]?.object?["image/svg+xml"] != nil
      }
      XCTAssertEqual(charts, source.ranges(of: "\n![").count, file.path)
    }
  }

  /// A check of the check: each breaks one thing of a valid notebook.
  func testTheSchemaFindsWhatIsBroken() throws {
    let house = try BookHouse()
    let book = JupyterBook(try house.read())
    let files = try withExtendedLifetime(house) { try book.files() }
    let valid = String(decoding: files[1].bytes, as: UTF8.self)
    for (from, to, says) in [
      ("\"nbformat\": 4", "\"nbformat\": 3", "nbformat: is not 4"),
      ("\"nbformat_minor\": 5", "\"nbformat_minor\": 4", "is below 5"),
      ("\"name\": \"swift\"", "\"nam\": \"swift\"", "lacks name"),
      ("\"display_name\": \"Swift\"", "\"display_name\": 1", "is no string"),
      ("\"cell_type\": \"code\"", "\"cell_type\": \"cod\"", "of no kind"),
      ("\"id\": \"01-toy-0\"", "\"id\": \"01 toy\"", "the id is \"01 toy\""),
      ("\"id\": \"01-toy-0\"", "\"id\": \"01-toy-1\"", "given twice"),
      ("\"id\": \"01-toy-0\"", "\"ids\": \"x\"", "lacks id"),
      ("\"execution_count\": 1", "\"execution_count\": \"1\"", "no count"),
      ("\"output_type\": \"display_data\"", "\"output_type\": \"shown\"", "of no kind"),
      ("\"outputs_hidden\": true", "\"outputs_hidden\": 1", "neither true nor false"),
      ("\"text/markdown\": [", "\"text/markdown\": [1, ", "neither a string nor a list"),
      ("\"text/markdown\": [", "\"markdown\": [", "no kind of data"),
      ("\"source\": [", "\"source\": [2, ", "neither a string nor a list"),
      ("\"nbformat\": 4", "\"nbformat\": 4, \"more\": 1", "has more"), ("{", "[", "byte"),
    ] {
      let place = try XCTUnwrap(valid.range(of: from), from)
      let broken = valid.replacingCharacters(in: place, with: to)
      let problems = NotebookSchema.problems(of: Array(broken.utf8))
      XCTAssertTrue(problems.contains { $0.contains(says) }, "\(from) → \(to): \(problems)")
    }
  }
}

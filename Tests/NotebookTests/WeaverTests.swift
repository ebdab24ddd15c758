import Foundation
import Notebook
import XCTest

/// From source and outputs to a page, and what counts as drift.
final class WeaverTests: XCTestCase {
  private let source = """
    import WorkbookCore

    Notebook.chapter("01-Toy") { notebook in
      //: # 1. Toy
      //:
      //: Why first.
      let a = 1
      if a > 0 {
        notebook.show("one")
      }

      //: ## Then
      //: more.
      notebook.claim("two", true)
    }

    """
  private var root = ""

  override func setUpWithError() throws {
    root = NSTemporaryDirectory() + "weaver-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root + "/Chapters/01-Toy", withIntermediateDirectories: true)
    try write(source, to: "Chapters/01-Toy/main.swift")
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: root) }

  private func write(_ text: String, to path: String) throws {
    let file = URL(fileURLWithPath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Stores what the toy chapter would have shown in a lesson run.
  private func storeOutputs() throws {
    let path = RunDirectory.published(root: root).outputs(ofChapter: "01-Toy")
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let json = """
      {"chapter": "01-Toy", "outputs": [
        {"line": 9, "markdown": "```text\\none\\n```"}, {"line": 14, "markdown": "> ✓ two"},
        {"line": 14, "markdown": "> ✓ three"}]}
      """
    try Data(json.utf8).write(to: URL(fileURLWithPath: path))
  }

  func testSourceIsCutIntoProseAndCode() throws {
    let files = try ChapterSource(main: source, folder: "01-Toy").files
    XCTAssertEqual(files.map(\.name), ["main.swift"])
    XCTAssertEqual(
      files[0].cells,
      [
        .prose("# 1. Toy\n\nWhy first.", lines: 4...6),
        .code("let a = 1\nif a > 0 {\n  notebook.show(\"one\")\n}", lines: 7...10),
        .prose("## Then\nmore.", lines: 12...13),
        .code("notebook.claim(\"two\", true)", lines: 14...14),
      ])
  }

  func testWhatIsFoldedAndWhatIsToBePredicted() throws {
    let text = """
      Notebook.chapter("01-Toy") { notebook in
        //: # 1. Toy
        //: **Predict.** How many?
        let a = 1
        //: Nothing came out yet.
        //:fold How it is shown
        notebook.show("one")
        //: More.
        notebook.show("two")
        //: **Predict.** And now?
        //:
        //: ## A new section asks nothing
        notebook.show("three")
      }
      """
    let source = try ChapterSource(main: text, folder: "01-Toy")
    XCTAssertEqual(
      source.files[0].cells[3],
      .code("notebook.show(\"one\")", lines: 7...7, fold: "How it is shown"))
    XCTAssertEqual(
      source.files[0].cells[2], .prose("Nothing came out yet.", lines: 5...5))
    let stored = [(7, "one"), (9, "two"), (13, "three")].map {
      "{\"line\": \($0), \"markdown\": \"\($1) out\"}"
    }
    let outputsOfRun = stored.joined(separator: ",")
    try write("{\"chapter\": \"01-Toy\", \"outputs\": [\(outputsOfRun)]}", to: "outputs.json")
    let outputs = try ChapterOutputs.read(root + "/outputs.json")
    let pages = try Weaver(root: root).pages(of: source, chapter: "01-Toy", outputs: outputs)
    XCTAssertEqual(pages.map(\.name), ["README.md"])
    let page = pages[0].text
    XCTAssertTrue(
      page.contains(
        "<details>\n<summary>How it is shown</summary>\n\n```swift\nnotebook.show(\"one\")\n```\n\n</details>"
      ), page)
    XCTAssertTrue(
      page.contains("open what came out.</summary>\n\none out\n\n</details>"), page)
    for shown in ["two", "three"] {
      XCTAssertTrue(page.contains("<!-- output -->\n\n\(shown) out\n"), page)
    }
    XCTAssertFalse(page.contains("//:"), page)
  }

  func testASourceWithoutItsFrameIsRefused() {
    for text in ["let a = 1\n", "Notebook.chapter(\"x\") { notebook in\n", "", "}"] {
      XCTAssertThrowsError(try ChapterSource(main: text, folder: "p")) {
        XCTAssertTrue("\($0)".hasPrefix("p/main.swift:"), "\($0)")
      }
    }
  }

  func testEveryOutputStandsUnderTheCodeThatMadeIt() throws {
    try storeOutputs()
    XCTAssertEqual(try Weaver(root: root).weave(), [root + "/Chapters/01-Toy/README.md"])
    let page = try String(contentsOfFile: root + "/Chapters/01-Toy/README.md", encoding: .utf8)
    let places = ["Why first.", "let a = 1", "\none\n", "## Then", "> ✓ two\n>\n> ✓ three"].map {
      page.range(of: $0)?.lowerBound
    }
    XCTAssertFalse(places.contains(nil), page)
    XCTAssertEqual(places.compactMap { $0 }, places.compactMap { $0 }.sorted())
    XCTAssertFalse(page.contains("Notebook.chapter"))
    XCTAssertEqual(try Weaver(root: root).drift(), [])
    XCTAssertEqual(try Weaver(root: root).weave(), [], "nothing has changed since")
  }

  func testWeavingWithoutResultsWritesNothing() {
    XCTAssertThrowsError(try Weaver(root: root).weave()) {
      XCTAssertEqual($0 as? NotebookError, .noResults(tier: "lesson"))
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: root + "/Chapters/01-Toy/README.md"))
  }

  func testDriftOfProseAndOfCodeIsFoundAndThatOfOutputsIsNot() throws {
    try storeOutputs()
    _ = try Weaver(root: root).weave()
    let page = root + "/Chapters/01-Toy/README.md"
    let woven = try String(contentsOfFile: page, encoding: .utf8)
    try write(
      woven.replacingOccurrences(of: "\none\n", with: "\n1\n"), to: "Chapters/01-Toy/README.md")
    XCTAssertEqual(try Weaver(root: root).drift(), [])
    for (old, new) in [("Why first.", "Why last."), ("let a = 1", "let a = 2")] {
      try write(source.replacingOccurrences(of: old, with: new), to: "Chapters/01-Toy/main.swift")
      let drift = try Weaver(root: root).drift()
      XCTAssertEqual(drift.count, 1, "\(drift)")
      XCTAssertTrue(drift[0].contains("differs from main.swift"))
    }
  }

  func testAMissingPageAndAMissingChartAreDrift() throws {
    XCTAssertTrue(try Weaver(root: root).drift()[0].contains("missing"))
    try storeOutputs()
    let path = RunDirectory.published(root: root).outputs(ofChapter: "01-Toy")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try Data(
      text.replacingOccurrences(of: "> ✓ two", with: "![A](../../Plots/01-a.svg)").utf8
    ).write(to: URL(fileURLWithPath: path))
    _ = try Weaver(root: root).weave()
    XCTAssertTrue(try Weaver(root: root).drift()[0].contains("Plots/01-a.svg is missing"))
    try write("<svg/>", to: "Plots/01-a.svg")
    XCTAssertEqual(try Weaver(root: root).drift(), [])
  }

  func testDamagedOutputsAreNamed() throws {
    let path = RunDirectory.published(root: root).outputs(ofChapter: "01-Toy")
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data("{".utf8).write(to: URL(fileURLWithPath: path))
    XCTAssertThrowsError(try Weaver(root: root).weave()) {
      XCTAssertEqual($0 as? NotebookError, .damaged(path: path))
    }
  }
}

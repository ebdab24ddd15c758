import Foundation
import Notebook
import XCTest

/// Chapters of sections: which lines of which file are on the page, and in which order.
final class SectionsTests: XCTestCase {
  private let main = """
    import WorkbookCore

    Notebook.chapter("01-Toy") { notebook in
      let one = count(notebook)
      double(
        notebook, one)
    }

    """
  private let first = """
    import WorkbookCore

    /// Not on the page.
    struct One { var value: Int }

    func count(_ notebook: Notebook) -> One {
      let hidden = 0

      //: # 1. Toy
      let a = 1 + hidden
      notebook.show("one")

      return One(
        value: a)
    }

    func helper() -> Int { 7 }

    """
  private let second = """
    import WorkbookCore

    //: ## Twice
    //:
    //: Above the section stands what others use, too.
    func twice(_ a: Int) -> Int { a * 2 }

    /// Not on the page.
    func double(
      _ notebook: Notebook, _ one: One
    ) {
      let b = twice(one.value)
      notebook.show("two")
      if b < 0 {
        return
      }

      //: Done.
      notebook.claim("two", b == 2)
    }

    """
  private var root = ""
  private var folder: String { root + "/Chapters/01-Toy" }

  override func setUpWithError() throws {
    root = NSTemporaryDirectory() + "sections-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(main, to: "main.swift")
    try write(first, to: "1-Count.swift")
    try write(second, to: "2-Twice.swift")
    try write("func support() {}\n", to: "Support.swift")
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: root) }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  func testThePageIsTheProseAndCodeOfTheSectionsInOrder() throws {
    let files = try ChapterSource.read(folder).files
    XCTAssertEqual(files.map(\.name), ["1-Count.swift", "2-Twice.swift"])
    XCTAssertEqual(
      files[0].cells,
      [
        .prose("# 1. Toy", lines: 9...9),
        .code("let a = 1 + hidden\nnotebook.show(\"one\")", lines: 10...11),
      ])
    XCTAssertEqual(
      files[1].cells,
      [
        .prose(
          "## Twice\n\nAbove the section stands what others use, too.", lines: 3...5),
        .code(
          """
          func twice(_ a: Int) -> Int { a * 2 }
          let b = twice(one.value)
          notebook.show("two")
          if b < 0 {
            return
          }
          """, lines: 6...16),
        .prose("Done.", lines: 18...18),
        .code("notebook.claim(\"two\", b == 2)", lines: 19...19),
      ])
  }

  func testNumbersOfFilesOrderThem() throws {
    for (name, function) in [("2b-Between", "between"), ("10-Last", "last")] {
      try write(
        "//: \(function)\nfunc \(function)(_ notebook: Notebook) {\n}\n", to: name + ".swift")
    }
    let calls = "  between(notebook)\n  last(notebook)\n}\n"
    try write(main.replacing("}\n", with: calls), to: "main.swift")
    XCTAssertEqual(
      try ChapterSource.read(folder).files.map(\.name),
      ["1-Count.swift", "2-Twice.swift", "2b-Between.swift", "10-Last.swift"])
  }

  func testWhatIsNoChapterOfSectionsIsRefused() throws {
    func assertRefused(_ file: String, _ words: String, line: UInt = #line) {
      XCTAssertThrowsError(try ChapterSource.read(folder), line: line) {
        XCTAssertTrue("\($0)".hasPrefix("\(folder)/\(file):"), "\($0)", line: line)
        XCTAssertTrue("\($0)".contains(words), "\($0)", line: line)
      }
    }
    try write("//: ## Three\nlet a = 1\n", to: "3-Three.swift")
    assertRefused("3-Three.swift", "func name(_ notebook: Notebook)")
    try write("func three(_ notebook: Notebook) {\n  //: ## Three\n", to: "3-Three.swift")
    assertRefused("3-Three.swift", "ends three")
    try write("func three(_ notebook: Notebook) {\n  //: ## Three\n}\n", to: "3-Three.swift")
    assertRefused("main.swift", "a call of three")
    try write(main.replacing("  let one", with: "  three(notebook)\n  let one"), to: "main.swift")
    assertRefused("main.swift", "a call of three")
    try write(main.replacing("  let one", with: "  //: Prose.\n  let one"), to: "main.swift")
    assertRefused("main.swift:4", "prose")
  }

  func testOutputsStandUnderTheCodeOfTheirOwnFile() throws {
    // Both files show something in the same line, and what a helper shows comes last.
    let outputs = """
      {"chapter": "01-Toy", "outputs": [
        {"file": "Support.swift", "line": 1, "markdown": "of a helper"},
        {"file": "1-Count.swift", "line": 11, "markdown": "of the first"},
        {"file": "2-Twice.swift", "line": 11, "markdown": "of the second"},
        {"file": "2-Twice.swift", "line": 19, "markdown": "> ✓ two"}]}
      """
    let stored = RunDirectory.published(root: root).outputs(ofChapter: "01-Toy")
    try FileManager.default.createDirectory(
      atPath: (stored as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(outputs.utf8).write(to: URL(fileURLWithPath: stored))
    XCTAssertEqual(try Weaver(root: root).weave(), [folder + "/README.md"])
    let page = try String(contentsOfFile: folder + "/README.md", encoding: .utf8)
    let places = [
      "show(\"one\")", "of the first", "## Twice", "show(\"two\")", "of the second", "Done.",
      "of a helper", "✓ two",
    ].map { page.range(of: $0)?.lowerBound }
    XCTAssertFalse(places.contains(nil), page)
    XCTAssertEqual(places.compactMap { $0 }, places.compactMap { $0 }.sorted(), page)
    XCTAssertEqual(try Weaver(root: root).drift(), [])
    try write(second.replacing("Done.", with: "Over."), to: "2-Twice.swift")
    let drift = try Weaver(root: root).drift()
    XCTAssertEqual(drift.count, 1, "\(drift)")
    XCTAssertTrue(drift[0].contains("differs from its sections"), "\(drift)")
  }

  func testACallIsStoredWithItsFile() throws {
    let root = root
    try MainActor.assumeIsolated {
      var options = ChapterOptions()
      options.tier = .smoke
      let notebook = try Notebook(
        chapter: "01-Toy", options: options, root: root, isSilent: true)
      notebook.show("here")
      notebook.show("there", file: "chapter_01_toy/2-Twice.swift", line: 11)
      try notebook.finish()
      let stored = try ChapterOutputs.read(notebook.runDirectory.outputs(ofChapter: "01-Toy"))
      XCTAssertEqual(stored.outputs.map(\.file), ["SectionsTests.swift", "2-Twice.swift"])
      XCTAssertEqual(stored.outputs[1].line, 11)
    }
  }
}

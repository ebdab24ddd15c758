import Foundation
import Notebook
import XCTest

/// A chapter whose page is cut into parts: pages, ways between them, and links that follow a section.
final class ChapterPartsTests: XCTestCase {
  private var root = ""
  private var chapters: String { root + "/Chapters" }

  private let first = """
    //: # 1. Toy: a word
    //:
    //: See [later](#what-is-left), [here](#one) and `[no](#what-is-left)`.
    //:
    //: ## One
    func one(_ notebook: Notebook) {
      notebook.show("one")
    }

    """
  private let second = """
    //:part The rest

    import WorkbookCore

    func rest(_ notebook: Notebook) {
      //: ## What is `left`
      //:
      //: See [before](#one) and [itself](README.md#what-is-left).
      notebook.show("rest")
    }

    """
  private let third = """
    func last(_ notebook: Notebook) {
      //: ## One
      //:
      //: The name stands on both pages; [mine](#one).
      notebook.show("last")
    }

    """

  override func setUpWithError() throws {
    root = NSTemporaryDirectory() + "chapter-parts-\(UUID().uuidString)"
    try write(
      """
      Notebook.chapter("01-Toy") { notebook in
        one(notebook)
        rest(notebook)
        last(notebook)
      }

      """, to: "01-Toy/main.swift")
    for (name, text) in [("1-One", first), ("2-Rest", second), ("3-Last", third)] {
      try write(text, to: "01-Toy/\(name).swift")
    }
    for name in ["00-Before", "02-After"] {
      try write(
        """
        Notebook.chapter("\(name)") { notebook in
          //: # \(name.dropFirst().prefix(1)). Beside
          //:
          //: As [the toy](../01-Toy/README.md#what-is-left) says, and [it](../01-Toy/README.md).
          notebook.show("beside")
        }

        """, to: "\(name)/main.swift")
    }
    try write("# Words\n\n[left](01-Toy/README.md#what-is-left)\n", to: "GLOSSARY.md")
    try write(
      """
      {"chapter": "01-Toy", "outputs": [
        {"file": "1-One.swift", "line": 7, "markdown": "out of one"},
        {"file": "2-Rest.swift", "line": 9, "markdown": "out of the rest"},
        {"file": "Support.swift", "line": 2, "markdown": "out of a helper"},
        {"file": "3-Last.swift", "line": 5, "markdown": "out of the last"}]}
      """, to: run("01-Toy"))
    for name in ["00-Before", "02-After"] {
      try write(
        "{\"chapter\": \"\(name)\", \"outputs\": [{\"line\": 5, \"markdown\": \"x\"}]}",
        to: run(name))
    }
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: root) }

  /// Where a chapter's outputs lie, as seen from the chapters' folder.
  private func run(_ chapter: String) -> String {
    let path = RunDirectory.published(root: root).outputs(ofChapter: chapter)
    return "../" + path.dropFirst(root.count + 1)
  }

  private func write(_ text: String, to path: String) throws {
    let file = URL(fileURLWithPath: "\(chapters)/\(path)").standardizedFileURL
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func page(_ path: String) throws -> String {
    try String(contentsOfFile: "\(chapters)/\(path)", encoding: .utf8)
  }

  func testAPartHasAPageOfItsOwn() throws {
    let changed = try Weaver(root: root).weave().map { $0.dropFirst(chapters.count + 1) }
    XCTAssertEqual(
      changed,
      [
        "00-Before/README.md", "01-Toy/README.md", "01-Toy/PART-2.md", "02-After/README.md",
        "GLOSSARY.md",
      ])
    let (one, two) = (try page("01-Toy/README.md"), try page("01-Toy/PART-2.md"))
    XCTAssertTrue(
      one.contains(
        """
        # 1. Toy: a word

        - **Part 1 (this page)** [One](#one)
        - **[Part 2: The rest](PART-2.md)** [What is `left`](PART-2.md#what-is-left) · \
        [One](PART-2.md#one)

        See
        """), one)
    XCTAssertTrue(
      two.contains(
        """
        # 1. Toy, part 2: The rest

        - **[Part 1](README.md)** [One](README.md#one)
        - **Part 2: The rest (this page)** [What is `left`](#what-is-left) · [One](#one)

        ## What
        """), two)
    for (page, own, others) in [
      (one, ["out of one"], ["out of the rest", "out of a helper", "out of the last"]),
      (two, ["out of the rest", "out of a helper", "out of the last"], ["out of one"]),
    ] {
      for output in own { XCTAssertTrue(page.contains("\n\(output)\n"), output) }
      for output in others { XCTAssertFalse(page.contains(output), output) }
      XCTAssertFalse(page.contains("//:") || page.contains("import "), page)
    }
  }

  func testPagesTurnInReadingOrder() throws {
    _ = try Weaver(root: root).weave()
    for (path, turn) in [
      (
        "00-Before/README.md",
        "[All chapters](../../README.md) · [01-Toy, part 1 →](../01-Toy/README.md)"
      ),
      (
        "01-Toy/README.md",
        "[← 00-Before](../00-Before/README.md) · [All chapters](../../README.md) · "
          + "[01-Toy, part 2 →](PART-2.md)"
      ),
      (
        "01-Toy/PART-2.md",
        "[← 01-Toy, part 1](README.md) · [All chapters](../../README.md) · "
          + "[02-After →](../02-After/README.md)"
      ),
      (
        "02-After/README.md",
        "[← 01-Toy, part 2](../01-Toy/PART-2.md) · [All chapters](../../README.md)"
      ),
    ] {
      let page = try page(path)
      XCTAssertTrue(page.hasSuffix("---\n\n\(turn)\n"), "\(path): \(page)")
    }
  }

  func testLinksFollowASectionToItsPage() throws {
    _ = try Weaver(root: root).weave()
    for (path, link) in [
      ("01-Toy/README.md", "[later](PART-2.md#what-is-left), [here](#one)"),
      ("01-Toy/README.md", "`[no](#what-is-left)`"),
      // The name stands on this page, too.
      ("01-Toy/PART-2.md", "[before](#one) and [itself](#what-is-left)"),
      (
        "02-After/README.md",
        "[the toy](../01-Toy/PART-2.md#what-is-left) says, and [it](../01-Toy/README.md)."
      ),
      ("GLOSSARY.md", "[left](01-Toy/PART-2.md#what-is-left)"),
    ] {
      let page = try page(path)
      XCTAssertTrue(page.contains(link), "\(path): \(page)")
    }
    XCTAssertEqual(try Weaver(root: root).drift(), [])
    XCTAssertEqual(try Weaver(root: root).weave(), [], "nothing has changed since")
    try write("# Words\n\n[left](01-Toy/README.md#what-is-left)\n", to: "GLOSSARY.md")
    let drift = try Weaver(root: root).drift()
    XCTAssertEqual(drift.count, 1, "\(drift)")
    XCTAssertTrue(drift[0].hasPrefix(chapters + "/GLOSSARY.md: a link"), "\(drift)")
  }

  func testDriftIsFoundOnEveryPageAndPagesOfGonePartsGo() throws {
    _ = try Weaver(root: root).weave()
    try write(second.replacing("before", with: "above"), to: "01-Toy/2-Rest.swift")
    XCTAssertEqual(
      try Weaver(root: root).drift(),
      ["\(chapters)/01-Toy/PART-2.md: prose or code differs from its sections"])
    try FileManager.default.removeItem(atPath: chapters + "/01-Toy/PART-2.md")
    XCTAssertEqual(try Weaver(root: root).drift(), ["\(chapters)/01-Toy/PART-2.md: missing"])
    _ = try Weaver(root: root).weave()
    try write(second.replacing("//:part The rest\n", with: ""), to: "01-Toy/2-Rest.swift")
    XCTAssertTrue(
      try Weaver(root: root).drift().contains(
        "\(chapters)/01-Toy/PART-2.md: no part of its chapter"))
    _ = try Weaver(root: root).weave()
    XCTAssertFalse(FileManager.default.fileExists(atPath: chapters + "/01-Toy/PART-2.md"))
    XCTAssertFalse(try page("01-Toy/README.md").contains("Part 1"))
    // A heading that was the second of its name only because all stood on one page.
    XCTAssertTrue(try page("02-After/README.md").contains("../01-Toy/README.md#what-is-left"))
  }

  func testAPartBeginsAtTheHeadOfALaterSection() throws {
    func assertRefused(_ file: String, _ words: String, line: UInt = #line) {
      XCTAssertThrowsError(try ChapterSource.read(chapters + "/01-Toy"), line: line) {
        XCTAssertTrue("\($0)".hasPrefix("\(chapters)/01-Toy/\(file):"), "\($0)", line: line)
        XCTAssertTrue("\($0)".contains(words), "\($0)", line: line)
      }
    }
    try write("//:part One\n" + first, to: "01-Toy/1-One.swift")
    assertRefused("1-One.swift", "first part")
    try write(first, to: "01-Toy/1-One.swift")
    for (text, line, words) in [
      (second.replacing("part The rest", with: "part"), 1, "title"),
      (second.replacing("  notebook.show", with: "  //:part Late\n  notebook.show"), 9, "head"),
      ("//:part Two\n" + second, 2, "head"),
    ] {
      try write(text, to: "01-Toy/2-Rest.swift")
      assertRefused("2-Rest.swift:\(line)", words)
    }
    let main = try page("01-Toy/main.swift")
    try write(second, to: "01-Toy/2-Rest.swift")
    try write(main.replacing("  rest(", with: "  //:part Two\n  rest("), to: "01-Toy/main.swift")
    assertRefused("main.swift:3", "section")
  }

  func testABookHasAPageAPart() throws {
    let house = try BookHouse()
    try house.write("# The toy\n\n[x](Chapters/01-Toy/PART-2.md#then)\n", to: "README.md")
    try house.write(
      "# 1. Toy, part 2: Then\n\n## Then\n\n[x](README.md)\n", to: "Chapters/01-Toy/PART-2.md")
    try house.write("# 1. Toy, part 10\n", to: "Chapters/01-Toy/PART-10.md")
    let book = try house.read([BookHouse.exercise])
    XCTAssertEqual(
      book.pages.map(\.name),
      ["index", "01-toy", "01-toy-2", "01-toy-3", "02-more-toys", "glossary"])
    XCTAssertEqual(
      book.chapters.map(\.kind),
      [.chapter(1), .chapter(1, part: 2), .chapter(1, part: 3), .chapter(2)])
    // The exercises stand at the end of the chapter, and nowhere else.
    XCTAssertEqual(book.pages.map(\.exercises.count), [0, 0, 0, 1, 0, 0])
    let links = try XCTUnwrap(book.front).body.elements.compactMap { $0["href"] }
    for link in ["01-toy-2.html#then", "01-toy-3.html#exercise-1-2"] {
      XCTAssertTrue(links.contains(link), link)
    }
    XCTAssertEqual(BookCheck(files: try BookSite(book).files()).problems, [])
    XCTAssertEqual(
      try JupyterBook(book).files().map(\.path),
      ["index", "01-toy", "01-toy-2", "01-toy-3", "02-more-toys", "glossary"].map { $0 + ".ipynb" })
    let inside = try EPUBBook(book).files().map(\.path)
    XCTAssertTrue(inside.contains("EPUB/01-toy-2.xhtml"), "\(inside)")
  }
}

import WorkbookCore
import XCTest

/// `weave` and `plots`, on a workbook of one chapter with stored results.
final class PagesTests: XCTestCase {
  private let chapter = """
    import WorkbookCore

    Notebook.chapter("01-Small") { notebook in
      //: # A small chapter
      //:
      //: It shows one word.
      notebook.show("forty-two")
    }

    """
  private let page = "Chapters/01-Small/README.md"

  /// A folder with the chapter, and what a lesson run of it has left.
  private func house(withResults: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("// a package", to: "Package.swift")
    try folder.write(chapter, to: "Chapters/01-Small/main.swift")
    guard withResults else { return folder }
    let run = RunDirectory.published(root: folder.path)
    let outputs = """
      {"chapter": "01-Small", "outputs": [{"line": 7, "markdown": "```text\\nforty-two\\n```"}]}
      """
    try AtomicFile.write(outputs, to: run.outputs(ofChapter: "01-Small"))
    return folder
  }

  private func run(_ folder: TemporaryFolder, _ arguments: String..., path: String? = nil) throws
    -> CommandLineRun
  {
    var environment = ["WORKBOOK_ROOT": folder.path]
    if let path { environment["PATH"] = path }
    return try CommandLineRun.program(
      try CommandLineRun.executable(), arguments, environment: environment)
  }

  private func read(_ folder: TemporaryFolder, _ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  func testWeavePutsOutputsUnderTheirCellsAndCheckIsContent() throws {
    let house = try house()
    let woven = try run(house, "weave")
    XCTAssertEqual(woven.status, 0, woven.errors)
    XCTAssertEqual(woven.output, page + "\n")
    let text = try read(house, page)
    for part in ["# A small chapter", "notebook.show(\"forty-two\")\n```", "forty-two\n```"] {
      XCTAssertTrue(text.contains(part), "\(text) lacks \(part)")
    }
    XCTAssertEqual(try run(house, "weave", "--check").status, 0)
    XCTAssertEqual(try run(house, "weave").output, "", "nothing changed")
  }

  func testCheckSeesDriftInProseAndCode() throws {
    let house = try house()
    assertFindsDrift(try run(house, "weave", "--check"), "missing")
    XCTAssertEqual(try run(house, "weave").status, 0)
    for (old, new) in [("one word", "two words"), ("forty-two", "forty-three")] {
      try house.write(
        chapter.replacingOccurrences(of: old, with: new), to: "Chapters/01-Small/main.swift")
      assertFindsDrift(try run(house, "weave", "--check"), "differs from main.swift")
    }
    try house.write("print(1)\n", to: "Chapters/01-Small/main.swift")
    assertFails(
      try run(house, "weave", "--check"), status: 1, saying: "main.swift:1", "Notebook.chapter")
  }

  private func assertFindsDrift(_ run: CommandLineRun, _ words: String, line: UInt = #line) {
    assertFails(run, status: 1, saying: "weave --check", line: line)
    XCTAssertTrue(run.output.hasPrefix(page + ": "), run.output, line: line)
    XCTAssertTrue(run.output.contains(words), run.output, line: line)
  }

  /// A section is short enough to be read at a sitting, and every chapter's frame is whole.
  func testTheSectionsOfTheChaptersAreShort() throws {
    let chapters = CommandLineRun.root + "/Chapters"
    let folders = Weaver(root: CommandLineRun.root).chapters()
    XCTAssertEqual(folders.count, 10)
    XCTAssertEqual(folders.first?.hasPrefix("00-"), true, "the opening comes first")
    for folder in folders {
      let source = try ChapterSource.read("\(chapters)/\(folder)")
      for file in source.files where source.isOfSections {
        let text = try String(
          contentsOfFile: "\(chapters)/\(folder)/\(file.name)", encoding: .utf8)
        let count = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        XCTAssertLessThanOrEqual(count, 250, "\(folder)/\(file.name)")
      }
    }
  }

  func testWithoutResultsNothingIsWoven() throws {
    let house = try house(withResults: false)
    assertFails(
      try run(house, "weave"), status: 1, saying: "no results", "./workbook run --tier lesson")
    XCTAssertFalse(FileManager.default.fileExists(atPath: house.path + "/" + page))
    assertFails(try run(house, "plots"), status: 1, saying: "no results")
    assertFails(try run(house, "plots", "--publish"), status: 1, saying: "no results")
  }

  func testDamagedResultsAreOneLine() throws {
    let house = try house()
    let outputs = RunDirectory.published(root: house.path).outputs(ofChapter: "01-Small")
    try AtomicFile.write("{ not json", to: outputs)
    assertFails(try run(house, "weave"), status: 1, saying: "01-Small.json: damaged")
  }

  func testPlotsAreRedrawnAndPublished() throws {
    let house = try house()
    let charts = RunDirectory.published(root: house.path).charts
    let figure = Figure(
      "line", title: "A line", x: Axis("x"), y: Axis("y"),
      marks: [.line("y", x: [1, 2], y: [1, 2])])
    let drawn = try figure.render(in: charts, name: "01-line")
    try FileManager.default.removeItem(atPath: drawn.svg)
    let redrawn = try run(house, "plots", "01")
    XCTAssertEqual(redrawn.status, 0, redrawn.errors)
    XCTAssertTrue(redrawn.output.hasSuffix("charts/01-line.svg\n"), redrawn.output)
    XCTAssertTrue(FileManager.default.fileExists(atPath: drawn.svg))
    try house.write("stale", to: "Plots/01-gone.gp")
    XCTAssertEqual(try run(house, "plots", "--publish").status, 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: house.path + "/Plots").sorted()
    XCTAssertEqual(names, ["01-line.csv", "01-line.gp", "01-line.svg"])
    assertFails(
      try run(house, "plots", "02-gone"), status: 1, saying: "no chart \"02-gone\"", "01-line")
    assertFails(
      try run(house, "plots", path: "/nonexistent"), status: 1, saying: "gnuplot", "setup")
  }
}

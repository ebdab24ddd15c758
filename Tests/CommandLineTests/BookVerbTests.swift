import Foundation
import WorkbookCore
import XCTest

/// `book`, on a workbook of two pages.
final class BookVerbTests: XCTestCase {
  private func house() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("// a package", to: "Package.swift")
    try folder.write("# The toy\n\n[One](Chapters/01-Toy/README.md)\n", to: "README.md")
    try folder.write(
      "# 1. Toy\n\n## Then\n\nSo $x_1 = 2$.\n\n```swift\nlet x = 2\n```\n",
      to: "Chapters/01-Toy/README.md")
    try folder.write(
      "//: # The task\n//: bug, 5 minutes\n//:\n//: Find *it*.\n//:\n//: ## Hints\n//:\n//: 1. Look.\n",
      to: "Exercises/Tasks/01-Toy/1.1-It/1.1-Task.swift")
    return folder
  }

  private func book(
    _ house: TemporaryFolder, _ arguments: String..., path: String? = nil
  ) throws -> CommandLineRun {
    var environment = ["WORKBOOK_ROOT": house.path]
    if let path { environment["PATH"] = path }
    return try CommandLineRun.program(
      try CommandLineRun.executable(), ["book"] + arguments, environment: environment)
  }

  private func requirePandoc() throws {
    do { _ = try Pandoc() } catch { throw XCTSkip("\(error)") }
  }

  func testEveryFormIsWritten() throws {
    try requirePandoc()
    let house = try house()
    let run = try book(house)
    XCTAssertEqual(run.status, 0, run.errors)
    let files = [
      "html/index.html", "pretraining-workbook.epub", "notebooks",
    ].map { ".workbook/book/" + $0 }
    XCTAssertEqual(run.output, files.map { $0 + "\n" }.joined())
    for file in files {
      XCTAssertTrue(FileManager.default.fileExists(atPath: "\(house.path)/\(file)"), file)
    }
    let page = try String(
      contentsOfFile: house.path + "/.workbook/book/html/01-toy.html", encoding: .utf8)
    for words in ["<math", "id=\"exercise-1-1\"", "./workbook check 1.1", "<em>it</em>"] {
      XCTAssertTrue(page.contains(words), page)
    }
    // The folder that was asked for, and nothing but the form that was.
    let chosen = try book(house, "--format", "ipynb", "--out", house.path + "/pages")
    XCTAssertEqual(chosen.output, "pages/notebooks\n", chosen.errors)
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: house.path + "/pages"), ["notebooks"])
  }

  func testWhatIsMissingIsOneLineWithWhatToType() throws {
    let house = try house()
    assertFails(
      try book(house, path: "/nonexistent"), status: 1, saying: "pandoc is not on the PATH",
      "apt-get install pandoc")
    assertFails(
      try book(house, "--format", "html", "pdf", path: "/nonexistent"), status: 1,
      saying: "chromium is not on the PATH", "apt-get install chromium", "--format")
    assertFails(try book(house, "--format", "doc"), status: 2, saying: "doc", "book --help")
    try house.write("in the way", to: "taken")
    assertFails(
      try book(house, "--out", house.path + "/taken"), status: 1, saying: "taken is a file")
    XCTAssertFalse(FileManager.default.fileExists(atPath: house.path + "/.workbook"))
  }

  /// Pages of declarations, by a `.ci/docs` that makes two in no time.
  func testDeclarationsStandBesideTheSite() throws {
    try requirePandoc()
    let house = try house()
    try house.write(
      """
      set -eu
      [[ $1 == --base ]]
      mkdir -p "$WORKBOOK_ROOT/.build/docs/site/documentation"
      echo "in $2" > "$WORKBOOK_ROOT/.build/docs/site/documentation/index.html"
      echo made
      """, to: ".ci/docs")
    let plain = try book(house, "--format", "html")
    XCTAssertEqual(plain.status, 0, plain.errors)
    let front = house.path + "/.workbook/book/html/index.html"
    let way = "href=\"api/documentation/index.html\""
    XCTAssertFalse(try String(contentsOfFile: front, encoding: .utf8).contains(way))
    let tools = try TemporaryFolder()
    try tools.write("#!/bin/sh\n", to: "docc")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: tools.path + "/docc")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let run = try book(house, "--format", "html", "--api", path: "\(tools.path):\(path)")
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertEqual(run.output, ".workbook/book/html/index.html\n.workbook/book/html/api\n")
    XCTAssertTrue(run.errors.contains("server of files"), run.errors)
    XCTAssertTrue(try String(contentsOfFile: front, encoding: .utf8).contains(way))
    XCTAssertEqual(
      try String(
        contentsOfFile: house.path + "/.workbook/book/html/api/documentation/index.html",
        encoding: .utf8), "in api\n")
    assertFails(
      try book(house, "--format", "epub", "--api"), status: 2, saying: "--api", "html")
    // Without docc nothing is made, and one line says what is missing.
    let empty = try self.house()
    let pandoc = try TemporaryFolder()
    let found = path.split(separator: ":").map { "\($0)/pandoc" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    try FileManager.default.createSymbolicLink(
      atPath: pandoc.path + "/pandoc", withDestinationPath: try XCTUnwrap(found))
    assertFails(try book(empty, "--api", path: pandoc.path), status: 1, saying: "--api", "docc")
    XCTAssertFalse(FileManager.default.fileExists(atPath: empty.path + "/.workbook"))
  }

  func testADeadLinkEndsTheBookBeforeAnythingIsWritten() throws {
    try requirePandoc()
    let house = try house()
    for (link, words) in [
      (
        "../02-Gone/README.md",
        "Chapters/01-Toy/README.md: the link to ../02-Gone/README.md leads nowhere"
      ),
      ("#gone", "01-toy.html: #gone: there is no such place"),
    ] {
      try house.write("# 1\n\n[x](\(link))\n", to: "Chapters/01-Toy/README.md")
      assertFails(try book(house), status: 1, saying: "the book has 1 problem: \(words)")
    }
    try house.write("# 1\n\n$\\foo{x}$\n", to: "Chapters/01-Toy/README.md")
    assertFails(try book(house), status: 1, saying: "pandoc failed", "\\foo")
    try FileManager.default.removeItem(atPath: house.path + "/Chapters")
    assertFails(try book(house), status: 1, saying: "no chapter's page", "./workbook weave")
    XCTAssertFalse(FileManager.default.fileExists(atPath: house.path + "/.workbook"))
  }
}

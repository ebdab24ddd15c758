import Foundation
import Notebook
import TestSupport
import XCTest

/// The check of what is written, and a check of the check: whatever is broken must be found.
final class BookCheckTests: XCTestCase {
  private func files() throws -> [(path: String, bytes: [UInt8])] {
    let house = try BookHouse()
    return try withExtendedLifetime(house) {
      try BookSite(try house.read([BookHouse.exercise])).files()
    }
  }

  func testASoundBookHasNoProblems() throws {
    XCTAssertEqual(BookCheck(files: try files()).problems, [])
    let house = try BookHouse()
    let book = try house.read([BookHouse.exercise])
    try withExtendedLifetime(house) {
      XCTAssertEqual(BookCheck(files: try EPUBBook(book).files()).problems, [])
      XCTAssertEqual(BookCheck(files: try BookPrint(book).files()).problems, [])
    }
  }

  /// Each breaks one thing of a sound page.
  func testWhateverIsBrokenIsFound() throws {
    let files = try files()
    let mutations: [(path: String, from: String, to: String, says: String)] = [
      ("02-more-toys.html", "\"01-toy.html\"", "\"01-gone.html\"", "01-gone.html is not there"),
      ("02-more-toys.html", "#token", "#tokens", "no such place"),
      ("01-toy.html", "href=\"#then\"", "href=\"#them\"", "#them: there is no such place"),
      ("01-toy.html", "id=\"then\"", "id=\"what-a-toy-is\"", "what-a-toy-is is given twice"),
      ("01-toy.html", "src=\"images/", "src=\"image/", "image/01-line.svg is not there"),
      ("01-toy.html", "src=\"images/", "src=\"//example.org/", "asks for //example.org"),
      ("01-toy.html", "src=\"images/", "src=\"https://example.org/", "<img> asks for https:"),
      ("01-toy.html", "src=\"images/", "src=\"data:image/", "<img> asks for data:"),
      ("01-toy.html", "alt=\"A line that rises\"", "alt=\"\"", "no text in its place"),
      ("01-toy.html", "width=\"800\"", "width=\"wide\"", "no size"),
      ("01-toy.html", "href=\"style.css\"", "href=\"http://example.org/s.css\"", "<link> asks for"),
      ("01-toy.html", "href=\"style.css\"", "href=\"styles.css\"", "styles.css is not there"),
      ("01-toy.html", "<main", "<main onclick=\"x()\"", "a script in onclick"),
      ("01-toy.html", "<main", "<script src=\"style.css\"></script><main", "a <script>"),
      (
        "01-toy.html", "<a class=\"skip\" href=\"#top\"", "<a href=\"javascript:x\"", "javascript:x"
      ),
      ("01-toy.html", "href=\"#top\"", "href=\"../../etc/passwd\"", "is not there"),
      ("01-toy.html", "</main>", "", "closes nothing"),
      ("01-toy.html", "lang=\"en\"", "lang=\"\"", "names no language"),
      ("01-toy.html", "<h1 ", "<h1>x</h1><h1 ", "2 headings of the first level"),
      ("01-toy.html", "<title>", "<title></title><b>", "closes nothing"),
      ("style.css", "body {", "@import \"x\"; body {", "the style sheet asks"),
      ("style.css", "body {", "b { background: url(https://x.org) } body {", "style sheet asks"),
      ("images/01-line.svg", "<title>", "<script></script><title>", "has a script"),
      (
        "images/01-line.svg", "<title>", "<image href=\"http://x.org/y.png\"></image><title>",
        "asks for http://x.org"
      ),
    ]
    for mutation in mutations {
      let changed = try files.map { file -> (path: String, bytes: [UInt8]) in
        guard file.path == mutation.path else { return file }
        let text = String(decoding: file.bytes, as: UTF8.self)
        let place = try XCTUnwrap(text.range(of: mutation.from), "no \(mutation.from) to break")
        return (file.path, Array(text.replacingCharacters(in: place, with: mutation.to).utf8))
      }
      let problems = BookCheck(files: changed).problems
      XCTAssertTrue(
        problems.contains { $0.hasPrefix(mutation.path) && $0.contains(mutation.says) },
        "\(mutation.from) → \(mutation.to) is not found, but \(problems)")
    }
    XCTAssertFalse(BookCheck(files: files.filter { $0.path != "glossary.html" }).problems.isEmpty)
    XCTAssertEqual(
      BookCheck(files: files + [files[0]]).problems, ["\(files[0].path): written twice"])
  }

  /// A site that is not whole is not written.
  func testABrokenSiteIsNotWritten() throws {
    let house = try BookHouse()
    try house.write("# 2\n\n[x](../01-Toy/README.md#gone)\n", to: "Chapters/02-MoreToys/README.md")
    let book = try house.read()
    let out = house.root + "/out"
    assertThrows(
      try BookSite(book).write(to: out), BookError.self, "02-more-toys.html", "01-toy.html#gone")
    XCTAssertFalse(FileManager.default.fileExists(atPath: out))
  }

  func testASiteIsWrittenBesideWhatIsThere() throws {
    let house = try BookHouse()
    try house.write("mine", to: "out/mine.txt")
    try BookSite(try house.read()).write(to: house.root + "/out")
    let names = try FileManager.default.subpathsOfDirectory(atPath: house.root + "/out").sorted()
    XCTAssertEqual(
      names,
      [
        "01-toy.html", "02-more-toys.html", "glossary.html", "images", "images/01-line.svg",
        "index.html", "mine.txt", "style.css",
      ])
  }

  /// Every page of this workbook: its links, its pictures and its places.
  func testThisWorkbooksPagesAreWhole() throws {
    let book = try Book.read(root: BookFixtures.root, renderer: PlainRenderer())
    // Each chapter is there, with every page of it.
    XCTAssertEqual(
      Set(book.chapters.map { String($0.source.split(separator: "/")[1]) }),
      Set(Weaver(root: BookFixtures.root).chapters()))
    XCTAssertEqual(
      book.chapters.count,
      Weaver(root: BookFixtures.root).chapters().reduce(0) {
        $0 + WovenPage.names(in: "\(BookFixtures.root)/Chapters/\($1)").count
      })
    XCTAssertEqual(BookCheck(files: try BookSite(book).files()).problems, [])
    XCTAssertEqual(BookCheck(files: try EPUBBook(book).files()).problems, [])
    // No chart is lost on the way.
    for page in book.chapters {
      let text = try String(contentsOfFile: "\(book.root)/\(page.source)", encoding: .utf8)
      let charts = text.matches(of: #/\(\.\.\/\.\.\/Plots\/([^)]*)\)/#).map { String($0.output.1) }
      XCTAssertGreaterThan(charts.count, 0, page.source)
      // With its form for narrow screens, where it has one.
      let narrow: [String] = charts.map { $0.dropLast(".svg".count) + ".narrow.svg" }
      let drawn = narrow.filter {
        FileManager.default.fileExists(atPath: "\(book.root)/Plots/\($0)")
      }
      XCTAssertFalse(drawn.isEmpty, page.source)
      let shown: [String] = page.images.map { String($0.dropFirst("Plots/".count)) }
      XCTAssertEqual(Set(shown), Set(charts + drawn), page.source)
    }
  }
}

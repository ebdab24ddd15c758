import Foundation
import Notebook
import TestSupport
import XCTest

/// From woven pages to the pages of the book.
final class BookPageTests: XCTestCase {
  private func page(_ name: String, _ exercises: [BookExercise] = []) throws -> BookPage {
    try XCTUnwrap(try BookHouse().read(exercises).page(named: name))
  }

  func testPagesComeInReadingOrder() throws {
    let house = try BookHouse()
    try house.write("# 说明\n", to: "README.zh.md")
    try house.write("# Exercises\n", to: "Exercises/README.md")
    try house.write("# not a page", to: "Chapters/README.md")
    let book = try house.read()
    XCTAssertEqual(
      book.pages.map(\.name),
      ["index", "01-toy", "02-more-toys", "exercises", "glossary", "index-zh"])
    XCTAssertEqual(book.pages.map(\.language), ["en", "en", "en", "en", "en", "zh"])
    XCTAssertEqual(book.chapters.map(\.kind), [.chapter(1), .chapter(2)])
    XCTAssertEqual(book.page(before: book.chapters[0])?.name, "index")
    XCTAssertEqual(book.page(after: book.chapters[0])?.name, "02-more-toys")
    XCTAssertNil(book.page(before: book.pages[0]))
    XCTAssertNil(book.page(after: book.pages[5]))
    XCTAssertEqual(book.images, ["Plots/01-line.svg"])
  }

  func testTitlesSectionsAndPlaces() throws {
    let page = try page("01-toy")
    XCTAssertEqual(page.title, "1. Toy: a word")
    XCTAssertEqual(page.sections.map(\.title), ["What a toy is", "Then"])
    XCTAssertEqual(page.sections.map(\.id), ["what-a-toy-is", "then"])
    let parts = page.body.elements.filter { $0.name == "section" }
    XCTAssertEqual(parts.map { $0["aria-labelledby"] }, ["what-a-toy-is", "then"])
    XCTAssertFalse(page.html.contains("All chapters"), "links to other chapters are the frame's")
    XCTAssertFalse(page.html.contains("Woven"))
  }

  func testHeadingsOfOneNameHavePlacesOfTheirOwn() throws {
    let house = try BookHouse()
    try house.write(
      "# 1\n\n<a id=\"same-1\"></a>\n\n## Same\n\n## Same\n\n### Why divide by √d?\n\n## …\n",
      to: "Chapters/01-Toy/README.md")
    try house.write("# The toy\n", to: "README.md")
    let page = try XCTUnwrap(try house.read().page(named: "01-toy"))
    XCTAssertEqual(page.sections.map(\.id), ["same", "same-2", "why-divide-by-d", "section"])
  }

  func testLinksLeadToPagesAndFilesAreNamed() throws {
    let links = try page("01-toy").body.elements.filter {
      $0.name == "a" && !$0.has(class: "anchor")
    }
    XCTAssertEqual(links.compactMap { $0["href"] }, ["#what-a-toy-is", "images/01-line.svg"])
    let file = try page("01-toy").body.elements.first { $0.has(class: "file") }
    XCTAssertEqual(file?["title"], "Package.swift")
    let more = try page("02-more-toys").body.elements.filter { $0.name == "a" }
    XCTAssertEqual(
      more.compactMap { $0["href"] }, ["#first", "01-toy.html", "glossary.html#token"])
  }

  func testDeadLinksAndMissingPicturesEndTheBook() throws {
    for (text, words) in [
      ("[x](../03-Gone/README.md)", "the link to ../03-Gone/README.md leads nowhere"),
      ("[x](../../../../etc/passwd)", "leads nowhere"), ("[x](/etc/passwd)", "leads nowhere"),
      ("[x](javascript:alert)", "javascript:alert leads nowhere"),
      ("![x](../../Plots/gone.svg)", "Plots/gone.svg"),
      ("![](../../Plots/01-line.svg)", "no text in its place"),
      ("![x](https://example.org/x.png)", "example.org"), ("<b>", "<b> is never closed"),
    ] {
      let house = try BookHouse()
      try house.write("# 2\n\n\(text)\n", to: "Chapters/02-MoreToys/README.md")
      assertThrows(
        try house.read(), BookError.self, "Chapters/02-MoreToys/README.md", words, note: text)
    }
    let house = try BookHouse()
    try FileManager.default.removeItem(atPath: house.root + "/Chapters")
    assertThrows(try house.read(), BookError.self, "no chapter's page")
  }

  func testPicturesKeepTheirPlaceFree() throws {
    let picture = try XCTUnwrap(try page("01-toy").body.elements.first { $0.name == "img" })
    XCTAssertEqual(picture["src"], "images/01-line.svg")
    XCTAssertEqual([picture["width"], picture["height"]], ["800", "480"])
    XCTAssertEqual(picture["alt"], "A line that rises")
    XCTAssertEqual(picture["loading"], "lazy")
    let caption = try page("01-toy").body.elements.first { $0.name == "figcaption" }
    XCTAssertEqual(caption?.children.plainText, "A line that rises")
    XCTAssertEqual(caption?["aria-hidden"], "true", "the picture says it already")
    let house = try BookHouse()
    for (svg, size) in [
      ("<svg viewBox='0 0 640.4 320'></svg>", ["640", "320"]),
      ("<svg width=\"100%\" viewBox=\"0,0,30,20\" stroke-width=\"7\"></svg>", ["30", "20"]),
    ] {
      try house.write(svg, to: "Plots/01-line.svg")
      let page = try XCTUnwrap(try house.read().page(named: "01-toy"))
      let picture = page.body.elements.first { $0.name == "img" }
      XCTAssertEqual([picture?["width"], picture?["height"]], size)
    }
  }

  /// Where a chart has a form for phones, the browser chooses, without a script.
  func testPhonesGetTheNarrowForm() throws {
    let house = try BookHouse()
    let chart = "<svg width=\"400\" height=\"520\"></svg>"
    try house.write(chart, to: "Plots/01-line.narrow.svg")
    let book = try house.read()
    let elements = try XCTUnwrap(book.page(named: "01-toy")).body.elements
    let picture = try XCTUnwrap(elements.first { $0.name == "picture" })
    XCTAssertEqual(picture.children.elements.map(\.name), ["source", "img"])
    let source = picture.children.elements[0]
    XCTAssertEqual(source["media"], "(max-width: 600px)")
    XCTAssertEqual(source["srcset"], "images/01-line.narrow.svg")
    XCTAssertEqual([source["width"], source["height"]], ["400", "520"])
    XCTAssertEqual(picture.children.elements[1]["src"], "images/01-line.svg")
    let figure = try XCTUnwrap(elements.first { $0.name == "figure" })
    XCTAssertEqual(figure["class"], "chart fitted")
    XCTAssertEqual(figure.children.elements.first { $0.name == "a" }?["href"], "images/01-line.svg")
    // Both lie in the site; paper and reading devices have the wide one.
    let names = ["images/01-line.svg", "images/01-line.narrow.svg"]
    let files = try BookSite(book).files()
    XCTAssertEqual(files.map(\.path).filter { $0.hasPrefix("images/") }, names)
    XCTAssertEqual(BookCheck(files: files).problems, [])
    for files in [try EPUBBook(book).files(), try BookPrint(book).files()] {
      XCTAssertEqual(files.filter { $0.path.contains("images/") }.count, 1)
      XCTAssertFalse(
        files.contains { String(decoding: $0.bytes, as: UTF8.self).contains("narrow") })
    }
    let without = files.filter { $0.path != names[1] }
    XCTAssertTrue(
      BookCheck(files: without).problems.contains { $0.contains("01-line.narrow.svg is not there") }
    )
  }

  func testAPictureThatIsLegibleOnAPhoneFitsIt() throws {
    for (width, style) in [(460, "chart fitted"), (461, "chart")] {
      let house = try BookHouse()
      try house.write("<svg width=\"\(width)\" height=\"90\"></svg>", to: "Plots/01-line.svg")
      let page = try XCTUnwrap(try house.read().page(named: "01-toy"))
      XCTAssertEqual(page.body.elements.first { $0.name == "figure" }?["class"], style)
    }
  }

  func testTheAnswerToAPredictionIsFolded() throws {
    let elements = try page("01-toy").body.elements
    let folds = elements.filter { $0.name == "details" }
    XCTAssertEqual(folds.map { $0["class"] }, ["answer"])
    XCTAssertTrue(folds[0].children.plainText.contains("it holds"))
    XCTAssertNil(folds[0]["open"])
    XCTAssertEqual(elements.count { $0.has(class: "output") }, 2)
    let house = try BookHouse()
    // A page that folds by itself is left as it is.
    for output in [
      "<details>\n<summary>s</summary>\n\n<!-- output -->\n\nx\n\n<!-- end of output -->\n\n</details>",
      "<!-- output -->\n\n<details><summary>s</summary>\n\nx\n\n</details>\n\n<!-- end of output -->",
    ] {
      try house.write(
        "# 2\n\n**Predict.** What?\n\n\(output)\n", to: "Chapters/02-MoreToys/README.md")
      let page = try XCTUnwrap(try house.read().page(named: "02-more-toys"))
      XCTAssertEqual(page.body.elements.count { $0.name == "details" }, 1, output)
    }
  }

  func testTablesScrollAndClaimsAreMarked() throws {
    let elements = try page("01-toy").body.elements
    let box = try XCTUnwrap(elements.first { $0.has(class: "table") })
    XCTAssertEqual(box["tabindex"], "0")
    XCTAssertEqual(box.children.elements.first?.name, "table")
    XCTAssertTrue(box.children.elements.contains { $0["class"] == "right" })
    XCTAssertFalse(elements.contains { $0["style"] != nil }, "a page needs no inline styles")
    let claims = try XCTUnwrap(elements.first { $0.name == "blockquote" })
    XCTAssertEqual(claims["class"], "claims")
    XCTAssertEqual(claims.children.elements.first?["class"], "held")
  }

  /// A sentence in a cell keeps some width on a phone, where a table may scroll.
  func testLongCellsAreMarked() throws {
    let house = try BookHouse()
    let long = "A piece of text that the model reads as one, be it a word or not."
    try house.write(
      "# 2\n\n<table><tbody><tr><td>\(long)</td><td>token</td></tr></tbody></table>\n",
      to: "Chapters/02-MoreToys/README.md")
    try house.write("# The toy\n", to: "README.md")
    try house.write("# 1\n", to: "Chapters/01-Toy/README.md")
    let page = try XCTUnwrap(try house.read().page(named: "02-more-toys"))
    XCTAssertEqual(
      page.body.elements.filter { $0.name == "td" }.map { $0["class"] }, ["long", nil])
    XCTAssertTrue(BookStyle.css.contains("td.long { min-width"))
  }

  func testExercisesStandAtTheEndOfTheirChapter() throws {
    let page = try page("01-toy", [BookHouse.exercise])
    XCTAssertEqual(page.sections.map(\.title), ["What a toy is", "Then", "Exercises"])
    let task = try XCTUnwrap(page.body.elements.first { $0["id"] == "exercise-1-2" })
    let text = task.children.plainText
    for words in ["1.2", "Less < more", "bug, 5 minutes", "a < b", "check 1.2"] {
      XCTAssertTrue(text.contains(words), text)
    }
    XCTAssertEqual(try self.page("02-more-toys", [BookHouse.exercise]).exercises, [])
    let house = try BookHouse()
    try house.write("# 1\n\n## Exercises\n\nFive.\n", to: "Chapters/01-Toy/README.md")
    try house.write("# The toy\n", to: "README.md")
    let joined = try house.read([BookHouse.exercise]).page(named: "01-toy")
    XCTAssertEqual(joined?.sections.map(\.title), ["Exercises"])
  }

  func testTheFrontPageListsEverything() throws {
    let book = try BookHouse().read([BookHouse.exercise])
    let links = try XCTUnwrap(book.front).body.elements.compactMap { $0["href"] }
    for link in [
      "01-toy.html", "01-toy.html#what-a-toy-is", "01-toy.html#exercise-1-2", "02-more-toys.html",
      "glossary.html#token",
    ] {
      XCTAssertTrue(links.contains(link), link)
    }
  }
}

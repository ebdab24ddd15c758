import Figures
import Foundation
import XCTest

/// Charts as a phone shows them: everything within the picture, nothing on top of anything else.
final class NarrowFigureTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "narrow-\(getpid())-\(UInt32.random(in: 0...(.max)))"
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  private func svg(_ figure: Figure) throws -> String {
    let files = try figure.render(in: folder, form: .narrow)
    XCTAssertEqual(files.svg, "\(folder)/\(figure.name).narrow.svg")
    _ = try XMLParserCheck.parse(files.svg)
    return try String(contentsOfFile: files.svg, encoding: .utf8)
  }

  /// The texts of a figure's narrow form, once they have been found to stand clear of each other.
  @discardableResult
  private func texts(
    of figure: Figure, file: StaticString = #filePath, line: UInt = #line
  ) throws -> [DrawnText] {
    let svg = try svg(figure)
    let (width, height) = try XCTUnwrap(DrawnText.extent(of: svg))
    XCTAssertEqual(width, 400, file: file, line: line)
    let texts = DrawnText.all(in: svg)
    XCTAssertEqual(
      texts.count, svg.matches(of: #/<text>(?:<tspan[^>]*>)?[^<]/#).count,
      "every text is looked at",
      file: file, line: line)
    for (index, text) in texts.enumerated() {
      // Shrunk to a phone's page, 358 pixels wide, letters are 9 pixels high at least.
      XCTAssertGreaterThanOrEqual(
        text.size * 358 / width, 9, text.text, file: file, line: line)
      guard text.rotation != -45 else { continue }
      XCTAssertTrue(
        text.left >= 0 && text.right <= width && text.top >= 0 && text.bottom <= height,
        "“\(text.text)” leaves the picture: \(text.left)…\(text.right) of \(width), "
          + "\(text.top)…\(text.bottom) of \(height)", file: file, line: line)
      for other in texts[..<index] where other.rotation != -45 && text.overlaps(other) {
        XCTFail("“\(text.text)” covers “\(other.text)”", file: file, line: line)
      }
    }
    return texts
  }

  private let x = stride(from: 1.0, through: 100, by: 1).map { $0 }

  private func curves(_ names: [String], spread: Double = 0.02) -> [Mark] {
    names.enumerated().map { index, name in
      .line(name, x: x, y: x.map { 3 + 4 / $0 + spread * Double(index) })
    }
  }

  func testShortNamesStayAtTheEndsOfTheirLines() throws {
    let figure = Figure(
      "short", title: "Two lines that end apart", x: Axis("step"), y: Axis("loss", unit: "nats"),
      marks: curves(["text", "code"], spread: 1))
    let texts = try texts(of: figure)
    for name in ["text", "code"] {
      let label = try XCTUnwrap(texts.first { $0.text == name })
      XCTAssertGreaterThan(label.left, 300, "\(name) stands to the right of the plot")
    }
    XCTAssertFalse(texts.contains { $0.text == "A" })
  }

  func testLongNamesBecomeLettersThatTheKeyExplains() throws {
    let names = [
      "continued with a tenth of the old text mixed in", "the domain alone, from random weights",
      "half and half, drawn anew at every step", "a general model that has never seen the field",
      "Donaudampfschifffahrtsgesellschaftskapitän",
    ]
    let figure = Figure(
      "long", title: "With text for sixty-four readings the domain alone is much worse than both",
      subtitle: "Held-out loss of five runs, which differ in nothing but the text that they read",
      caption: "Each run has 0.8 million parameters; the same seed, the same number of tokens.",
      x: Axis("training step"), y: Axis("loss on held-out text of the field", unit: "nats a token"),
      marks: curves(names) + [.horizontal(3.02, "what a table of word pairs reaches at best")])
    let texts = try texts(of: figure)
    for letter in ["A", "B", "C", "D", "E", "F"] {
      XCTAssertEqual(texts.count { $0.text == letter }, 2, "\(letter): at its line and in the key")
    }
    let all = texts.map(\.text).joined(separator: " ")
    for word in names.joined(separator: " ").split(separator: " ") {
      XCTAssertTrue(all.contains(word), "the key lacks \(word)")
    }
    // Title and subtitle come in lines, and the finding is all there.
    XCTAssertTrue(all.hasPrefix("With text for") || all.contains("much worse than both"), all)
    // The same names have the same letters in every panel.
    let twice = Figure(
      "twice", title: "Two panels",
      panels: [
        .init("one", x: Axis("step"), y: Axis("loss"), marks: curves(names)),
        .init("two", x: Axis("step"), y: Axis("loss"), marks: curves(names.reversed())),
      ])
    let letters = try self.texts(of: twice).map(\.text).filter {
      $0.count == 1 && "ABCDE".contains($0)
    }
    XCTAssertEqual(letters.count, 15, "five in each panel and in the key")
  }

  func testPanelsStandBelowEachOther() throws {
    let texts = try texts(of: FigureFilesTests.everyMark())
    let titles = ["curves", "standing", "lying", "map"].map { name in
      texts.first { $0.text == name }
    }
    let tops = titles.compactMap { $0?.top }
    XCTAssertEqual(tops.count, 4)
    XCTAssertEqual(tops, tops.sorted())
    XCTAssertEqual(Set(titles.compactMap { $0?.left }).count, 1, "all at the left")
  }

  func testCrowdedBarsLieDown() throws {
    let names = (1...6).map { "the vocabulary of field number \($0)" }
    let figure = Figure(
      "bars", title: "Bars", x: Axis(categories: names), y: Axis("tokens", unit: "thousands"),
      marks: [
        .bars("own", [1, 2, 3, 4, 5, 6].map { $0 * 1_000 }, valueStyle: .decimals(0)),
        .bars("general", [6, 5, 4, 3, 2, 1].map { $0 * 1_000 }, valueStyle: .decimals(0)),
        .horizontal(3_500, "the mean of all"),
      ])
    let texts = try texts(of: figure)
    let ends = Set(
      texts.filter { $0.text.hasPrefix("the vocabulary") }.map(\.right))
    XCTAssertEqual(ends.count, 1, "names end at the axis on the left: \(texts.map(\.text))")
    XCTAssertEqual(try figure.files(.wide).csv, try figure.files(.narrow).csv)
    // A few short ones keep standing.
    let few = Figure(
      "few", title: "Bars", x: Axis(categories: ["a", "b"]), y: Axis("size"),
      marks: [.bars("own", [1, 2], valueStyle: .decimals(0))])
    let marks = try self.texts(of: few).filter { $0.text == "a" || $0.text == "b" }
    XCTAssertEqual(Set(marks.map(\.bottom)).count, 1, "side by side")
  }

  func testNotesGoOutOfTheWayOfLines() throws {
    let note = "here the rate has come down to a tenth"
    func figure(_ y: Double) -> Figure {
      Figure(
        "note", title: "A note", x: Axis("step"), y: Axis("loss", range: 0...10),
        marks: [.line("", x: x, y: x.map { _ in 5 }), .note(note, at: (40, y))])
    }
    let free = try texts(of: figure(8)).map(\.text)
    XCTAssertFalse(free.contains("A"))
    XCTAssertTrue(free.contains { $0.hasPrefix("here") })
    // In the middle of a thicket of lines there is room for a letter only.
    var crowded = figure(5)
    crowded.panels[0].marks +=
      (1...18).map { row in .line("", x: x, y: x.map { _ in Double(row) * 0.5 }) }
    let texts = try texts(of: crowded).map(\.text)
    XCTAssertEqual(texts.count { $0 == "A" }, 2)
    XCTAssertTrue(texts.contains { $0.contains(note) || note.contains($0) && $0.count > 10 })
  }

  func testReferenceLinesThatStandNearEachOther() throws {
    let figure = Figure(
      "lines", title: "Three lines that stand", x: Axis("step"), y: Axis("loss"),
      marks: [
        .line("", x: x, y: x.map { 3 + 4 / $0 }), .vertical(48, "warm-up is over"),
        .vertical(50, "the first checkpoint"), .vertical(53, "the text has been read once"),
      ])
    try texts(of: figure)
  }

  func testTickLabelsAndLargeHeatMaps() throws {
    let words = (0..<24).map { "word\($0)" }
    let map = HeatMap(
      (0..<24).map { row in (0..<24).map { Double(row * $0) / 529 } }, annotation: .decimals(2),
      scaleLabel: "weight")
    let heat = Figure(
      "heat", title: "Attention", x: Axis("looks at", categories: words),
      y: Axis("word", categories: words), marks: [.heatMap(map)])
    try texts(of: heat)
    let small = Figure(
      "small", title: "Shares", x: Axis(categories: ["law", "finance", "medicine"]),
      y: Axis(categories: ["law", "finance", "medicine"]),
      marks: [
        .heatMap(
          HeatMap(
            [[0.5, 0.25, 0.25], [0, 1, 0], [0.1, 0.1, 0.8]], annotation: .percent(0),
            scaleLabel: "share of tokens"))
      ])
    let found = try texts(of: small).map(\.text)
    XCTAssertTrue(found.contains("50%"))
    XCTAssertTrue(found.contains("in the cells: share of tokens"), "no scale where numbers say it")
    let large = Figure(
      "large", title: "Large numbers",
      x: Axis("tokens", range: 0...12_000_000, style: .decimals(0)),
      y: Axis("bytes", style: .bytes), marks: [.line("", x: [0, 12e6], y: [0, 3e9])])
    try texts(of: large)
  }

  func testTheSameBytesTwiceAndTheWideFormIsUntouched() throws {
    let figure = FigureFilesTests.everyMark()
    let wide = try figure.render(in: folder)
    let before = try [wide.svg, wide.csv, wide.gp].map {
      try Data(contentsOf: URL(fileURLWithPath: $0))
    }
    let narrow = try figure.render(in: folder, form: .narrow)
    let first = try Data(contentsOf: URL(fileURLWithPath: narrow.svg))
    XCTAssertEqual(
      try [wide.svg, wide.csv, wide.gp].map { try Data(contentsOf: URL(fileURLWithPath: $0)) },
      before)
    XCTAssertEqual(narrow.csv, wide.csv)
    // Its script draws it again from the same table.
    try FileManager.default.removeItem(atPath: narrow.svg)
    XCTAssertEqual(try Figure.redraw(script: narrow.gp), narrow.svg)
    XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: narrow.svg)), first)
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted(),
      [
        "every-mark.csv", "every-mark.gp", "every-mark.narrow.gp", "every-mark.narrow.svg",
        "every-mark.svg",
      ])
    XCTAssertEqual(Figure.narrowName(of: "a/b.svg"), "a/b.narrow.svg")
    XCTAssertThrowsError(try FigureFilesTests.everyMark("x.narrow").files()) {
      XCTAssertEqual($0 as? FigureError, .invalidName("x.narrow"))
    }
  }

  func testHardTextEverywhere() throws {
    let text = FigureTextTests.hard
    let figure = Figure(
      "hard", title: text, subtitle: text, caption: text,
      panels: [
        Figure.Panel(
          text, x: Axis(text, ticks: [.init(1, "1")]), y: Axis(text),
          marks: [
            .line(text, x: [0, 1], y: [0, 1]), .vertical(0.5, text), .note(text, at: (0.2, 0.5)),
            .points(text + "2", x: [0.5], y: [0.5]),
          ]),
        Figure.Panel(
          text, x: Axis(categories: [text]), y: Axis(text), marks: [.bars("b", [1])]),
      ])
    let all = try texts(of: figure).map(\.text).joined(separator: " ")
    for word in text.split(separator: " ") { XCTAssertTrue(all.contains(word), "lacks \(word)") }
  }
}

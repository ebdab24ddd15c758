import Figures
import Foundation
import XCTest

/// What lands in the folder: three files, always the same bytes, and a script that runs alone.
final class FigureFilesTests: XCTestCase {
  private var folder = ""

  override func setUpWithError() throws {
    folder = NSTemporaryDirectory() + "figures-\(getpid())-\(UInt32.random(in: 0...(.max)))"
  }

  override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

  static func everyMark(_ name: String = "every-mark") -> Figure {
    let x = [1.0, 2, 3, 4]
    let curves = Figure.Panel(
      "curves", x: Axis("step", scale: .log), y: Axis("loss", unit: "nats", scale: .log),
      marks: [
        .band(x: x, low: [1, 1, 1, 1], high: [3, 3, 3, 3]),
        .line("one", x: x, y: [2, .nan, 2.5, 2.4], showsPoints: true),
        .step("two", x: x, y: [1.5, 1.4, 1.3, 1.2]),
        .points("three", x: x, y: [2, 3, 2, 3]),
        .errorBars("four", x: x, y: [2, 2, 2, 2], low: [1, 1, 1, 1], high: [3, 3, 3, 3]),
        .horizontal(2, "floor"), .vertical(3, "here"),
        .note("look", at: (2, 2.5), pointingTo: (3, 2)), .line("empty", x: [], y: []),
      ])
    let standing = Figure.Panel(
      "standing", x: Axis(categories: ["a", "b"]), y: Axis("size"),
      marks: [
        .bars("first", [1, 2], interval: ([0.5, 1.5], [1.5, 2.5]), valueStyle: .decimals(1)),
        .bars("second", [-1, .nan]),
      ])
    let lying = Figure.Panel(
      "lying", x: Axis("bytes", style: .bytes), y: Axis(categories: ["a", "b, c"]),
      marks: [
        .bars("weights", [1e6, 2e6], isStacked: true, valueStyle: .bytes),
        .bars("moments", [2e6, 4e6], isStacked: true),
      ])
    let map = Figure.Panel(
      "map", x: Axis(categories: ["u", "v"]), y: Axis(categories: ["p", "q"]),
      marks: [.heatMap(HeatMap([[0, .nan], [0.5, 1]], annotation: .decimals(1)))])
    return Figure(
      name, title: "Every kind of mark in one picture", subtitle: "sub", caption: "small",
      columnCount: 2, panels: [curves, standing, lying, map])
  }

  func testDrawsThreeFiles() throws {
    let files = try Self.everyMark().render(in: folder)
    XCTAssertEqual(files.svg, folder + "/every-mark.svg")
    let svg = try String(contentsOfFile: files.svg, encoding: .utf8)
    XCTAssertTrue(svg.contains("</svg>"))
    for text in ["Every kind of mark", ">one<", ">floor<", ">look<", ">moments<", ">0.5<", ">p<"] {
      XCTAssertTrue(svg.contains(text), "the picture lacks \(text)")
    }
    XCTAssertFalse(svg.contains("NaN"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    XCTAssertEqual(names, ["every-mark.csv", "every-mark.gp", "every-mark.svg"])
    _ = try XMLParserCheck.parse(files.svg)
  }

  /// gnuplot's `strcol` would cut "3,721" at its comma.
  func testNumbersWithACommaAreWrittenWhole() throws {
    let map = HeatMap([[3_721, .nan], [12, 10_500]], annotation: .decimals(0))
    let files = try Figure(
      "commas", title: "Large numbers",
      panels: [
        .init(
          x: Axis(categories: ["u", "v"]), y: Axis(categories: ["p", "q"]), marks: [.heatMap(map)]),
        .init(
          x: Axis(categories: ["a", "b"]), y: Axis("size"),
          marks: [.bars("", [4_096, .nan], valueStyle: .decimals(0))]),
      ]
    ).render(in: folder)
    let svg = try String(contentsOfFile: files.svg, encoding: .utf8)
    for text in [">3,721<", ">10,500<", ">12<", ">4,096<"] {
      XCTAssertTrue(svg.contains(text), "the picture lacks \(text)")
    }
    XCTAssertFalse(svg.contains(">3<"))
  }

  func testAScaleOfSharesIsInPercent() throws {
    for (values, label) in [([0.0, 1.0], ">80%<"), ([0.0, 0.02], ">0.5%<")] {
      let files = try Figure(
        "shares", title: "Shares", x: Axis(categories: ["u", "v"]), y: Axis(categories: ["p"]),
        marks: [.heatMap(HeatMap([values], annotation: .percent(0)))]
      ).render(in: folder)
      let svg = try String(contentsOfFile: files.svg, encoding: .utf8)
      XCTAssertTrue(svg.contains(label), "the picture lacks \(label)")
    }
  }

  func testSameFigureSameBytes() throws {
    let first = try Self.everyMark().render(in: folder + "/a")
    let second = try Self.everyMark().render(in: folder + "/b")
    for (one, other) in [
      (first.svg, second.svg), (first.csv, second.csv), (first.gp, second.gp),
    ] {
      let (a, b) = (
        FileManager.default.contents(atPath: one), FileManager.default.contents(atPath: other)
      )
      XCTAssertNotNil(a)
      XCTAssertEqual(a, b, one)
    }
  }

  func testTableIsTidy() throws {
    let figure = Figure(
      "t", title: "T", x: Axis("x"), y: Axis("y"),
      marks: [.line("a, b", x: [1, 2.5], y: [0.1, .infinity])])
    XCTAssertEqual(
      try figure.files().csv, "series,x,y\n\"a, b\",1,0.1\n\"a, b\",2.5,NaN\n")
  }

  func testScriptRunsAloneAndReadsTheTable() throws {
    let files = try Self.everyMark().render(in: folder)
    let drawn = FileManager.default.contents(atPath: files.svg)
    try FileManager.default.removeItem(atPath: files.svg)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try XCTUnwrap(Gnuplot.executable()))
    process.arguments = ["every-mark.gp"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0)
    XCTAssertEqual(FileManager.default.contents(atPath: files.svg), drawn)
    // Other data, another picture.
    let csv = try String(contentsOfFile: files.csv, encoding: .utf8)
    try csv.replacingOccurrences(of: ",2,1.4,", with: ",2,2.9,")
      .write(toFile: files.csv, atomically: true, encoding: .utf8)
    XCTAssertNotEqual(try String(contentsOfFile: files.csv, encoding: .utf8), csv)
    try Figure.redraw(script: files.gp)
    XCTAssertNotEqual(FileManager.default.contents(atPath: files.svg), drawn)
  }

  func testBitmap() throws {
    let files = try Self.everyMark().render(in: folder)
    let path = try Figure.redraw(script: files.gp, asBitmap: true)
    let bytes = [UInt8](try XCTUnwrap(FileManager.default.contents(atPath: path)).prefix(4))
    XCTAssertEqual(bytes, [0x89, 0x50, 0x4E, 0x47])
  }

  func testNameOfTheFilesMayDiffer() throws {
    let files = try Self.everyMark().render(in: folder, name: "05-all")
    XCTAssertEqual(files.svg, folder + "/05-all.svg")
    XCTAssertTrue(try String(contentsOfFile: files.gp, encoding: .utf8).contains("05-all.csv"))
  }

  func testAFolderWithAnyName() throws {
    let odd = folder + "/it's a \"folder\" with `ticks` and \\ back"
    XCTAssertNoThrow(try Self.everyMark().render(in: odd))
  }
}

/// A check that a picture is well-formed, without a library beyond Foundation.
enum XMLParserCheck {
  struct Malformed: Error {}

  /// Every tag opened is closed in order, and no bare `&` or control character stands in the text.
  static func parse(_ path: String) throws -> Int {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
    else { throw Malformed() }
    var open: [Substring] = []
    var count = 0
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      let between = rest[..<start]
      for piece in between.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
        guard let end = piece.firstIndex(of: ";"), piece[..<end].count <= 6 else {
          throw Malformed()
        }
      }
      guard let end = rest[start...].firstIndex(of: ">") else { throw Malformed() }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") || tag.hasPrefix("!") || tag.hasSuffix("/") { continue }
      let name = tag.prefix { !$0.isWhitespace }
      if name.hasPrefix("/") {
        guard open.popLast() == name.dropFirst() else { throw Malformed() }
      } else {
        open.append(name)
        count += 1
      }
    }
    guard open.isEmpty else { throw Malformed() }
    return count
  }
}

import Figures
import Foundation
import XCTest

/// What stands in the picture of a schematic, and where.
final class SchematicTests: XCTestCase {
  private let layer = Schematic(
    "A layer adds < & keeps",
    boxes: [
      .box("in", "x", column: 0, row: 1),
      .box(
        "norm", "normalize every position by itself", note: "RMS", column: 1, row: 1, hue: .blue),
      .box("mix", "mix", column: 2, row: 1, height: 2),
      .box("sum", "+", column: 3, row: 1, shape: .round),
      .box("out", "y", column: 4, row: 2.5, shape: .plain),
    ],
    arrows: [
      .arrow("in", "norm", "(T, D)"), .arrow("norm", "mix"), .arrow("mix", "sum", isDashed: true),
      .arrow("in", "sum", "kept", around: .top), .arrow("sum", "out"),
    ],
    groups: [.group("branch", ["norm", "mix"])])

  private struct Rectangle {
    let x, y, width, height: Double
    var right: Double { x + width }
    var bottom: Double { y + height }
    func overlaps(_ other: Rectangle) -> Bool {
      x < other.right && other.x < right && y < other.bottom && other.y < bottom
    }
  }

  private func rectangles(_ svg: String, isGroup: Bool = false) -> [Rectangle] {
    svg.matches(
      of: #/<rect( class="group")? x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/#
    ).filter { ($0.output.1 != nil) == isGroup }.map {
      Rectangle(
        x: Double($0.output.2) ?? .nan, y: Double($0.output.3) ?? .nan,
        width: Double($0.output.4) ?? .nan, height: Double($0.output.5) ?? .nan)
    }
  }

  /// The corners of every arrow.
  private func ways(_ svg: String) -> [[(x: Double, y: Double)]] {
    svg.matches(of: #/<path class="way[^"]*" d="([^"]+)"/#).map { match in
      match.output.1.dropFirst().split(separator: "L").map { corner in
        let parts = corner.split(separator: " ").compactMap { Double($0) }
        return (parts[0], parts[1])
      }
    }
  }

  func testThePictureIsWellFormedAndSaysWhatItShows() throws {
    let svg = try layer.svg(name: "03-layer")
    let path = NSTemporaryDirectory() + "schematic-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try layer.render(in: path, name: "03-layer")
    XCTAssertEqual(file, path + "/03-layer.svg")
    XCTAssertEqual(try String(contentsOfFile: file, encoding: .utf8), svg)
    _ = try XMLParserCheck.parse(file)
    XCTAssertEqual(try layer.svg(name: "03-layer"), svg, "the same bytes")
    for part in [
      ">A layer adds &lt; &amp; keeps</title>", "role=\"img\"", "currentColor",
      "prefers-color-scheme:dark", "x → normalize every position by itself: (T, D).",
      "branch holds normalize every position by itself, mix.", "class=\"way dashed\"",
    ] {
      XCTAssertTrue(svg.contains(part), "lacks \(part)")
    }
    XCTAssertFalse(svg.contains("#000"), "no colour of its own that a dark page would swallow")
  }

  func testBoxesStandApartAndTheFrameHoldsItsOwn() throws {
    let svg = try layer.svg(name: "a")
    let boxes = rectangles(svg)
    XCTAssertEqual(boxes.count, 4, "a plain box has no line")
    for (index, box) in boxes.enumerated() {
      for other in boxes[(index + 1)...] { XCTAssertFalse(box.overlaps(other)) }
    }
    // One grid: equal columns, and a box of two rows is more than twice as high.
    XCTAssertEqual(boxes[1].x - boxes[0].x, boxes[2].x - boxes[1].x, accuracy: 0.11)
    XCTAssertGreaterThan(boxes[2].height, 2 * boxes[1].height)
    let frames = rectangles(svg, isGroup: true)
    XCTAssertEqual(frames.count, 1)
    for member in boxes[1...2] {
      XCTAssertTrue(
        frames[0].x < member.x && frames[0].right > member.right && frames[0].y < member.y
          && frames[0].bottom > member.bottom)
    }
    XCTAssertFalse(frames[0].overlaps(boxes[0]))
    // Nothing lies outside of the picture.
    let view = try XCTUnwrap(
      svg.firstMatch(of: #/viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"/#))
    let whole = Rectangle(
      x: Double(view.output.1) ?? .nan, y: Double(view.output.2) ?? .nan,
      width: Double(view.output.3) ?? .nan, height: Double(view.output.4) ?? .nan)
    for point in ways(svg).joined() {
      XCTAssertTrue((whole.x...whole.right).contains(point.x))
      XCTAssertTrue((whole.y...whole.bottom).contains(point.y))
    }
  }

  func testArrowsLeadFromEdgeToEdge() throws {
    let svg = try layer.svg(name: "a")
    let (boxes, ways) = (rectangles(svg), ways(svg))
    XCTAssertEqual(ways.count, 5)
    XCTAssertEqual(ways[0].count, 2)
    XCTAssertEqual(ways[0][0].x, boxes[0].right, accuracy: 0.11)
    XCTAssertEqual(ways[0][1].x, boxes[1].x, accuracy: 0.11)
    XCTAssertEqual(ways[0][0].y, ways[0][1].y, "level between boxes of one row")
    // Around the others: above all of them, in and out by the upper edge.
    XCTAssertEqual(ways[3].count, 4)
    XCTAssertEqual(ways[3][0].y, boxes[0].y, accuracy: 0.11)
    XCTAssertEqual(ways[3][3].y, boxes[3].y, accuracy: 0.11)
    for box in boxes { XCTAssertLessThan(ways[3][1].y, box.y) }
    XCTAssertEqual(ways[3][1].y, ways[3][2].y)
    // One corner to a box that lies lower and to the right.
    XCTAssertEqual(ways[4].count, 3)
    XCTAssertEqual(ways[4][0].x, boxes[3].right, accuracy: 0.11)
  }

  func testWordsFitIntoTheirBoxes() throws {
    let wide = Schematic(
      "Words", boxes: [.box("a", "Donaudampfschifffahrtsgesellschaft", column: 0, row: 0)],
      columnWidth: 60)
    let box = try XCTUnwrap(rectangles(try wide.svg(name: "a")).first)
    XCTAssertGreaterThan(box.width, 34 * 6, "a long word makes its column wider")
    let many = Schematic(
      "Words",
      boxes: [.box("a", "a sentence of many words that wants lines", column: 0, row: 0)],
      columnWidth: 80)
    let svg = try many.svg(name: "a")
    let lines = svg.matches(of: #/<text x="[-\d.]+" y="([-\d.]+)">/#).compactMap {
      Double($0.output.1)
    }
    XCTAssertGreaterThan(lines.count, 3)
    let frame = try XCTUnwrap(rectangles(svg).first)
    XCTAssertTrue(lines.allSatisfy { $0 > frame.y && $0 < frame.bottom })
  }

  func testWhatDoesNotHangTogetherIsRefused() {
    let a = Schematic.Box.box("a", "A", column: 0, row: 0)
    let wrong: [(Schematic, String)] = [
      (Schematic("t", boxes: []), "it has no box"),
      (Schematic("t", boxes: [a, a]), "two boxes are named \"a\""),
      (
        Schematic("t", boxes: [a], arrows: [.arrow("a", "b")]),
        "an arrow names a box \"b\" that is not there"
      ),
      (
        Schematic("t", boxes: [a], arrows: [.arrow("a", "a")]),
        "an arrow leads from box \"a\" to itself"
      ),
      (Schematic("t", boxes: [a], groups: [.group("g", [])]), "group \"g\" is empty"),
      (
        Schematic("t", boxes: [a], groups: [.group("g", ["c"])]),
        "group \"g\" names a box \"c\" that is not there"
      ),
      (
        Schematic("t", boxes: [.box("b", "B", column: .nan, row: 0)]),
        "box \"b\" has no place on the grid"
      ),
    ]
    for (schematic, problem) in wrong {
      XCTAssertThrowsError(try schematic.svg(name: "s")) {
        XCTAssertEqual($0 as? FigureError, .schematic(name: "s", problem: problem))
      }
    }
    XCTAssertThrowsError(try layer.svg(name: "a b")) {
      XCTAssertEqual($0 as? FigureError, .invalidName("a b"))
    }
  }
}

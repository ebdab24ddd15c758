import Figures
import XCTest

/// A schematic on a phone: what went to the right goes down, and its letters stay legible.
final class NarrowSchematicTests: XCTestCase {
  /// Six in a row, a group, a way back, and something below.
  private let loop = Schematic(
    "The sampler turns scores into one token, which the model then reads",
    boxes: [
      .box("text", "text so far", column: 0, row: 0),
      .box("model", "model", note: "one pass", column: 1, row: 0, hue: .blue),
      .box("penalties", "penalties", note: "what has occurred", column: 2, row: 0),
      .box("cut", "cut the tail", note: "top-k, top-p, min-p", column: 3, row: 0),
      .box("draw", "draw", column: 4, row: 0, shape: .round),
      .box("grammar", "grammar", note: "allowed tokens", column: 2, row: 1),
      .box("stop", "stop?", note: "end of text, stop text, length", column: 4, row: 1),
      .box("next", "one more", column: 5, row: 0),
    ],
    arrows: [
      .arrow("text", "model"), .arrow("model", "penalties", "logits"),
      .arrow("grammar", "penalties", "may", isDashed: true), .arrow("penalties", "cut"),
      .arrow("cut", "draw", "softmax"), .arrow("draw", "stop", "token"), .arrow("draw", "next"),
      .arrow("stop", "text", "not yet: append", around: .bottom),
    ],
    groups: [.group("sampler", ["penalties", "cut", "draw"])], columnWidth: 110, columnGap: 66)

  private struct Area {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
    func overlaps(_ other: Area) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  private func numbers(_ text: Substring) -> [Double] {
    text.split(separator: " ").compactMap { Double($0) }
  }

  private func view(_ svg: String) throws -> Area {
    let match = try XCTUnwrap(svg.firstMatch(of: #/viewBox="([^"]+)"/#))
    let box = numbers(match.output.1)
    return Area(left: box[0], top: box[1], right: box[0] + box[2], bottom: box[1] + box[3])
  }

  private func boxes(_ svg: String) -> [Area] {
    svg.matches(
      of: #/<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/#
    ).map { match in
      let (x, y) = (Double(match.output.1) ?? .nan, Double(match.output.2) ?? .nan)
      return Area(
        left: x, top: y, right: x + (Double(match.output.3) ?? .nan),
        bottom: y + (Double(match.output.4) ?? .nan))
    }
  }

  private func ways(_ svg: String) -> [[(x: Double, y: Double)]] {
    svg.matches(of: #/<path class="way[^"]*" d="([^"]+)"/#).map { match in
      match.output.1.dropFirst().split(separator: "L").map { corner in
        let parts = numbers(corner)
        return (parts[0], parts[1])
      }
    }
  }

  /// Every text with its room: size and anchor as the style says.
  private func texts(_ svg: String) -> [(text: String, area: Area, isLabel: Bool)] {
    svg.matches(of: #/<text(?: class="([^"]*)")? x="([-\d.]+)" y="([-\d.]+)">([^<]*)</text>/#).map {
      match in
      let style = match.output.1.map(String.init) ?? ""
      let text = String(match.output.4)
      let size = style.isEmpty ? 14 : 11.5
      let width = TextMetrics.width(text, size: size, isBold: style == "group-title")
      let (x, y) = (Double(match.output.2) ?? .nan, Double(match.output.3) ?? .nan)
      let left = style.contains("left") || style == "group-title" ? x : x - width / 2
      return (
        text, Area(left: left, top: y - size * 0.75, right: left + width, bottom: y + 1),
        style.contains("label")
      )
    }
  }

  func testItIsLegibleAndNothingCoversAnything() throws {
    XCTAssertTrue(loop.hasNarrowForm)
    let svg = try loop.svg(name: "04-loop", form: .narrow)
    let view = try view(svg)
    // The smallest letters, 11.5 pixels, are shown 9 pixels high on a page 358 pixels wide.
    XCTAssertLessThanOrEqual(view.right - view.left, 11.5 / 9 * 358)
    let (boxes, texts, ways) = (boxes(svg), texts(svg), ways(svg))
    XCTAssertEqual(boxes.count, 8)
    for (index, box) in boxes.enumerated() {
      for other in boxes[..<index] { XCTAssertFalse(box.overlaps(other)) }
    }
    for (index, text) in texts.enumerated() {
      XCTAssertTrue(
        text.area.left >= view.left && text.area.right <= view.right
          && text.area.top >= view.top && text.area.bottom <= view.bottom, text.text)
      for other in texts[..<index] {
        XCTAssertFalse(text.area.overlaps(other.area), "“\(text.text)” covers “\(other.text)”")
      }
      for box in boxes where text.isLabel {
        XCTAssertFalse(text.area.overlaps(box), "the label “\(text.text)” lies on a box")
      }
    }
    // No arrow goes through a box.
    for way in ways {
      for (a, b) in zip(way, way.dropFirst()) {
        let line = Area(
          left: min(a.x, b.x), top: min(a.y, b.y), right: max(a.x, b.x), bottom: max(a.y, b.y))
        for box in boxes {
          let inner = Area(
            left: box.left + 1, top: box.top + 1, right: box.right - 1, bottom: box.bottom - 1)
          XCTAssertFalse(line.overlaps(inner), "\(way) goes through a box")
        }
      }
    }
    // Downwards, in the order in which it went to the right.
    let order = ["text so far", "model", "penalties", "cut the tail", "draw", "one more"]
    let tops = order.compactMap { name in texts.first { $0.text == name }?.area.top }
    XCTAssertEqual(tops.count, order.count)
    XCTAssertEqual(tops, tops.sorted())
    XCTAssertTrue(svg.contains("prefers-color-scheme:dark"))
    XCTAssertEqual(svg, try loop.svg(name: "04-loop", form: .narrow), "the same bytes")
    XCTAssertNotEqual(svg, try loop.svg(name: "04-loop"))
  }

  func testOneThatIsLegibleStaysAsItIs() throws {
    let small = Schematic(
      "Small", boxes: [.box("a", "A", column: 0, row: 0), .box("b", "B", column: 1, row: 0)],
      arrows: [.arrow("a", "b")])
    XCTAssertFalse(small.hasNarrowForm)
    XCTAssertEqual(try small.svg(name: "a", form: .narrow), try small.svg(name: "a"))
  }

  func testFilesOfBothFormsLieSideBySide() throws {
    let folder = NSTemporaryDirectory() + "narrow-schematic-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try loop.render(in: folder, name: "04-loop")
    XCTAssertEqual(
      try loop.render(in: folder, name: "04-loop", form: .narrow), folder + "/04-loop.narrow.svg")
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted(),
      ["04-loop.narrow.svg", "04-loop.svg"])
  }
}

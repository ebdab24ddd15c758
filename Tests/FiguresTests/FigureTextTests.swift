import Figures
import Foundation
import XCTest

/// Texts arrive in the picture as they were written.
final class FigureTextTests: XCTestCase {
  static let hard = "a_b^c {x} @y & <b> \"q\" it's \\n 100 % `ls` ~ é ⁵ 中 $HOME"

  func testHardTextEverywhere() throws {
    let text = Self.hard
    let figure = Figure(
      "hard", title: text, subtitle: text, caption: text,
      size: Figure.Size(width: 1600, height: 900),
      panels: [
        Figure.Panel(
          text, x: Axis(text, ticks: [.init(1, text)]), y: Axis("y", ticks: [.init(1, text)]),
          marks: [
            .line(text, x: [0, 1], y: [0, 1]), .vertical(0.5, text), .note(text, at: (0.2, 0.5)),
            .points(text + "2", x: [0.5], y: [0.5]),
          ]),
        Figure.Panel(
          "bars", x: Axis(categories: [text]), y: Axis(text), marks: [.bars(text, [1])]),
      ])
    let folder = NSTemporaryDirectory() + "figure-text-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = try figure.render(in: folder)
    _ = try XMLParserCheck.parse(files.svg)
    let svg = try String(contentsOfFile: files.svg, encoding: .utf8)
      .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
      .replacingOccurrences(of: "&amp;", with: "&")
    // Labels may be broken into lines at spaces; each word must still be there.
    for word in text.split(separator: " ") {
      XCTAssertTrue(svg.contains(word), "the picture lacks \(word)")
    }
    XCTAssertTrue(svg.contains(">" + text + "</text>"), "a label of one line changed its text")
    XCTAssertFalse(svg.contains("%%"), "a tick's percent sign was doubled")
    XCTAssertFalse(svg.contains("Package.swift"), "a command was substituted")
  }

  func testControlCharactersAndLineBreaks() throws {
    let figure = Figure(
      "control", title: "A\u{0}B\u{7}C\tD", x: Axis("x"), y: Axis("y"),
      marks: [
        .line("two\nlines", x: [0, 1], y: [0, 1]), .note("three\nmore\r\nlines", at: (0, 1)),
      ])
    let folder = NSTemporaryDirectory() + "figure-control-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = try figure.render(in: folder)
    _ = try XMLParserCheck.parse(files.svg)
    let csv = try String(contentsOfFile: files.csv, encoding: .utf8)
    XCTAssertEqual(csv.split(separator: "\n").count, 3)
  }

  func testNumbersForPeople() {
    let cases: [(NumberStyle, Double, String)] = [
      (.automatic, 0, "0"), (.automatic, 1234.5, "1,234.5"), (.automatic, -0.25, "−0.25"),
      (.automatic, 124_439_808, "124,439,808"), (.automatic, 2.36e23, "2.36×10²³"),
      (.automatic, 1e-6, "10⁻⁶"), (.automatic, .nan, "–"),
      (.decimals(2), 1.005, "1.00"), (.decimals(0), 1e6, "1,000,000"), (.decimals(1), -0.01, "0.0"),
      (.significant(3), 0.0123456, "0.0123"), (.significant(3), 0.09996, "0.100"),
      (.significant(2), 1234, "1,200"),
      (.suffix, 124_439_808, "124M"), (.suffix, 50_558_868_480, "50.6B"), (.suffix, 999.9, "1k"),
      (.percent(1), 0.256, "25.6%"), (.bytes, 1536, "1.5 KiB"), (.powers, 6e6, "6×10⁶"),
    ]
    for (style, value, text) in cases { XCTAssertEqual(style.text(value), text, "\(style)") }
  }

  func testRangesForPeople() {
    let percent = NumberStyle.percent(0)
    XCTAssertEqual(NumberStyle.decimals(1).text(2.04...3.96), "2.0 to 4.0")
    XCTAssertEqual(NumberStyle.decimals(1).text(nil as ClosedRange<Double>?), "–")
    XCTAssertEqual(percent.text(spanning: [0.5, .nan, 0.124, 0.3]), "12% to 50%")
    XCTAssertEqual(percent.text(spanning: [0.5, 0.124], joiner: "–"), "12%–50%")
    XCTAssertEqual(percent.text(spanning: [0.121, 0.122]), "12%")
    XCTAssertEqual(percent.text(spanning: []), "0%")
  }
}

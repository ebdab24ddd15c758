import Foundation
import Notebook
import XCTest

/// Charts on dark pages.
final class ChartPictureTests: XCTestCase {
  private let chart = """
    <?xml version="1.0"?>
    <svg width="8" height="4" xmlns="http://www.w3.org/2000/svg">
    <desc>Produced by GNUPLOT 5.4</desc>
    <g id="gnuplot_canvas">
    <rect fill="#ffffff"/><g fill="none" color="black" stroke="currentColor">
    <path stroke='rgb(228, 228, 228)'/><use color='rgb(  0, 114, 178)'/>
    <g fill="rgb(102,102,102)" font-family="sans-serif"><text>fill="#123456"</text></g></g></g></svg>
    """

  /// The colours of the dark variant, by their selectors.
  private func rules(_ picture: String) throws -> [String: String] {
    let style = try XCTUnwrap(
      picture.firstMatch(of: #/<style>@media \(prefers-color-scheme:dark\)\{(.*)\}<\/style>/#))
    return Dictionary(
      uniqueKeysWithValues: style.output.1.matches(of: #/(\[[^\]]*\])\{\w+:(#[0-9a-f]{6})\}/#).map {
        (String($0.output.1), String($0.output.2))
      })
  }

  private func luminance(_ hexadecimal: String) -> Double {
    let value = Int(hexadecimal.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { channel -> Double in
      let share = Double(channel) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private func contrast(_ a: String, _ b: String) -> Double {
    let (x, y) = (luminance(a) + 0.05, luminance(b) + 0.05)
    return max(x, y) / min(x, y)
  }

  func testEveryColourHasOneForTheDark() throws {
    let picture = ChartPicture.adaptive(chart)
    let rules = try rules(picture)
    let paper = try XCTUnwrap(rules["[fill=\"#ffffff\"]"])
    XCTAssertLessThan(luminance(paper), 0.02)
    // As clear on the dark paper as on the light one; what is data at least three to one.
    for (selector, light, least) in [
      ("[color=\"black\"]", "#000000", 12), ("[fill=\"rgb(102,102,102)\"]", "#666666", 5),
      ("[stroke=\"rgb(228, 228, 228)\"]", "#e4e4e4", 1.2),
      ("[color=\"rgb(  0, 114, 178)\"]", "#0072b2", 3),
    ] {
      let dark = try XCTUnwrap(rules[selector], selector)
      XCTAssertGreaterThanOrEqual(contrast(dark, paper), least, selector)
      XCTAssertLessThanOrEqual(
        contrast(dark, paper), contrast(light, "#ffffff") + 0.3, "\(selector) stands out")
      XCTAssertGreaterThan(luminance(dark), luminance(paper), selector)
    }
    // What a text quotes is no colour of the picture's, and is changed nowhere.
    XCTAssertTrue(picture.contains("<text>fill=\"#123456\"</text>"))
    XCTAssertEqual(
      picture.replacing(#/<style>.*<\/style>\n\n/#, with: ""), chart, "nothing else is changed")
    XCTAssertEqual(ChartPicture.adaptive(picture), picture, "once is enough")
  }

  /// A heat map's colours are its numbers.
  func testCellsOfAHeatMapStayAsTheyAre() throws {
    let cells = (0..<12).map { "<polygon fill = 'rgb( \(10 + $0), 100, 200)'/>" }.joined()
    let letters =
      "<g fill=\"rgb(26,26,26)\" text-anchor=\"middle\"/><g fill=\"rgb(255,255,255)\"/>"
    let map = chart.replacing("<path", with: cells + letters + "<path")
    let picture = ChartPicture.adaptive(map)
    XCTAssertFalse(picture.contains(", 100, 200)\"]"), picture)
    XCTAssertFalse(picture.contains("[fill=\"rgb(255,255,255)\"]"), picture)
    XCTAssertTrue(
      picture.contains("[fill=\"rgb(26,26,26)\"][text-anchor=\"middle\"]{fill:#1a1a1a}"), picture)
    // A chart of bars has a few colours, and they turn with the rest.
    let bars = chart.replacing("<path", with: "<polygon fill = 'rgb( 26,  26,  26)'/><path")
    XCTAssertNotNil(try rules(ChartPicture.adaptive(bars))["[fill=\"rgb( 26,  26,  26)\"]"])
  }

  func testOtherPicturesStayAsTheyAre() {
    for picture in [
      chart.replacing("GNUPLOT", with: "HAND"), "<svg/>", "",
    ] {
      XCTAssertEqual(ChartPicture.adaptive(picture), picture)
    }
    XCTAssertEqual(ChartPicture.adaptive([0xFF, 0], name: "a.png"), [0xFF, 0])
    XCTAssertEqual(ChartPicture.adaptive(Array("<svg/>".utf8), name: "a.svg"), Array("<svg/>".utf8))
  }

  /// The site has it, and reading devices keep the drawing.
  func testTheSiteHasBothAndTheEPUBOne() throws {
    let house = try BookHouse()
    try house.write(chart, to: "Plots/01-line.svg")
    let book = try house.read()
    func picture(_ files: [(path: String, bytes: [UInt8])]) throws -> String {
      let file = try XCTUnwrap(files.first { $0.path.hasSuffix("images/01-line.svg") })
      return String(decoding: file.bytes, as: UTF8.self)
    }
    XCTAssertEqual(try picture(try BookSite(book).files()), ChartPicture.adaptive(chart))
    XCTAssertEqual(try picture(try EPUBBook(book).files()), chart)
    XCTAssertEqual(BookCheck(files: try BookSite(book).files()).problems, [])
  }
}

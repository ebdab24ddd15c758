import Figures
import Foundation
import Notebook
import XCTest

/// Prose, formulas, tables and charts as a terminal shows them.
final class TerminalTests: XCTestCase {
  func testFormulasAreLettersAndWhatHasNoneStaysReadable() {
    for (formula, text) in [
      ("\\alpha x^2", "αx²"), ("\\sqrt{d}", "√d"), ("\\sqrt{\\text{mean}}", "√(mean)"),
      ("\\frac{q \\cdot k}{\\sqrt{d}}", "(q · k)/√d"), ("E + A / N^\\alpha", "E + A / Nᵅ"),
      ("x \\leftarrow x + \\text{attention}(\\text{norm}(x))", "x ← x + attention(norm(x))"),
      ("\\log p(x)", "log p(x)"), ("10^{-3}", "10⁻³"), ("N^{0.49}", "N^(0.49)"),
      ("\\sum_i x_i", "Σᵢ xᵢ"), ("\\hat{y}", "ŷ"), ("a \\qquad b", "a b"),
      ("\\mystery{z} \\le 3\\%", "mysteryz ≤ 3%"), ("R^*", "R*"), ("\\frac{a", "a/"), ("}", ""),
    ] {
      let plain = TeXText.plain(formula)
      XCTAssertEqual(
        plain.precomposedStringWithCanonicalMapping, text.precomposedStringWithCanonicalMapping,
        formula)
      XCTAssertFalse(plain.contains("\\"), plain)
    }
  }

  func testMarkdownIsLinesOfEightyWithoutItsMarks() {
    let prose = TerminalProse(hasStyles: false)
    XCTAssertEqual(
      prose.text(
        "A **bold** and *slanted* word, `code_x`, [a link](https://a.b) and [here](x.md)."),
      "A bold and slanted word, code_x, a link (https://a.b) and here.")
    let long = Array(repeating: "**word** $\\alpha^2$", count: 40).joined(separator: " ")
    for line in prose.text("- " + long).split(separator: "\n") {
      XCTAssertLessThanOrEqual(line.count, 80)
      XCTAssertFalse(line.contains("*") || line.contains("$"), String(line))
    }
    XCTAssertEqual(
      prose.text("## Heads\n\nText\nof two lines.\n\n- one\n- two\n\n$$x^2$$"),
      "## Heads\n\nText of two lines.\n\n• one\n\n• two\n\n    x²")
    // Marks that belong to nothing stay: 2 * 3 * 4, and a price.
    XCTAssertEqual(prose.text("2 * 3 * 4 costs $5."), "2 * 3 * 4 costs $5.")
    XCTAssertEqual(
      TerminalProse(hasStyles: true).text("**two words**"),
      "\u{1B}[1mtwo\u{1B}[0m \u{1B}[1mwords\u{1B}[0m")
  }

  func testATableInTheProseStandsInColumns() {
    let markdown = """
      Before:

      | use | it is **good** when |
      |:--|--:|
      | tag | $x^2$ is `right` |
      | write on | somebody uses it as it is, and goes on to use it on the next day and on the day after it |
      After.
      """
    for hasStyles in [true, false] {
      let text = TerminalProse(hasStyles: hasStyles).text(markdown)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      XCTAssertEqual(lines.prefix(2), ["Before:", ""])
      XCTAssertEqual(lines[2], "  use        it is good when")
      XCTAssertTrue(lines[3].allSatisfy { $0 == "─" || $0 == " " }, lines[3])
      XCTAssertEqual(lines[4], "  tag        x² is right")
      XCTAssertTrue(lines[5].hasPrefix("  write on   somebody uses it"), lines[5])
      XCTAssertTrue(lines[6].hasPrefix("             "), "a long cell goes on in its column")
      XCTAssertEqual(lines.suffix(2), ["", "After."])
      XCTAssertTrue(lines.allSatisfy { $0.count <= 80 }, text)
      XCTAssertFalse(text.contains("|"), text)
    }
  }

  func testTablesFitEightyColumns() {
    var table = Table([
      .text("what is said of it in some words"), .number("tokens a second", unit: "thousands"),
      .text("another column with a long title"), .number("share"),
    ])
    table.append(
      "a text that is much longer than its column can ever be in a terminal", 12.5, "b", 0.25)
    table.append("c", 1, "a second text that goes on and on until it breaks", 0.5)
    let text = table.plainText(width: 80)
    XCTAssertTrue(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, text)
    for word in ["terminal", "breaks", "thousands", "0.25"] {
      XCTAssertTrue(text.contains(word), text)
    }
    var narrow = Table([.text("a"), .number("b")])
    narrow.append("x", 1)
    XCTAssertEqual(narrow.plainText(width: 80), narrow.plainText)
    // Words that are too long for their columns: each row is a list.
    var wide = Table((0..<12).map { .text("title-\($0)") })
    wide.append("v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11")
    let list = wide.plainText(width: 60)
    XCTAssertTrue(list.split(separator: "\n").allSatisfy { $0.count <= 60 }, list)
    XCTAssertTrue(list.contains("title-11: v11"), list)
  }

  func testChartsAreDrawnInLetters() throws {
    let steps = (0...50).map { Double($0) }
    let figure = Figure(
      "loss", title: "Loss falls", x: Axis("step"), y: Axis("loss", unit: "nats"),
      marks: [
        .line("held-out", x: steps, y: steps.map { 5 * exp(-$0 / 15) + 1 }),
        .horizontal(1, "floor"),
      ])
    let drawing = try XCTUnwrap(figure.terminalDrawing(width: 78, height: 10))
    let lines = drawing.split(separator: "\n")
    XCTAssertTrue(lines.allSatisfy { $0.count <= 80 }, drawing)
    XCTAssertTrue(drawing.contains("held-out") && drawing.contains("floor"), drawing)
    XCTAssertTrue(drawing.contains("loss (nats)") && drawing.contains("step"), drawing)
    // The line begins at the top on the left and ends at the bottom on the right.
    func dots(_ line: Substring) -> [Bool] {
      line.drop { $0 != "│" }.dropFirst().map {
        (0x2801...0x28FF).contains($0.unicodeScalars.first?.value ?? 0)
      }
    }
    let rows = lines.filter { $0.contains("│") }
    XCTAssertEqual(rows.count, 10, drawing)
    XCTAssertTrue(dots(rows[0]).prefix(6).contains(true), drawing)
    XCTAssertFalse(dots(rows[0]).suffix(30).contains(true), drawing)
    XCTAssertTrue(dots(rows[9]).suffix(30).contains(true), drawing)
    let bars = Figure(
      "bars", title: "Bars", x: Axis("", categories: ["one", "two"]), y: Axis("bytes"),
      marks: [.bars("", [1, 3])])
    let barLines = try XCTUnwrap(bars.terminalDrawing()).split(separator: "\n")
      .filter { $0.contains("█") }.map { $0.count { $0 == "█" } }
    XCTAssertEqual(barLines.count, 2)
    XCTAssertEqual(Double(barLines[1]) / Double(barLines[0]), 3, accuracy: 0.2)
  }
}

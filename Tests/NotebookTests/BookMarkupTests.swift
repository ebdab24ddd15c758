import Foundation
import Notebook
import TestSupport
import XCTest

/// Trees of HTML, and colours for code.
final class BookMarkupTests: XCTestCase {
  func testWhatIsReadIsWrittenAgain() throws {
    for text in [
      "<p>a <em>b</em> c</p>", "<p title=\"x &lt; &quot;y&quot;\">1 &lt; 2 &amp; 3</p>",
      "<img src=\"a.svg\" alt=\"\" />", "<details open=\"\"><summary>s</summary></details>",
      "<math display=\"block\"><mi>x</mi><mo>=</mo><mn>1</mn></math>",
    ] {
      XCTAssertEqual(try MarkupParser.parse(text).html, text)
    }
    XCTAssertEqual(
      try MarkupParser.parse("<!DOCTYPE html><!-- <b> --><br>&nbsp;&#169;&#xA9;&mdash;").html,
      "<br />\u{A0}©©—")
    XCTAssertEqual(try MarkupParser.parse("<a b='c' d>e</a >").html, "<a b=\"c\" d=\"\">e</a>")
  }

  func testWhatIsNotWellFormedIsSaidWithItsLine() {
    for (text, words) in [
      ("<p>\n<b>x</p>", "line 2: </p> closes nothing"), ("<p>", "line 1: <p> is never closed"),
      ("</p>", "closes nothing"), ("\n\na & b", "line 3: & b"), ("<a href=x>y</a>", "not quoted"),
      ("a < b", "expected a name"), ("<!-- x", "a comment without an end"),
      ("<a b=\"1\" b=\"2\"></a>", "given twice"), ("&unknown;", "&unknown"),
      ("<a href=\"x", "expected \""),
    ] {
      assertThrows(try MarkupParser.parse(text), MarkupParser.Problem.self, words, note: text)
    }
  }

  func testPlainTextLeavesTheSourceOfFormulasOut() throws {
    let nodes = try MarkupParser.parse(
      "<p>a <math><semantics><mi>d</mi><annotation>\\sqrt d</annotation></semantics></math></p>")
    XCTAssertEqual(nodes.plainText, "a d")
  }

  func testCodeKeepsItsCharactersAndGetsItsColours() {
    func kinds(_ code: String) -> [String] {
      SwiftHighlighter.markup(of: code).compactMap { node in
        guard case .element(let element) = node else { return nil }
        return "\(element["class"] ?? "") \(node.plainText)"
      }
    }
    XCTAssertEqual(
      kinds("let a: Int = 0x1F // let\n@MainActor func f() { x.init(1_0.5e-3...2) }"),
      [
        "k let", "t Int", "n 0x1F", "c // let", "a @MainActor", "k func", "n 1_0.5e-3", "n 2",
      ])
    XCTAssertEqual(
      kinds(##"show("a \(b("c") + 1) \" d", "e") + #"f "g" \n"#"##),
      [##"s "a \(b("c") + 1) \" d""##, ##"s "e""##, ##"s #"f "g" \n"#"##])
    XCTAssertEqual(
      kinds("\"\"\"\n  let x \"y\"\n  \"\"\"\nvar `in` = \"open\nlet"),
      ["s \"\"\"\n  let x \"y\"\n  \"\"\"", "k var", "s \"open", "k let"])
    XCTAssertEqual(
      kinds("##\"a\"#\"## /* b\n c */ #if"), ["s ##\"a\"#\"##", "c /* b\n c */", "a #if"])
  }

  /// On every file of the chapters: colours change no character.
  func testColoursChangeNoCode() throws {
    let chapters = BookFixtures.root + "/Chapters"
    let names = try FileManager.default.subpathsOfDirectory(atPath: chapters)
      .filter { $0.hasSuffix(".swift") }
    XCTAssertGreaterThan(names.count, 8)
    for name in names {
      let code = try String(contentsOfFile: "\(chapters)/\(name)", encoding: .utf8)
      XCTAssertEqual(SwiftHighlighter.markup(of: code).plainText, code, name)
    }
  }
}

/// The workbook itself.
enum BookFixtures {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
}

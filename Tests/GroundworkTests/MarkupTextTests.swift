import Groundwork
import XCTest

/// Texts that could be taken for markup.
final class MarkupTextTests: XCTestCase {
  func testNothingIsTakenForMarkup() {
    for (text, shown) in [
      ("", ""), ("plain é 语", "plain é 语"), ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
      ("&amp;", "&amp;amp;"), ("<b>\"x\"</b>", "&lt;b&gt;&quot;x&quot;&lt;/b&gt;"),
      ("it's", "it&#39;s"), ("<\u{301}", "&lt;\u{301}"),
    ] {
      XCTAssertEqual(MarkupText.escaped(text), shown)
    }
  }

  func testQuotationMarksStayBetweenTags() {
    XCTAssertEqual(
      MarkupText.escaped("\"it's\" <x>", areQuotesEscaped: false), "\"it's\" &lt;x&gt;")
    XCTAssertEqual(MarkupText.escaped("a<b".dropFirst()), "&lt;b")
  }
}

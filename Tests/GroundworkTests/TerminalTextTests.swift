import Groundwork
import XCTest

/// Nothing that stands in a file steers the terminal.
final class TerminalTextTests: XCTestCase {
  func testControlsAreShown() {
    for (text, safe) in [
      ("plain\ttext\n", "plain\ttext\n"), ("été 漢字 🙂 שלום", "été 漢字 🙂 שלום"),
      ("a\u{1B}[31mb", "a\\u{1B}[31mb"), ("\u{7}\u{8}\u{0}", "\\u{7}\\u{8}\\u{0}"),
      ("a\rb\r\nc", "a\\u{D}b\\u{D}\nc"), ("\u{7F}\u{9B}31m\u{85}", "\\u{7F}\\u{9B}31m\\u{85}"),
      ("user\u{202E}txt.exe\u{2066}\u{2069}", "user\\u{202E}txt.exe\\u{2066}\\u{2069}"),
    ] {
      XCTAssertEqual(TerminalText.safe(text), safe)
    }
  }

  func testJSONMeansTheSame() throws {
    let value = JSONValue.text("a\u{1B}[0m\u{9B}\u{202E}\u{7F}é\n")
    let safe = TerminalText.safe(json: value.encodedText)
    XCTAssertEqual(try StrictJSON.parse(Array(safe.utf8)).text, value.text)
    XCTAssertFalse(
      safe.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    XCTAssertFalse(safe.unicodeScalars.contains("\u{202E}"))
  }

  /// Bytes in parts of any size give what the whole text gives.
  func testAStreamIsFilteredLikeItsWhole() {
    let text = "é\u{9B}31m \u{1B}]0;x\u{7} \u{202E}漢\u{2069}– “x” \u{85}\u{A0}🙂"
    let bytes = Array(text.utf8)
    let expected = Array(TerminalText.safe(text).utf8)
    for size in 1...7 {
      var filter = TerminalFilter()
      var out: [UInt8] = []
      var start = 0
      while start < bytes.count {
        let end = min(start + size, bytes.count)
        out += filter.safe(Array(bytes[start..<end]))
        start = end
      }
      out += filter.finish()
      XCTAssertEqual(out, expected, "parts of \(size)")
    }
    // What is no UTF-8 passes, but never a control.
    var filter = TerminalFilter()
    XCTAssertEqual(
      filter.safe([0xFF, 0xC2, 0x41, 0xE2, 0x80, 0x1B]) + filter.finish(),
      [0xFF, 0xC2, 0x41, 0xE2, 0x80] + Array("\\u{1B}".utf8))
  }

  func testCountsAgreeWithTheirNouns() {
    XCTAssertEqual(
      [0, 1, 2].map { Plural.count($0, "document") }, ["0 documents", "1 document", "2 documents"])
    XCTAssertEqual(Plural.count(2, "copy", "copies"), "2 copies")
    XCTAssertEqual(Plural.of(1, "stands", "stand"), "stands")
  }
}

import Notebook
import Tokenizers
import XCTest

/// Options, tables and strips of tokens.
final class PartsTests: XCTestCase {
  func testOptions() throws {
    let options = try ChapterOptions.parse([
      "--tier", "smoke", "--corpus", "a.txt", "b", "--seed", "7", "--step",
    ])
    XCTAssertEqual(options.tier, .smoke)
    XCTAssertEqual(options.corpus, ["a.txt", "b"])
    XCTAssertEqual(options.seed, 7)
    XCTAssertTrue(options.isStepping)
    XCTAssertEqual(try ChapterOptions.parse([]), ChapterOptions())
  }

  func testWrongOptionsAreUsageErrors() {
    for arguments in [
      ["--tier"], ["--tier", "quick"], ["--seed", "-1"], ["--seed", "x"], ["--corpus"],
      ["--corpus", "--step"], ["--nonsense"], ["file.txt"],
    ] {
      XCTAssertThrowsError(try ChapterOptions.parse(arguments), "\(arguments)") {
        guard case NotebookError.usage = $0 else { return XCTFail("\($0)") }
      }
    }
  }

  func testTables() {
    var table = Table([.text("term"), .number("tokens", unit: "a word", style: .decimals(1))])
    table.append("mens rea", 3.5)
    table.append("a|b", 12)
    table.append("none")
    XCTAssertEqual(
      table.plainText,
      """
        term       tokens (a word)
        ──────────────────────────
        mens rea               3.5
        a|b                   12.0
        none
      """)
    XCTAssertEqual(
      table.markdown,
      """
      | term | tokens (a word) |
      |:--|--:|
      | mens rea | 3.5 |
      | a\\|b | 12.0 |
      | none |  |
      """)
  }

  func testTokenStrip() throws {
    let strip = try TokenStrip("aé", tokenizer: ByteTokenizer(), title: "bytes")
    XCTAssertEqual(strip.plainText, "  bytes (3 tokens): |a|⟨c3⟩|⟨a9⟩|")
    XCTAssertEqual(strip.tokenCount, 3)
  }
}

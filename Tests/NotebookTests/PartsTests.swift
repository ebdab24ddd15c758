import Notebook
import Tokenizers
import XCTest

/// Options, tables and strips of tokens.
final class PartsTests: XCTestCase {
  func testOptions() throws {
    let options = try ChapterOptions.parse([
      "--tier", "smoke", "--corpus", "a.txt", "b", "--seed", "7", "--general", "c", "d", "--step",
    ])
    XCTAssertEqual(options.general, ["c", "d"])
    XCTAssertEqual(options.tier, .smoke)
    XCTAssertEqual(options.corpus, ["a.txt", "b"])
    XCTAssertEqual(options.seed, 7)
    XCTAssertTrue(options.isStepping)
    XCTAssertEqual(try ChapterOptions.parse([]), ChapterOptions())
    XCTAssertEqual(
      try ChapterOptions.parse(["--budget", "2e4", "--price", "1.5", "--volume", "5e6"])
        .assumptions,
      [.budget: 20_000, .price: 1.5, .volume: 5_000_000])
  }

  func testWrongOptionsAreUsageErrors() {
    for arguments in [
      ["--tier"], ["--tier", "quick"], ["--seed", "-1"], ["--seed", "x"], ["--corpus"],
      ["--corpus", "--step"], ["--nonsense"], ["file.txt"],
      ["--corpus", "a", "--general"], ["--general", "a"],
      ["--budget"], ["--budget", "0"], ["--budget", "-3"], ["--price", "nan"], ["--price", "1e16"],
      ["--price", "two"], ["--volume"], ["--volume", "-1"],
    ] {
      XCTAssertThrowsError(try ChapterOptions.parse(arguments), "\(arguments)") {
        guard case NotebookError.usage = $0 else { return XCTFail("\($0)") }
      }
    }
  }

  /// What is shown on a reader's own assumptions never takes the place of what is published.
  func testAReadersAssumptionsHaveFoldersOfTheirOwn() {
    func run(_ assumptions: [Assumption: Double]) -> RunDirectory {
      RunDirectory(
        root: "/nowhere", tier: .lesson, corpusFingerprint: nil, seed: 1, assumptions: assumptions)
    }
    let (own, other) = (run([:]), run([.budget: 20_000, .price: 1.5]))
    XCTAssertEqual(own, .published(root: "/nowhere", library: CourseLibrary(environment: [:])))
    XCTAssertEqual(other.results, own.results)
    XCTAssertEqual(other.artifacts, own.artifacts)
    XCTAssertEqual(other.charts, own.path + "/budget-20000.0-price-1.5/charts")
    XCTAssertEqual(
      other.outputs(ofChapter: "09-Decision"),
      own.path + "/budget-20000.0-price-1.5/outputs/09-Decision.json")
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
    XCTAssertEqual(strip.plainText, "  bytes (3 tokens)\n    |a|⟨c3⟩|⟨a9⟩|")
    XCTAssertEqual(strip.tokenCount, 3)
    XCTAssertEqual(
      strip.colouredText,
      "  bytes (3 tokens)\n    \u{1B}[48;5;25m\u{1B}[97ma\u{1B}[0m"
        + "\u{1B}[48;5;130m\u{1B}[97m⟨c3⟩\u{1B}[0m\u{1B}[48;5;25m\u{1B}[97m⟨a9⟩\u{1B}[0m")
  }

  func testATokenStripHasTheSurpriseUnderEachToken() throws {
    let tokenizer = ByteTokenizer()
    let ids = try tokenizer.encode("abc")
    let strip = TokenStrip(ids, bits: [0.4, 12.6], tokenizer: tokenizer, title: "t")
    XCTAssertEqual(strip.plainText, "  t (3 tokens)\n    |a|b |c|\n     0 13")
    XCTAssertTrue(strip.colouredText.contains("b \u{1B}[0m"), "as wide as its number")
    // Without bars the tokens stand apart all the same: 0 and 13 are no 013.
    XCTAssertTrue(strip.colouredText.hasSuffix("\n     0 13"), strip.colouredText)
    // A line is as long with numbers as it may be without.
    let long = TokenStrip(
      try tokenizer.encode(String(repeating: "a", count: 60)),
      bits: [Double](repeating: 10, count: 60), tokenizer: tokenizer)
    for line in long.plainText.split(separator: "\n") { XCTAssertLessThanOrEqual(line.count, 101) }
  }

  func testALongTokenStripGoesOnInTheNextLine() throws {
    let text = String(repeating: "ab", count: 60)
    let strip = try TokenStrip(text, tokenizer: ByteTokenizer())
    let lines = strip.plainText.split(separator: "\n")
    XCTAssertEqual(lines.count, 4)
    XCTAssertEqual(lines[0], "  (120 tokens)")
    for line in lines {
      XCTAssertLessThanOrEqual(line.count, 101)
    }
    let letters = lines.dropFirst().joined().filter { $0 == "a" || $0 == "b" }
    XCTAssertEqual(letters, text)
    XCTAssertEqual(strip.colouredText.split(separator: "\n").count, 4)
    // A token that is longer than a line has one to itself.
    let long = TokenStrip(pieces: ["a", String(repeating: "b", count: 200), "c"])
    XCTAssertEqual(long.plainText.split(separator: "\n").count, 4)
    XCTAssertEqual(TokenStrip(pieces: ["a"], title: "one").plainText, "  one (1 piece)\n    |a|")
    XCTAssertEqual(TokenStrip(pieces: []).plainText, "  (0 pieces)\n    ||")
  }

  func testATokenStripShowsEndsOfLine() throws {
    let strip = TokenStrip(pieces: ["a\r\n", "\t", " b"])
    XCTAssertEqual(strip.plainText, "  (3 pieces)\n    |a␍⏎|⇥| b|")
  }
}

import Foundation
import WorkbookCore
import XCTest

/// Several texts, models and tokenizers in one command: each has its own result, none is passed over.
final class ComparisonVerbTests: XCTestCase {
  private static let texts = ["law": "The tenant shall pay. ", "sea": "A keeper lit lamps. "]
  nonisolated(unsafe) private static var made: TemporaryFolder?

  /// Two texts, a tokenizer of each, and two models of few steps.
  private func folder() throws -> TemporaryFolder {
    if let made = Self.made { return made }
    let folder = try TemporaryFolder()
    for (name, sentence) in Self.texts {
      let text = try folder.write(
        (0..<60).map { "\($0 * $0) \(sentence)" }.joined(separator: "\n"), to: "\(name).txt")
      try run(
        "tokenizer", "train", "--vocabulary-size", "280", "--out", folder.path + "/\(name).json",
        text)
      try run(
        "pretrain", "--corpus", text, "--tokenizer", folder.path + "/\(name).json", "--steps", "2",
        "--layers", "1", "--heads", "1", "--width", "8", "--context", "16", "--batch", "2",
        "--out", folder.path + "/model-\(name)")
    }
    Self.made = folder
    return folder
  }

  override class func tearDown() { made = nil }

  @discardableResult
  private func run(_ arguments: String...) throws -> CommandLineRun {
    let run = try CommandLineRun.program(try CommandLineRun.executable(), arguments)
    XCTAssertEqual(run.status, 0, run.errors)
    return run
  }

  private func object(_ run: CommandLineRun) throws -> JSONObject {
    let last = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try XCTUnwrap(StrictJSON.parse(Array(last.utf8)).object)
  }

  func testEveryTextOfEveryModelHasTheResultThatItHasAlone() throws {
    let path = try folder().path
    let models = ["law", "sea"].map { "\(path)/model-\($0)" }
    let texts = ["law", "sea"].map { "\(path)/\($0).txt" }
    let together = try object(
      run(
        "evaluate", "--model", models[0], models[1], "--corpus", texts[0], texts[1], "--json"))
    let results = try XCTUnwrap(together["models"]?.array)
    XCTAssertEqual(results.compactMap { $0.object?["model"]?.text }, models)
    for (model, result) in zip(models, results) {
      let each = try XCTUnwrap(result.object?["texts"]?.array)
      XCTAssertEqual(each.compactMap { $0.object?["text"]?.text }, texts)
      var bytes = 0
      for (text, part) in zip(texts, each) {
        let alone = try object(run("evaluate", "--model", model, "--corpus", text, "--json"))
        for key in ["loss", "perplexity", "bitsPerByte"] {
          XCTAssertEqual(part.object?[key]?.number, alone[key]?.number, key)
        }
        bytes += try XCTUnwrap(alone["bytes"]?.integer)
      }
      XCTAssertEqual(result.object?["bytes"]?.integer, bytes)
    }
  }

  func testTheTableNamesTheLowestOfEveryText() throws {
    let path = try folder().path
    let table = try run(
      "evaluate", "--model", "\(path)/model-law", "\(path)/model-sea", "--corpus",
      "\(path)/law.txt",
      "\(path)/sea.txt")
    let lines = table.output.split(separator: "\n").map(String.init)
    for text in ["law.txt", "sea.txt", "together"] {
      let line = try XCTUnwrap(lines.first { $0.hasPrefix("  \(text)") }, table.output)
      let words = line.split(separator: " ")
      let (law, sea) = (try XCTUnwrap(Double(words[1])), try XCTUnwrap(Double(words[2])))
      XCTAssertEqual(words.last, law <= sea ? "model-law" : "model-sea", line)
    }
    XCTAssertTrue(table.errors.contains("next: ./workbook scaling sweep"), table.errors)
  }

  func testTokenizersStandSideBySide() throws {
    let path = try folder().path
    let (law, sea) = ("\(path)/law.json", "\(path)/sea.json")
    let both = try object(
      run(
        "tokenizer", "inspect", "--tokenizer", law, sea, "--corpus", "\(path)/law.txt", "--text",
        "pay",
        "--json"))
    let list = try XCTUnwrap(both["tokenizers"]?.array)
    XCTAssertEqual(list.compactMap { $0.object?["tokenizer"]?.text }, [law, sea])
    for (file, entry) in zip([law, sea], list) {
      let encoded = try run("tokenizer", "encode", "--tokenizer", file, "\(path)/law.txt")
      let count = encoded.output.split(whereSeparator: \.isWhitespace).count
      let text = try XCTUnwrap(entry.object?["texts"]?.array?.first?.object)
      XCTAssertEqual(text["tokens"]?.integer, count)
      XCTAssertFalse(try XCTUnwrap(entry.object?["tokens"]?.array).isEmpty)
    }
    let table = try run(
      "tokenizer", "inspect", "--tokenizer", law, sea, "--corpus", "\(path)/law.txt")
    XCTAssertTrue(table.output.contains("law.json"), table.output)
    XCTAssertTrue(table.output.contains("sea.json"), table.output)
  }

  func testAnOptionOfOneValueGivenTwiceIsUsageInEveryVerb() throws {
    for (verb, option) in [
      (["generate"], "--model"), (["pretrain"], "--steps"), (["tokenizer", "train"], "--out"),
      (["tokenizer", "encode"], "--tokenizer"), (["data", "clean"], "--out"),
      (["scaling", "plan"], "--gpus"), (["run"], "--tier"),
    ] {
      let twice = try CommandLineRun.program(
        try CommandLineRun.executable(), verb + [option, "1", "\(option)=2"])
      assertFails(twice, status: 2, saying: "\(option) is given twice")
    }
  }

  func testAValueMayBeginWithADash() throws {
    let path = try folder().path
    let written = try object(
      run(
        "generate", "--model", "\(path)/model-law", "--prompt", "- a list", "--max-new-tokens", "1",
        "--json"))
    XCTAssertNotNil(written["text"])
    let shown = try object(
      run("tokenizer", "inspect", "--tokenizer", "\(path)/law.json", "--text", "-5", "--json"))
    XCTAssertEqual(
      shown["tokens"]?.array?.compactMap { $0.object?["text"]?.text }.joined(), "-5")
    // A number is refused for what it is, not as missing.
    assertFails(
      try CommandLineRun.workbook(
        "generate", "--model", "\(path)/model-law", "--prompt", "a", "--temperature", "-1"),
      status: 1, saying: "temperature", "-1")
    // A mistyped option is no value.
    assertFails(
      try CommandLineRun.workbook("generate", "--model", "m", "--prompt", "--jsn"), status: 2,
      saying: "--prompt", "--name=value")
    let named = try CommandLineRun.workbook(
      "generate", "--model", "\(path)/model-law", "--prompt=--jsn", "--max-new-tokens", "1",
      "--json")
    XCTAssertEqual(named.status, 0, named.errors)
  }
}

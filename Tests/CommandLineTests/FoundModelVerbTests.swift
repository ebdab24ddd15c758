import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// Verbs on models and tokenizers as they are found.
final class FoundModelVerbTests: XCTestCase {
  private func fixture(_ name: String) -> String { Fixtures.path("found-tokenizers/" + name) }

  /// A random model with the files of a fixture beside it.
  private func model(
    _ folder: TemporaryFolder, _ size: Int, isHeadTied: Bool = true, files: [String: String]
  ) throws -> String {
    let path = folder.path + "/model"
    let store = try ParameterStore<Float>(
      ModelConfiguration(
        vocabularySize: size, contextLength: 32, width: 16, layerCount: 1, headCount: 2,
        isHeadTied: isHeadTied))
    store.initialize(seed: 6, standardDeviation: 0.3)
    try ModelDirectory.write(store, to: path)
    for (name, source) in files {
      try FileManager.default.copyItem(atPath: fixture(source), toPath: "\(path)/\(name)")
    }
    return path
  }

  private func json(_ run: CommandLineRun) throws -> [String: Any] {
    XCTAssertEqual(run.status, 0, run.errors)
    return try ExerciseHouse.json(run)
  }

  func testTokensAroundAPrompt() throws {
    let folder = try TemporaryFolder()
    let path = try model(folder, 332, files: ["tokenizer.json": "beginning.json"])
    func prompt(_ text: String, _ more: [String] = []) throws -> [Int]? {
      try json(
        try CommandLineRun.program(
          try CommandLineRun.executable(),
          ["generate", "--model", path, "--prompt", text, "--max-new-tokens", "3", "--json"]
            + more))["promptIds"] as? [Int]
    }
    let plain = try TokenizerFile.read(path).encode("The tenant").map { Int($0) }
    XCTAssertEqual(try prompt("The tenant"), [330] + plain)
    XCTAssertEqual(try prompt("The tenant", ["--no-special"]), plain)
    XCTAssertEqual(try prompt(""), [330])
    let text = try folder.write("the tenant shall", to: "text.txt")
    func loss(_ more: String...) throws -> Double? {
      try json(
        try CommandLineRun.program(
          try CommandLineRun.executable(),
          ["evaluate", "--model", path, "--corpus", text, "--json"] + more))["loss"] as? Double
    }
    XCTAssertNotEqual(try loss(), try loss("--no-special"))
    // Encoded and decoded, a text is what it was.
    for more in [[], ["--no-special"]] {
      let run = try CommandLineRun.program(
        try CommandLineRun.executable(), ["tokenizer", "encode", "--tokenizer", path, text] + more)
      XCTAssertEqual(run.output.hasPrefix("330 "), more.isEmpty, run.output)
      let ids = try folder.write(run.output, to: "text.ids")
      let back = try CommandLineRun.workbook("tokenizer", "decode", "--tokenizer", path, ids)
      XCTAssertEqual(back.output, "the tenant shall", back.errors)
    }
  }

  func testAModelWithMoreIDsThanItsTokenizer() throws {
    let folder = try TemporaryFolder()
    let path = try model(folder, 400, files: ["tokenizer.json": "beginning.json"])
    let run = try json(
      try CommandLineRun.workbook(
        "generate", "--model", path, "--prompt", "The", "--max-new-tokens", "25", "--temperature",
        "1.5", "--seed", "3", "--json"))
    let ids = try XCTUnwrap(run["ids"] as? [Int])
    XCTAssertTrue(ids.contains { $0 >= 332 }, "\(ids)")
    let known = ids.filter { $0 < 332 }.map { Int32($0) }
    XCTAssertEqual(run["text"] as? String, try TokenizerFile.read(path).decodeText(known))
  }

  func testATokenizerInTwoFiles() throws {
    let folder = try TemporaryFolder()
    let path = try model(
      folder, 330, files: ["vocab.json": "old/vocab.json", "merges.txt": "old/merges.txt"])
    let expected = try TokenizerFile.read(fixture("old")).encode("The tenant").map { Int($0) }
    let run = try json(
      try CommandLineRun.workbook(
        "generate", "--model", path, "--prompt", "The tenant", "--max-new-tokens", "2", "--json"))
    XCTAssertEqual(run["promptIds"] as? [Int], expected)
    let text = try folder.write(
      String(repeating: "the tenant shall lease\n", count: 40), to: "text.txt")
    _ = try json(
      try CommandLineRun.workbook("evaluate", "--model", path, "--corpus", text, "--json"))
    let trained = try CommandLineRun.workbook(
      "pretrain", "--from", path, "--corpus", text, "--out", folder.path + "/out", "--steps", "1",
      "--batch", "2", "--json")
    XCTAssertEqual(trained.status, 0, trained.errors)
    XCTAssertEqual(
      try TokenizerFile.read(folder.path + "/out").encode("The tenant").map { Int($0) }, expected)
  }

  func testAHeadThatIsNotTiedAsItsConfigurationSays() throws {
    let folder = try TemporaryFolder()
    let path = try model(folder, 300, isHeadTied: false, files: [:])
    let wanted = try json(
      try CommandLineRun.workbook("evaluate", "--model", path, "--ids", "5,80,120", "--json"))
    let config = path + "/config.json"
    let text = try String(contentsOfFile: config, encoding: .utf8)
    try AtomicFile.write(
      text.replacingOccurrences(
        of: "\"tie_word_embeddings\": false", with: "\"tie_word_embeddings\": true"), to: config)
    let run = try CommandLineRun.workbook(
      "evaluate", "--model", path, "--ids", "5,80,120", "--json")
    XCTAssertEqual(try json(run)["loss"] as? Double, wanted["loss"] as? Double)
    XCTAssertEqual(run.errorLines.count, 1, run.errors)
    XCTAssertTrue(run.errors.contains("the head of the file is used"), run.errors)
  }

  func testBytesWithoutATokenAreNamedOnce() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("the \u{4}tenant\u{6} shall\u{4}\n", to: "text.txt")
    let tokenizer = fixture("lacking.json")
    let run = try CommandLineRun.workbook("tokenizer", "encode", "--tokenizer", tokenizer, text)
    XCTAssertEqual(run.status, 0)
    XCTAssertEqual(run.errorLines.count, 1, run.errors)
    XCTAssertTrue(run.errors.contains("3 bytes of the text (4, 6): left out"), run.errors)
    let path = try model(folder, 340, files: ["tokenizer.json": "lacking.json"])
    for arguments in [
      ["evaluate", "--model", path, "--corpus", text, "--json"],
      ["generate", "--model", path, "--prompt", "the\u{4}", "--max-new-tokens", "1", "--json"],
      ["data", "shard", "--tokenizer", tokenizer, "--out", folder.path + "/shards", text],
    ] {
      let run = try CommandLineRun.program(try CommandLineRun.executable(), arguments)
      XCTAssertEqual(run.status, 0, run.errors)
      XCTAssertEqual(
        run.errorLines.count { $0.contains("left out, as Hugging Face's") }, 1, run.errors)
    }
    let trained = try CommandLineRun.workbook(
      "pretrain", "--tokenizer", tokenizer, "--corpus",
      try folder.write(
        String(repeating: "the \u{4} tenant shall lease\n", count: 40), to: "more.txt"),
      "--out", folder.path + "/out", "--steps", "1", "--batch", "2", "--context", "16", "--layers",
      "1", "--width", "32")
    XCTAssertEqual(trained.status, 0, trained.errors)
    XCTAssertEqual(
      trained.errorLines.count { $0.contains("40 bytes of the text (4): left out") }, 1,
      trained.errors)
  }

  func testARankFileOfAnotherNameAsksForItsPattern() throws {
    let folder = try TemporaryFolder()
    let ranks = folder.path + "/own.tiktoken"
    try FileManager.default.copyItem(atPath: fixture("o200k_base.tiktoken"), toPath: ranks)
    let text = try folder.write("the tenant", to: "text.txt")
    assertFails(
      try CommandLineRun.workbook("tokenizer", "encode", "--tokenizer", ranks, text), status: 1,
      saying: "own.tiktoken", "name it with --pattern")
    assertFails(
      try CommandLineRun.workbook(
        "pretrain", "--tokenizer", ranks, "--corpus", text, "--out", folder.path + "/out"),
      status: 1, saying: "tokenizer inspect --pattern PATTERN --export tokenizer.json")
    let run = try CommandLineRun.workbook(
      "tokenizer", "encode", "--tokenizer", ranks, "--pattern", "o200k", text)
    XCTAssertEqual(run.status, 0, run.errors)
  }
}

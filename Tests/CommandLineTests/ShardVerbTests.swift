import Foundation
import WorkbookCore
import XCTest

/// `data shard` and `pretrain --shards`, as users meet them.
final class ShardVerbTests: XCTestCase {
  private var folder: TemporaryFolder!
  private var tokenizer = ""

  override func setUpWithError() throws {
    folder = try TemporaryFolder()
    for (name, count) in [("law", 40), ("news", 20)] {
      for number in 0..<count {
        let lines = (0..<1 + number % 5).map {
          "\(name) line \($0) of \(number * 31) holds \($0 * 7919 % 1000 + number) crowns.\n"
        }
        try folder.write(lines.joined(), to: "\(name)-text/\(number).txt")
      }
    }
    tokenizer = folder.path + "/t.json"
    try succeed(
      "tokenizer", "train", "--vocabulary-size", "300", "--out", tokenizer, path("law-text"))
    for name in ["law", "news"] {
      try succeed(
        "data", "shard", "--tokenizer", tokenizer, "--out", path(name), path(name + "-text"))
    }
  }

  override func tearDown() { folder = nil }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  @discardableResult
  private func succeed(_ arguments: String...) throws -> CommandLineRun {
    let run = try CommandLineRun.program(try CommandLineRun.executable(), arguments)
    XCTAssertEqual(run.status, 0, run.errors)
    return run
  }

  private func pretrain(_ arguments: String...) throws -> CommandLineRun {
    try CommandLineRun.program(
      try CommandLineRun.executable(),
      [
        "pretrain", "--layers", "1", "--heads", "2", "--width", "16", "--context", "16", "--batch",
        "4", "--replicas", "1", "--overwrite", "--out", path("model"),
      ] + arguments)
  }

  private func object(_ run: CommandLineRun) throws -> JSONObject {
    XCTAssertEqual(run.status, 0, run.errors)
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try XCTUnwrap(try StrictJSON.parse(Array(line.utf8)).object)
  }

  func testShardsHoldTheText() throws {
    let run = try succeed(
      "data", "shard", "--tokenizer", tokenizer, "--out", path("again"), "--json", "--test", "0.2",
      path("law-text"))
    let json = try object(run)
    let parts = try XCTUnwrap(json["parts"]?.array?.compactMap(\.object))
    XCTAssertEqual(parts.compactMap { $0["name"]?.text }, ["training", "validation", "test"])
    XCTAssertEqual(parts.compactMap { $0["documents"]?.integer }.reduce(0, +), 40)
    XCTAssertEqual(parts.compactMap { $0["bytes"]?.integer }.reduce(0, +), json["bytes"]?.integer)
    let vocabulary = try TokenizerFile.read(tokenizer)
    var texts: Set<String> = []
    for part in parts {
      let shard = try TokenShard(path: try XCTUnwrap(part["path"]?.text))
      for number in 0..<shard.documentCount {
        texts.insert(try vocabulary.decodeText(shard.document(number)))
      }
    }
    let files = try (0..<40).map {
      try String(contentsOfFile: path("law-text/\($0).txt"), encoding: .utf8)
    }
    XCTAssertEqual(texts, Set(files))
    XCTAssertEqual(
      try AtomicFile.read(path("again/tokenizer.json")), try AtomicFile.read(tokenizer))
  }

  func testTrainingOnAMixture() throws {
    let run = try pretrain(
      "--shards", path("law") + "=3", path("news") + "=1", "--steps", "30", "--json")
    let json = try object(run)
    XCTAssertEqual(json["steps"]?.integer, 30)
    let validation = try XCTUnwrap(json["validation"]?.array?.compactMap(\.object))
    XCTAssertEqual(validation.compactMap { $0["name"]?.text }, ["law", "news"])
    let losses = validation.compactMap { $0["loss"]?.number }
    let whole = try XCTUnwrap(json["validationLoss"]?.number)
    XCTAssertTrue((try XCTUnwrap(losses.min())...(try XCTUnwrap(losses.max()))).contains(whole))
    XCTAssertTrue(run.errors.contains("gone through"), run.errors)
    let header = try String(contentsOfFile: path("model/metrics.csv"), encoding: .utf8)
      .split(separator: "\n")[0]
    XCTAssertTrue(header.contains("law") && header.contains("news"), String(header))
  }

  /// Epochs give the steps; the text of a corpus can be gone through in epochs too.
  func testEpochs() throws {
    let shard = try TokenShard(path: path("law/training.tokens"))
    let other = try TokenShard(path: path("news/training.tokens"))
    let windows = shard.tokenCount / 16 * 3 + other.tokenCount / 16
    let run = try pretrain("--shards", path("law"), path("news"), "--epochs", "3", "1", "--json")
    XCTAssertEqual(try object(run)["steps"]?.integer, Int((Double(windows) / 4).rounded()))
    let passes = run.errorLines.compactMap {
      $0.components(separatedBy: "gone through ").dropFirst().first?.split(separator: " ").first
        .flatMap { Double($0) }
    }
    XCTAssertEqual(passes.count, 2, run.errors)
    // To within the last batch.
    XCTAssertEqual(passes[0], 3, accuracy: 0.1)
    XCTAssertEqual(passes[1], 1, accuracy: 0.1)
    let plain = try object(
      try pretrain(
        "--corpus", path("law-text"), "--tokenizer", tokenizer, "--epochs", "2", "--json"))
    let tokens = try XCTUnwrap(plain["trainingTokens"]?.integer)
    XCTAssertEqual(plain["steps"]?.integer, Int((Double(2 * (tokens / 16)) / 4).rounded()))
  }

  /// Shards named one by one, with all that goes with them.
  func testShardsByName() throws {
    let run = try pretrain(
      "--shards", path("law/training.tokens"), "--validation-shards",
      path("news/validation.tokens"), "--tokenizer", tokenizer, "--steps", "5", "--packing",
      "documents", "--document-attention",
      "--json")
    XCTAssertEqual(
      try object(run)["trainingTokens"]?.integer,
      try TokenShard(path: path("law/training.tokens")).tokenCount)
    // Going on from a model: its tokenizer is the one that counts.
    let more = try CommandLineRun.workbook(
      "pretrain", "--from", path("model"), "--shards", path("news"), "--steps", "2", "--batch", "2",
      "--out", path("more"))
    XCTAssertEqual(more.status, 0, more.errors)
  }

  func testBadInputIsOneLine() throws {
    let foreign = path("foreign.json")
    try succeed(
      "tokenizer", "train", "--vocabulary-size", "300", "--out", foreign, path("news-text"))
    let (law, news) = (path("law"), path("news"))
    let cases: [([String], Int32, String)] = [
      ([], 2, "--corpus"), (["--shards", law, "--corpus", path("law-text")], 2, "not both"),
      (["--shards", law + "=3", news], 2, "or none"),
      (["--shards", law + "=3", news + "=1", "--epochs", "2"], 2, "decides the weights"),
      (["--shards", law, "--epochs", "2", "--steps", "7"], 2, "exclude each other"),
      (["--shards", law, "--epochs", "1", "2"], 2, "2 numbers for 1 sources"),
      (["--shards", law, "--epochs", "0"], 2, "above 0"),
      (["--shards", law, "--tokenizer", "bpe"], 2, "have their tokenizer"),
      (["--shards", law, "--validation-fraction", "0.2"], 2, "no meaning with --shards"),
      (["--corpus", path("law-text"), "--validation-shards", law], 2, "--shards alone"),
      (["--shards", law + "=-1", news + "=1"], 1, "weight of law is -1"),
      (["--shards", law, "--tokenizer", foreign], 1, "of the same size"),
      (["--shards", law, "--tokenizer", "bytes"], 1, "tokenizer of 300 tokens"),
      (["--shards", law + "/training.tokens"], 1, "--tokenizer"),
      (["--shards", law + "/training.tokens", "--tokenizer", tokenizer], 1, "--validation-shards"),
      (["--shards", path("none")], 1, "no such file"),
      (["--shards", tokenizer, "--tokenizer", tokenizer], 1, "no token shard"),
    ]
    for (arguments, status, words) in cases {
      let run = try CommandLineRun.program(
        try CommandLineRun.executable(), ["pretrain", "--out", path("out")] + arguments)
      assertFails(run, status: status, saying: words)
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: path("out")))
    func shard(_ arguments: String...) throws -> CommandLineRun {
      try CommandLineRun.program(
        try CommandLineRun.executable(), ["data", "shard", "--tokenizer", tokenizer] + arguments)
    }
    assertFails(try shard("--out", law, path("law-text")), status: 1, saying: "is there already")
    assertFails(try shard("--out", tokenizer, path("law-text")), status: 1, saying: "is a file")
    assertFails(try shard("--out", path("new")), status: 2, saying: "--set")
    assertFails(try shard("--out", path("new"), path("none")), status: 1, saying: "none")
    assertFails(
      try shard("--out", path("new"), "--validation", "1", path("law-text")), status: 2,
      saying: "leave something")
  }
}

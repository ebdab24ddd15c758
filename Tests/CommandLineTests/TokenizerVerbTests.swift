import Foundation
import WorkbookCore
import XCTest

/// `tokenizer` as users meet it: in pipes, on any bytes, on bad input.
final class TokenizerVerbTests: XCTestCase {
  private var folder: TemporaryFolder!
  private var tokenizer = ""

  override func setUpWithError() throws {
    folder = try TemporaryFolder()
    let text = try folder.write(
      String(repeating: "The tenant's trial, 1990: été 漢字.\n\n  It's <|pad|>\n", count: 20),
      to: "text.txt")
    tokenizer = folder.path + "/t.json"
    let run = try CommandLineRun.workbook(
      "tokenizer", "train", "--vocabulary-size", "290", "--special", "<|pad|>", "--out", tokenizer,
      text, "--json")
    XCTAssertEqual(run.status, 0, run.errors)
    let last = try XCTUnwrap(run.output.split(separator: "\n").last)
    let json = try StrictJSON.parse(Array(last.utf8)).object
    XCTAssertEqual(json?["vocabularySize"]?.integer, 290)
  }

  override func tearDown() { folder = nil }

  /// Encodes bytes from a file and decodes the ids from standard input, as a shell would.
  private func roundTrip(_ bytes: [UInt8], _ options: String = "") throws -> (
    ids: String, back: [UInt8]
  ) {
    let input = folder.path + "/input"
    try AtomicFile.write(bytes, to: input)
    let program = try CommandLineRun.executable()
    let script = """
      set -e
      '\(program)' tokenizer encode --tokenizer '\(tokenizer)' \(options) < '\(input)' > '\(input).ids'
      cat '\(input).ids' | '\(program)' tokenizer decode --tokenizer '\(tokenizer)' > '\(input).back'
      """
    let run = try CommandLineRun.program("/bin/bash", ["-c", script])
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertEqual(run.errors, "")
    return (
      String(decoding: try AtomicFile.read(input + ".ids"), as: UTF8.self),
      try AtomicFile.read(input + ".back")
    )
  }

  func testAnyBytesComeBack() throws {
    var stream = RandomStream(seed: 3)
    for size in [0, 1, 2, 300, 200_000] {
      let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
      let (ids, back) = try roundTrip(bytes)
      XCTAssertEqual(back, bytes)
      XCTAssertEqual(ids.filter { $0 == "\n" }.count, size == 0 ? 0 : 1)
    }
  }

  func testDocumentsAreLines() throws {
    let text = "a\n<|endoftext|>\n<|endoftext|>\nb<|endoftext|>\n<|endoftext|> \n<|endoftext|>\nc"
    let (ids, back) = try roundTrip(Array(text.utf8))
    XCTAssertEqual(back, Array(text.utf8))
    let lines = ids.split(separator: "\n", omittingEmptySubsequences: false)
    XCTAssertEqual(lines.count, 5, ids)
    XCTAssertEqual(lines[0], "97 10 288")
    XCTAssertEqual(lines[1], "288")
    XCTAssertTrue(lines[2].hasSuffix(" 288"))
    XCTAssertEqual(lines[2].components(separatedBy: "288").count, 2)
    XCTAssertEqual(lines[3], "99")
    XCTAssertEqual(lines[4], "")
  }

  func testSpecialTokensWhereAllowed() throws {
    for text in [
      "x<|pad|>y<|endoftext|>z", "x<|endoftext|>", "<|endoftext|>\n<|endoftext|>", "<|endoftext|>",
      "x<|endoftext|>\ny\n<|endoftext|>\n", "<|pad|><|endoftext|>\n",
    ] {
      let (ids, back) = try roundTrip(Array(text.utf8), "--allow-special")
      XCTAssertEqual(String(decoding: back, as: UTF8.self), text)
      XCTAssertTrue(ids.contains("288"), ids)
    }
    XCTAssertEqual(try roundTrip(Array("x<|pad|>".utf8), "--allow-special").ids, "120 289\n")
    XCTAssertFalse(try roundTrip(Array("x<|pad|>".utf8)).ids.contains("289"))
  }

  func testJSONIsTheLastLine() throws {
    let input = try folder.write("a\n<|endoftext|>\nb", to: "in.txt")
    let encoded = try CommandLineRun.workbook(
      "tokenizer", "encode", "--tokenizer", tokenizer, input, "--json")
    let lines = encoded.output.split(separator: "\n").map(String.init)
    XCTAssertEqual(lines.dropLast(), ["97 10 288", "98"])
    let json = try StrictJSON.parse(Array(try XCTUnwrap(lines.last).utf8)).object
    XCTAssertEqual(json?["tokens"]?.integer, 4)
    XCTAssertEqual(json?["documents"]?.integer, 2)
    let ids = try folder.write("97 98", to: "in.ids")
    let decoded = try CommandLineRun.workbook(
      "tokenizer", "decode", "--tokenizer", tokenizer, ids, "--json")
    XCTAssertTrue(decoded.output.hasPrefix("ab\n{"), decoded.output)
    let inspected = try CommandLineRun.workbook(
      "tokenizer", "inspect", "--tokenizer", tokenizer, "--text", "été", "--json")
    let facts = try StrictJSON.parse(Array(inspected.output.utf8)).object
    XCTAssertEqual(facts?["pattern"]?.text, "gpt2")
    XCTAssertEqual(facts?["endOfText"]?.integer, 288)
    XCTAssertEqual(
      facts?["tokens"]?.array?.flatMap { $0.object?["bytes"]?.array ?? [] }.compactMap(\.integer),
      Array("été".utf8).map { Int($0) })
  }

  func testOtherFormats() throws {
    for name in ["out.tiktoken", "two/encoder.json"] {
      let path = folder.path + "/" + name
      let text = folder.path + "/text.txt"
      let run = try CommandLineRun.workbook(
        "tokenizer", "train", "--vocabulary-size", "290", "--out", path, text)
      XCTAssertEqual(run.status, 0, run.errors)
      let inspected = try CommandLineRun.program(
        try CommandLineRun.executable(),
        ["tokenizer", "inspect", "--tokenizer", path]
          + (name.hasSuffix(".tiktoken") ? ["--pattern", "gpt2"] : []))
      XCTAssertTrue(inspected.output.contains("290"), inspected.output + inspected.errors)
    }
  }

  func testBadInputIsOneLine() throws {
    let text = folder.path + "/text.txt"
    func verb(_ arguments: String...) throws -> CommandLineRun {
      try CommandLineRun.program(try CommandLineRun.executable(), ["tokenizer"] + arguments)
    }
    assertFails(
      try verb("encode", "--tokenizer", "none.json", text), status: 1, saying: "no such file")
    assertFails(
      try verb("encode", "--tokenizer", tokenizer, "none.txt"), status: 1, saying: "none.txt")
    assertFails(
      try verb("encode", "--tokenizer", tokenizer, folder.path), status: 1, saying: "is a folder")
    for (ids, words) in [
      ("97 x", "line 1: 'x'"), ("97\n-1", "line 2: '-1'"), ("300", "300 lies outside"),
      ("99999999999999999999999", "is no token id"), ("1.5", "'1.5'"), ("5,8", "'5,8'"),
    ] {
      let file = try folder.write(ids, to: "bad.ids")
      assertFails(try verb("decode", "--tokenizer", tokenizer, file), status: 1, saying: words)
    }
    let out = folder.path + "/new.json"
    assertFails(
      try verb("train", "--vocabulary-size", "100", "--out", out, text), status: 1,
      saying: "257 is the least")
    assertFails(
      try verb("train", "--vocabulary-size", "300", "--out", folder.path, text), status: 1,
      saying: "is a folder")
    assertFails(
      try verb("train", "--vocabulary-size", "300", "--out", out, "none.txt"), status: 1,
      saying: "none.txt")
    assertFails(
      try verb("train", "--vocabulary-size", "300", "--special", "", "--out", out, text), status: 1,
      saying: "special token")
    assertFails(
      try verb("train", "--vocabulary-size", "300", "--pattern", "gpt9", "--out", out, text),
      status: 2, saying: "gpt9")
    assertFails(try verb("train", text), status: 2, saying: "--vocabulary-size")
    XCTAssertFalse(FileManager.default.fileExists(atPath: out))
  }

  /// Unigram vocabularies take the same ways: any bytes come back, documents are lines.
  func testUnigram() throws {
    tokenizer = folder.path + "/u.json"
    let trained = try CommandLineRun.workbook(
      "tokenizer", "train", "--model", "unigram", "--vocabulary-size", "266", "--special",
      "<|pad|>", "--out", tokenizer, folder.path + "/text.txt", "--json")
    XCTAssertEqual(trained.status, 0, trained.errors)
    let line = try XCTUnwrap(trained.output.split(separator: "\n").last)
    let json = try StrictJSON.parse(Array(line.utf8)).object
    XCTAssertEqual(json?["model"]?.text, "unigram")
    XCTAssertEqual(json?["vocabularySize"]?.integer, 266)
    let again = folder.path + "/again.json"
    XCTAssertEqual(
      try CommandLineRun.workbook(
        "tokenizer", "train", "--model", "unigram", "--vocabulary-size", "266", "--special",
        "<|pad|>", "--out", again, folder.path + "/text.txt"
      ).status, 0)
    XCTAssertEqual(try AtomicFile.read(again), try AtomicFile.read(tokenizer))

    var stream = RandomStream(seed: 4)
    for size in [0, 1, 2, 300, 200_000] {
      let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
      let (ids, back) = try roundTrip(bytes)
      XCTAssertEqual(back, bytes)
      XCTAssertEqual(ids.filter { $0 == "\n" }.count, size == 0 ? 0 : 1)
    }
    let text = "The tenant\n<|endoftext|>\n<|pad|> été\n<|endoftext|>\nc"
    let (ids, back) = try roundTrip(Array(text.utf8))
    XCTAssertEqual(back, Array(text.utf8))
    let lines = ids.split(separator: "\n")
    XCTAssertEqual(lines.count, 3, ids)
    XCTAssertTrue(lines[0].hasSuffix(" 264") && lines[1].hasSuffix(" 264"), ids)
    XCTAssertLessThan(lines[0].split(separator: " ").count, 12, "words are more than their bytes")
    XCTAssertFalse(ids.contains("265"), "special tokens are text unless they are allowed")
    XCTAssertTrue(
      try roundTrip(Array("x<|pad|>".utf8), "--allow-special").ids.hasSuffix(" 265\n"))

    let inspected = try CommandLineRun.workbook(
      "tokenizer", "inspect", "--tokenizer", tokenizer, "--text", "The tenant", "--json")
    let facts = try StrictJSON.parse(Array(inspected.output.utf8)).object
    XCTAssertEqual(facts?["model"]?.text, "unigram")
    XCTAssertEqual(facts?["endOfText"]?.integer, 264)
    XCTAssertNil(facts?["merges"])
    XCTAssertEqual(
      facts?["tokens"]?.array?.flatMap { $0.object?["bytes"]?.array ?? [] }.compactMap(\.integer),
      Array("The tenant".utf8).map { Int($0) })
    assertFails(
      try CommandLineRun.workbook(
        "tokenizer", "train", "--model", "unigrams", "--vocabulary-size", "266", "--out", again,
        folder.path + "/text.txt"), status: 2, saying: "unigrams")
  }

  /// A shard holds the ids of the lines.
  func testAShardInPlaceOfLines() throws {
    let text = "The tenant\n<|endoftext|>\n\n<|endoftext|>\nIt's c"
    let input = try folder.write(text, to: "in.txt")
    let path = folder.path + "/in.tokens"
    let run = try CommandLineRun.workbook(
      "tokenizer", "encode", "--tokenizer", tokenizer, "--shard", path, input, "--json")
    XCTAssertEqual(run.status, 0, run.errors)
    let json = try StrictJSON.parse(Array(run.output.utf8)).object
    XCTAssertEqual(json?["documents"]?.integer, 3)
    let shard = try TokenShard(path: path)
    let lines = try roundTrip(Array(text.utf8)).ids.split(separator: "\n")
    XCTAssertEqual(
      (0..<shard.documentCount).map { shard.document($0).map { "\($0)" }.joined(separator: " ") },
      lines.map(String.init))
    XCTAssertEqual(json?["tokens"]?.integer, shard.tokenCount)
    XCTAssertNoThrow(try shard.require(try TokenizerFile.read(tokenizer)))
    assertFails(
      try CommandLineRun.workbook(
        "tokenizer", "encode", "--tokenizer", tokenizer, "--shard", input + "/x.tokens", input),
      status: 1, saying: "is a file, not a folder")
  }

  func testTheBenchmark() throws {
    for model in ["bpe", "unigram"] {
      let run = try CommandLineRun.workbook(
        "bench", "tokenizer", "--corpus", folder.path + "/text.txt", "--vocabulary-size", "290",
        "--model", model, "--json")
      let json = try StrictJSON.parse(Array(run.output.utf8)).object
      XCTAssertEqual(json?["model"]?.text, model)
      XCTAssertGreaterThan(try XCTUnwrap(json?["encodeMegabytesPerSecond"]?.number), 0)
      XCTAssertGreaterThan(try XCTUnwrap(json?["trainSeconds"]?.number), 0)
    }
  }
}

import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// `generate --beams`.
final class BeamVerbTests: XCTestCase {
  private let gguf = Fixtures.path("gguf/bytes.gguf")

  private func run(_ arguments: [String]) throws -> CommandLineRun {
    try CommandLineRun.program(try CommandLineRun.executable(), ["generate"] + arguments)
  }

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let run = try run(arguments + ["--json"])
    XCTAssertEqual(run.status, 0, run.errors)
    return try ExerciseHouse.json(run)
  }

  private func beams(_ arguments: [String]) throws -> [[String: Any]] {
    try XCTUnwrap(try json(arguments)["beams"] as? [[String: Any]])
  }

  func testBeamsAreTheLibrarys() throws {
    let folder = Fixtures.path("models/llama-grouped-tied")
    let expected = try Generator(try ModelDirectory.read(folder))
      .beams(after: [5, 8], count: 3, maximumNewTokens: 6)
    let arguments = ["--model", folder, "--ids", "5,8", "--max-new-tokens", "6", "--beams", "3"]
    let found = try beams(arguments)
    XCTAssertEqual(found.map { $0["ids"] as? [Int] }, expected.map { $0.ids.map(Int.init) })
    for (beam, wanted) in zip(found, expected) {
      let sum = try XCTUnwrap(beam["logProbability"] as? Double)
      XCTAssertEqual(sum, wanted.logProbability, accuracy: 1e-9)
      XCTAssertEqual(beam["isFinished"] as? Bool, wanted.isFinished)
      XCTAssertTrue(beam["text"] is NSNull)
    }
    let best = try XCTUnwrap(expected.first).ids.map { String($0) }.joined(separator: ",")
    XCTAssertEqual(try run(arguments).output, best + "\n")
  }

  func testOneBeamIsGreedyAndSeveralComeBestFirst() throws {
    let prompt = ["--model", gguf, "--prompt", "the tenant", "--max-new-tokens", "8"]
    let greedy = try json(prompt + ["--temperature", "0"])
    let one = try beams(prompt + ["--beams", "1"])
    XCTAssertEqual(one.count, 1)
    XCTAssertEqual(one[0]["ids"] as? [Int], greedy["ids"] as? [Int])
    XCTAssertEqual(one[0]["text"] as? String, greedy["text"] as? String)
    let four = try beams(prompt + ["--beams", "4"])
    let sums = four.compactMap { $0["logProbability"] as? Double }
    XCTAssertEqual(sums.count, 4)
    XCTAssertEqual(sums, sums.sorted(by: >))
    // The text's own bytes, which need not be UTF-8, behind the prompt.
    let tokenizer = try StoredModels.readTokenizer(gguf)
    let best = try XCTUnwrap(four[0]["ids"] as? [Int]).flatMap {
      tokenizer.bytes(of: Int32($0)) ?? []
    }
    let hexadecimal = try CommandLineRun.program(
      "/bin/sh",
      ["-c", "\"$@\" | od -An -v -tx1", "sh", try CommandLineRun.executable(), "generate"] + prompt
        + ["--beams", "4"])
    XCTAssertEqual(
      hexadecimal.output.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) },
      Array("the tenant".utf8) + best + [0x0A])
  }

  func testWhereTheContextEndsBeamsDo() throws {
    let run = try run([
      "--model", Fixtures.path("models/gpt2-sharded"), "--ids", "1,2", "--max-new-tokens", "50",
      "--beams", "2",
    ])
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertEqual(run.errorLines, ["stopped after 5 of 50 tokens: the context of 6 is full"])
    XCTAssertEqual(run.output.split(separator: ",").count, 5)
  }

  func testWhatSpeaksOfDrawsIsRefused() throws {
    let model = ["--model", gguf, "--prompt", "the", "--beams", "2"]
    let options = [
      ["--temperature", "0.5"], ["--top-k", "3"], ["--top-p", "0.9"], ["--min-p", "0.1"],
      ["--repetition-penalty", "1.2"], ["--stop", "x"], ["--samples", "1"], ["--seed", "1"],
    ]
    for option in options {
      assertFails(
        try run(model + option), status: 2, saying: "draws nothing: leave out \(option[0]);")
    }
    assertFails(
      try run(model + ["--seed", "4", "--top-k", "2"]), status: 2,
      saying: "leave out --top-k, --seed")
    assertFails(
      try run(["--model", gguf, "--prompt", "the", "--beams", "0"]), status: 2,
      saying: "--beams must lie between 1 and 1000")
    assertFails(
      try run(["--model", gguf, "--beams", "2"]), status: 2, saying: "give either --prompt or --ids"
    )
  }
}

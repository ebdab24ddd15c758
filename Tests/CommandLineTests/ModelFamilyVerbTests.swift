import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// `evaluate --ids` and `generate --ids` on models of all three families, without a tokenizer.
final class ModelFamilyVerbTests: XCTestCase {
  private func list(_ ids: some Sequence<Int64>) -> String {
    ids.map(String.init).joined(separator: ",")
  }

  private func reference(_ name: String) throws -> (folder: String, SafetensorsFile) {
    let folder = Fixtures.path("models/" + name)
    return (folder, try SafetensorsFile(path: folder + "/reference.safetensors"))
  }

  /// The JSON object that must be the last line of standard output, and nothing on the other stream.
  private func object(_ run: CommandLineRun, _ name: String) throws -> [String: Any] {
    XCTAssertEqual(run.status, 0, "\(name): \(run.errors)")
    XCTAssertEqual(run.errors, "", name)
    return try ExerciseHouse.json(run)
  }

  func testLogProbabilities() throws {
    for name in Fixtures.models {
      let (folder, reference) = try reference(name)
      let time = try XCTUnwrap(reference["ids"]?.shape[1])
      let ids = try reference.integers("ids").prefix(time)
      let answer = try object(
        try CommandLineRun.workbook("evaluate", "--model", folder, "--ids", list(ids), "--json"),
        name)
      let logs = try XCTUnwrap(answer["logProbabilities"] as? [Any])
      XCTAssertEqual(logs.count, time, name)
      XCTAssertTrue(logs.first is NSNull, name)
      for (value, wanted) in zip(logs.dropFirst(), try reference.floats("logProbabilities")) {
        let log = try XCTUnwrap(value as? Double, "\(name): \(value)")
        XCTAssertEqual(log, Double(wanted), accuracy: 1e-5, name)
      }
    }
  }

  func testGreedySearch() throws {
    for name in Fixtures.models {
      let (folder, reference) = try reference(name)
      let expected = try reference.integers("greedy").map { Int($0) }
      let answer = try object(
        try CommandLineRun.workbook(
          "generate", "--model", folder, "--ids", list(try reference.integers("prompt")),
          "--max-new-tokens", String(expected.count), "--temperature", "0", "--json"), name)
      XCTAssertEqual(answer["ids"] as? [Int], expected, name)
    }
  }

  /// The second of the two ids that this model's configuration lists ends the text.
  func testAnyEndOfTextIDOfTheConfigurationEnds() throws {
    for name in ["gpt2-float16", "bloom-6-heads-sharded-bfloat16", "llama-long"] {
      let (folder, reference) = try reference(name)
      let expected = try reference.integers("greedy").map { Int($0) }
      let answer = try object(
        try CommandLineRun.workbook(
          "generate", "--model", folder, "--ids", list(try reference.integers("prompt")),
          "--max-new-tokens", "20", "--temperature", "0", "--json"), name)
      XCTAssertEqual(answer["ids"] as? [Int], expected, name)
      XCTAssertEqual(answer["ending"] as? String, "endOfText", name)
      XCTAssertLessThan(expected.count, 20)
    }
  }

  func testLearnedPositionsEndWhereTheContextDoes() throws {
    let folder = Fixtures.path("models/gpt2-sharded")
    let run = try CommandLineRun.workbook(
      "generate", "--model", folder, "--ids", "1,2", "--max-new-tokens", "50", "--temperature",
      "0", "--json")
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertEqual(run.errorLines, ["stopped after 5 of 50 tokens: the context of 6 is full"])
    let answer = try ExerciseHouse.json(run)
    XCTAssertEqual((answer["ids"] as? [Int])?.count, 5)
    XCTAssertEqual(answer["ending"] as? String, "contextFull")
    assertFails(
      try CommandLineRun.workbook("generate", "--model", folder, "--ids", "1,2,3,4,5,6,7"),
      status: 1, saying: "7 tokens are more than the 6")
    assertFails(
      try CommandLineRun.workbook("evaluate", "--model", folder, "--ids", "1,2,3,4,5,6,7"),
      status: 1, saying: "7 tokens are more than the 6")
  }

  func testRotaryPositionsAndSlopesGoOn() throws {
    for name in ["llama-all-key-heads", "bloom-3-heads"] {
      let answer = try object(
        try CommandLineRun.workbook(
          "generate", "--model", Fixtures.path("models/" + name), "--ids", "1,2",
          "--max-new-tokens", "120", "--temperature", "0", "--json"), name)
      let ids = try XCTUnwrap(answer["ids"] as? [Int])
      XCTAssertTrue(ids.count == 120 || answer["ending"] as? String == "endOfText", name)
    }
  }

  func testBadIDs() throws {
    for name in ["gpt2-float16", "bloom-4-heads", "llama-one-key-head"] {
      let model = Fixtures.path("models/" + name)
      for verb in ["evaluate", "generate"] {
        let cases: [(ids: String, status: Int32, says: String)] = [
          ("", 2, "--ids"), ("1,,2", 2, "1,,2"), ("1,two", 2, "1,two"), ("1.5", 2, "1.5"),
          ("99999999999", 2, "99999999999"), ("1,99", 1, "the id 99 at place 1"),
        ]
        for (ids, status, says) in cases {
          assertFails(
            try CommandLineRun.workbook(verb, "--model", model, "--ids", ids), status: status,
            saying: says)
        }
        assertFails(
          try CommandLineRun.workbook(verb, "--model", model, "--ids=-1,2"), status: 1,
          saying: "the id -1 at place 0")
      }
    }
  }

  /// One of several files is cut off, or gone.
  func testShardsThatAreDamaged() throws {
    let folder = try TemporaryFolder()
    for name in ["llama-sharded-float16", "bloom-6-heads-sharded-bfloat16"] {
      let copy = folder.path + "/" + name
      try FileManager.default.copyItem(atPath: Fixtures.path("models/" + name), toPath: copy)
      let shard = try XCTUnwrap(
        try FileManager.default.contentsOfDirectory(atPath: copy).sorted()
          .first { $0.hasPrefix("model-00002") })
      let url = URL(fileURLWithPath: copy + "/" + shard)
      try Data(contentsOf: url).dropLast(7).write(to: url)
      assertFails(
        try CommandLineRun.workbook("evaluate", "--model", copy, "--ids", "1,2", "--json"),
        status: 1, saying: shard)
      try FileManager.default.removeItem(at: url)
      assertFails(
        try CommandLineRun.workbook("generate", "--model", copy, "--ids", "1,2", "--json"),
        status: 1, saying: shard, "no such file")
    }
  }
}

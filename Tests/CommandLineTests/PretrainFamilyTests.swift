import Foundation
import Tensors
import WorkbookCore
import XCTest

/// `pretrain` and `bench train` on three families.
final class PretrainFamilyTests: XCTestCase {
  private func object(_ arguments: [String]) throws -> JSONObject {
    let run = try CommandLineRun.program(try CommandLineRun.executable(), arguments + ["--json"])
    XCTAssertEqual(run.status, 0, "\(arguments): \(run.errors)")
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try XCTUnwrap(try StrictJSON.parse(Array(line.utf8)).object)
  }

  /// A model of each family that is trained here loads again, with the shape that was asked for.
  func testEveryFamilyTrainsAndLoadsAgain() throws {
    let folder = try TemporaryFolder()
    for number in 0..<12 {
      try folder.write(
        "Case \(number): \(number * 7919 % 1000) crowns.\n", to: "text/\(number).txt")
    }
    let cases: [(family: String, options: [String])] = [
      ("gpt2", ["--feed-forward", "24"]),
      ("llama", ["--kv-heads", "2", "--feed-forward", "40", "--untied"]),
      ("bloom", []),
    ]
    for (family, options) in cases {
      let model = folder.path + "/" + family
      let trained = try object(
        [
          "pretrain", "--corpus", folder.path + "/text", "--out", model, "--tokenizer", "bytes",
          "--replicas", "2", "--family", family, "--layers", "2", "--heads", "4", "--width", "16",
          "--context", "16", "--batch", "4", "--steps", "3",
        ] + options)
      let shape = try ModelDirectory.readConfiguration(model)
      XCTAssertEqual(shape.family.rawValue, family)
      XCTAssertEqual(shape.keyValueHeadCount, family == "llama" ? 2 : 4)
      XCTAssertEqual(shape.feedForwardWidth, ["gpt2": 24, "llama": 40][family] ?? 64)
      XCTAssertEqual(shape.isHeadTied, family != "llama")
      XCTAssertEqual(trained["parameters"]?.integer, shape.parameterCount.all)
      let answer = try object(["evaluate", "--model", model, "--ids", "5,8,13"])
      let logs = try XCTUnwrap(answer["logProbabilities"]?.array).dropFirst().map(\.number)
      XCTAssertEqual(logs.count, 2)
      for log in logs { XCTAssertEqual(try XCTUnwrap(log), -Foundation.log(257), accuracy: 1.5) }
    }
  }

  func testShapesThatNoModelHasAreRefused() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("Some text.\n", to: "text.txt")
    let cases: [([String], Int32, String)] = [
      (["--kv-heads", "2"], 1, "the gpt2 family shares no key-value heads"),
      (["--family", "llama", "--kv-heads", "3"], 1, "3 key-value heads do not divide 4 heads"),
      (["--family", "llama", "--width", "12"], 1, "even head width"),
      (["--feed-forward", "0"], 1, "feed-forward width is 0"),
      (["--family", "mamba"], 2, "following: gpt2, llama, bloom, mistral, "),
      (["--from", folder.path, "--family", "llama"], 2, "--family has no meaning with --from"),
      (["--from", folder.path, "--kv-heads", "2"], 2, "--kv-heads has no meaning with --from"),
      (["--from", folder.path, "--feed-forward", "8"], 2, "--feed-forward has no meaning"),
      (["--from", folder.path, "--untied"], 2, "--untied has no meaning with --from"),
    ]
    for (options, status, words) in cases {
      let run = try CommandLineRun.program(
        try CommandLineRun.executable(),
        ["pretrain", "--corpus", text, "--out", folder.path + "/model"] + options)
      XCTAssertEqual(run.status, status, run.errors)
      XCTAssertTrue(run.errors.contains(words), run.errors)
    }
  }

  /// The parts of a step that `bench train` prints: all of them, with the operations of the products.
  func testBenchPrintsTheStepsParts() throws {
    for family in ["gpt2", "llama", "bloom"] {
      let result = try object([
        "bench", "train", "--family", family, "--layers", "1", "--heads", "2", "--width", "16",
        "--context", "8", "--batch", "2", "--vocabulary", "20", "--steps", "2", "--replicas", "1",
      ])
      let parts = try XCTUnwrap(result["parts"]?.array).compactMap(\.object)
      let names = parts.map { $0["part"]?.text }
      XCTAssertEqual(names, StepPart.allCases.map(\.name))
      let operations = parts.reduce(0) { sum, part in
        let isProduct = ["linear", "attention", "head"].contains(part["part"]?.text)
        return sum + (isProduct ? part["operations"]?.number ?? 0 : 0)
      }
      let model = ModelConfiguration(
        family: try XCTUnwrap(.init(rawValue: family)), vocabularySize: 20, contextLength: 8,
        width: 16, layerCount: 1, headCount: 2)
      XCTAssertEqual(operations, 16 * ComputeCost(model).trainingPerToken)
      let shares = parts.reduce(0) { $0 + ($1["share"]?.number ?? 0) }
      XCTAssertEqual(shares, 1, accuracy: 1e-6)
      XCTAssertGreaterThan(try XCTUnwrap(result["peakGigaflopsPerSecond"]?.number), 0)
    }
  }
}

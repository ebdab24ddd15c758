import Foundation
import Groundwork
import XCTest

/// `pretrain`'s training options as users meet them.
final class PretrainOptionTests: XCTestCase {
  /// Trains on a little text and returns the last line's object.
  private func pretrain(_ options: [String]) throws -> JSONObject {
    let folder = try TemporaryFolder()
    for number in 0..<12 {
      try folder.write(
        "Case \(number): the court held that \(number * 7919 % 1000) crowns were due.\n",
        to: "text/\(number).txt")
    }
    let run = try CommandLineRun.program(
      try CommandLineRun.executable(),
      [
        "pretrain", "--corpus", folder.path + "/text", "--out", folder.path + "/model",
        "--tokenizer", "bytes", "--replicas", "2", "--json",
      ] + options)
    XCTAssertEqual(run.status, 0, run.errors)
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try XCTUnwrap(try StrictJSON.parse(Array(line.utf8)).object)
  }

  /// The process holds what was planned; program, text and BLAS, which do not grow with the model, come to
  /// less than a tenth of it and less than 72 MB.
  func testPeakMemoryIsWithinATenthOfThePrediction() throws {
    let shape = ["--layers", "8", "--heads", "8", "--width", "576", "--context", "64"]
    let settings = [
      ["--steps", "2", "--batch", "4"],
      [
        "--steps", "1", "--batch", "16", "--accumulation", "2", "--recompute", "--packing",
        "documents", "--document-attention",
      ],
    ]
    for options in settings {
      let result = try pretrain(shape + options)
      let predicted = Double(try XCTUnwrap(result["predictedMemoryBytes"]?.integer))
      let peak = Double(try XCTUnwrap(result["peakMemoryBytes"]?.integer))
      XCTAssertEqual(result["memoryBytes"]?.integer, result["predictedMemoryBytes"]?.integer)
      XCTAssertGreaterThan(predicted, 3e8)
      XCTAssertEqual(peak / predicted, 1, accuracy: 0.1, "\(options)")
      XCTAssertLessThan(peak - predicted, 72e6, "\(options)")
    }
  }

  func testEverySchedule() throws {
    for schedule in ["constant", "cosine", "warmup-stable-decay"] {
      let result = try pretrain([
        "--schedule", schedule, "--steps", "4", "--layers", "1", "--heads", "1", "--width", "8",
        "--context", "8", "--batch", "2", "--z-loss", "1e-4",
      ])
      XCTAssertEqual(result["steps"]?.integer, 4)
    }
  }

  func testOptionsWithoutAMeaningAreRefused() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("Some text.\n", to: "text.txt")
    let cases: [([String], Int32, String)] = [
      (["--decay-steps", "5"], 2, "--decay-steps"),
      (["--schedule", "constant", "--final-fraction", "0.1"], 2, "--final-fraction"),
      (["--z-loss", "2"], 1, "z-loss"),
      (["--accumulation", "5"], 1, "5 equal parts"),
      (["--final-fraction", "3"], 1, "learning rate"),
    ]
    for (options, status, word) in cases {
      let run = try CommandLineRun.program(
        try CommandLineRun.executable(),
        ["pretrain", "--corpus", text, "--out", folder.path + "/model"] + options)
      XCTAssertEqual(run.status, status, run.errors)
      XCTAssertTrue(run.errors.contains(word), run.errors)
    }
  }
}

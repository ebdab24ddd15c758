import Foundation
import Groundwork
import XCTest

/// `--precision` as users meet it, on this processor and on one without bfloat16 products.
final class PrecisionOptionTests: XCTestCase {
  private var folder: TemporaryFolder!

  override func setUpWithError() throws {
    folder = try TemporaryFolder()
    for number in 0..<12 {
      try folder.write(
        "Case \(number): the court held that \(number * 7919 % 1000) crowns were due.\n",
        to: "text/\(number).txt")
    }
  }

  /// - Parameter isOld: lets oneDNN use no more of the processor than one of 2013 has.
  private func pretrain(
    _ out: String, _ options: [String], isOld: Bool = false
  ) throws -> CommandLineRun {
    try CommandLineRun.program(
      try CommandLineRun.executable(),
      [
        "pretrain", "--corpus", folder.path + "/text", "--out", "\(folder.path)/\(out)",
        "--tokenizer", "bytes", "--replicas", "2", "--json", "--steps", "6", "--layers", "1",
        "--heads", "1", "--width", "16", "--context", "16", "--batch", "2",
      ] + options,
      environment: environment(isOld: isOld))
  }

  private func environment(isOld: Bool) -> [String: String] {
    var variables = ["XDG_CACHE_HOME": folder.path + "/cache"]
    if isOld { variables["ONEDNN_MAX_CPU_ISA"] = "AVX2" }
    return variables
  }

  private func loss(_ run: CommandLineRun) throws -> Double {
    XCTAssertEqual(run.status, 0, run.errors)
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    let object = try XCTUnwrap(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    return try XCTUnwrap(object["validationLoss"] as? Double)
  }

  /// Everything works without bfloat16, in float32 by OpenBLAS, and that is said in one line.
  func testAProcessorWithoutBFloat16() throws {
    let plain = try pretrain("plain", ["--precision", "float32"], isOld: true)
    let asked = try pretrain("asked", ["--precision", "bfloat16"], isOld: true)
    XCTAssertEqual(try loss(asked), try loss(plain))
    let lines = asked.errors.split(separator: "\n").filter { $0.contains("bfloat16") }
    XCTAssertEqual(lines.count, 1, asked.errors)
    XCTAssertTrue(lines.first?.contains("computing in float32") ?? false, asked.errors)
    let auto = try pretrain("auto", ["--precision", "auto"], isOld: true)
    XCTAssertEqual(try loss(auto), try loss(plain), accuracy: 1e-3)
    // A run of a machine that has it is not gone on with in other numbers.
    let began = try pretrain("began", ["--precision", "bfloat16"])
    guard !began.errors.contains("computing in float32") else { return }
    XCTAssertNotEqual(try loss(began), try loss(plain))
  }

  /// What was measured stays: the second run measures nothing, and both compute alike.
  func testTheMachineIsMeasuredOnce() throws {
    let first = try pretrain("first", ["--precision", "auto"])
    XCTAssertTrue(first.errors.contains("measuring"), first.errors)
    let second = try pretrain("second", ["--precision", "auto"])
    XCTAssertFalse(second.errors.contains("measuring"), second.errors)
    XCTAssertEqual(try loss(first), try loss(second))
    let tables = try FileManager.default.contentsOfDirectory(
      atPath: folder.path + "/cache/pretraining-workbook/products")
    XCTAssertEqual(tables.count, 1)
    // Another table is another machine's: the run keeps the products that it began with.
    let path = folder.path + "/cache/pretraining-workbook/products/" + tables[0]
    try AtomicFile.write(#"{"cells": {}}"#, to: path)
    let resumed = try pretrain("first", ["--precision", "auto", "--resume"])
    XCTAssertEqual(try loss(resumed), try loss(first))
    // A damaged table is measured anew.
    try AtomicFile.write("{", to: path)
    let third = try pretrain("third", ["--precision", "auto"])
    XCTAssertTrue(third.errors.contains("measuring"), third.errors)
    XCTAssertEqual(third.status, 0)
  }

  func testPackedWeightsAreNotRounded() throws {
    let model = CommandLineRun.root + "/Tests/Fixtures/gguf/llama.gguf"
    func evaluate(_ options: [String]) throws -> CommandLineRun {
      try CommandLineRun.program(
        try CommandLineRun.executable(),
        ["evaluate", "--model", model, "--ids", "5,8,13", "--json"] + options,
        environment: environment(isOld: false))
    }
    let unpacked = try evaluate(["--weights", "unpacked", "--precision", "bfloat16"])
    XCTAssertEqual(unpacked.status, 0, unpacked.errors)
    let packed = try evaluate(["--precision", "bfloat16"])
    XCTAssertEqual(packed.status, 1)
    XCTAssertTrue(packed.errors.contains("--weights unpacked"), packed.errors)
    XCTAssertEqual(packed.errors.split(separator: "\n").count, 1, packed.errors)
  }

  func testBenchSaysWhatItComputedIn() throws {
    for precision in ["float32", "bfloat16", "auto"] {
      let run = try CommandLineRun.program(
        try CommandLineRun.executable(),
        [
          "bench", "train", "--layers", "1", "--heads", "1", "--width", "16", "--context", "16",
          "--batch", "2", "--vocabulary", "65", "--steps", "2", "--precision", precision, "--json",
        ], environment: environment(isOld: precision == "bfloat16"))
      XCTAssertEqual(run.status, 0, run.errors)
      XCTAssertTrue(
        run.output.contains(#""precision":"#), run.output)
      if precision != "auto" { XCTAssertTrue(run.output.contains(#""float32""#), run.output) }
    }
  }
}

import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// Adapters in every verb that reads a model, and what `pretrain --from` says of going on.
final class AdapterVerbTests: XCTestCase {
  private var folder: TemporaryFolder!
  /// A packed model, as people have it.
  private let gguf = Fixtures.path("gguf/bytes.gguf")
  private var text: String { folder.path + "/t.txt" }
  private var novels: String { folder.path + "/novels.txt" }
  private var adapter: String { folder.path + "/adapter" }

  override func setUpWithError() throws {
    folder = try TemporaryFolder()
    try folder.write(
      String(repeating: "the tenant shall pay 12 for the lease\n", count: 60), to: "t.txt")
    try folder.write(
      String(repeating: "she walked through the garden at dusk\n", count: 60), to: "novels.txt")
  }

  override func tearDown() { folder = nil }

  private func run(_ arguments: [String]) throws -> CommandLineRun {
    try CommandLineRun.program(try CommandLineRun.executable(), arguments)
  }

  private func object(_ arguments: [String]) throws -> JSONObject {
    let run = try run(arguments + ["--json"])
    XCTAssertEqual(run.status, 0, "\(arguments): \(run.errors)")
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try XCTUnwrap(try StrictJSON.parse(Array(line.utf8)).object)
  }

  private func training(_ out: String) -> [String] {
    [
      "pretrain", "--from", gguf, "--corpus", text, "--out", out, "--context", "16", "--batch",
      "4", "--replicas", "1", "--steps", "20",
    ]
  }

  @discardableResult
  private func trainAdapter(_ more: [String] = []) throws -> JSONObject {
    try object(
      training(adapter) + ["--adapter", "lora", "--rank", "4", "--learning-rate", "0.02"] + more)
  }

  private func loss(_ arguments: [String]) throws -> Double {
    try XCTUnwrap(
      object(["evaluate", "--corpus", text, "--weights", "unpacked"] + arguments)["loss"]?.number)
  }

  func testDropout() throws {
    try trainAdapter(["--adapter-dropout", "0.2"])
    let said = try StrictJSON.parse(AtomicFile.read(adapter + "/adapter_config.json")).object
    XCTAssertEqual(said?["lora_dropout"]?.number, 0.2)
    let out = folder.path + "/none"
    assertFails(
      try run(training(out) + ["--adapter", "lora", "--adapter-dropout", "1"]), status: 1,
      saying: "dropout is 1.0")
    assertFails(
      try run(training(out) + ["--adapter-dropout", "0.1"]), status: 2,
      saying: "--adapter-dropout belongs to --adapter lora")
  }

  func testAnAdapterOfAPackedModelInEveryVerb() throws {
    let trained = try trainAdapter()
    XCTAssertEqual(trained["memoryBytes"]?.integer, trained["predictedMemoryBytes"]?.integer)
    let count = try XCTUnwrap(trained["trainedParameters"]?.integer)
    XCTAssertLessThan(count, try XCTUnwrap(trained["parameters"]?.integer))
    XCTAssertGreaterThan(count, 0)

    // It runs beside its model, which its settings lead to, or which is named.
    let (plain, adapted) = (try loss(["--model", gguf]), try loss(["--model", adapter]))
    XCTAssertLessThan(adapted, 0.9 * plain)
    XCTAssertEqual(try loss(["--model", gguf, "--adapter", adapter]), adapted)
    let both = try object(["evaluate", "--model", gguf, adapter, "--corpus", text])
    XCTAssertEqual(both["models"]?.array?.count, 2)
    // As it is packed, products are of inputs of 8 bits.
    let stored = try object(["evaluate", "--model", adapter, "--corpus", text])
    XCTAssertEqual(try XCTUnwrap(stored["loss"]?.number), adapted, accuracy: 0.05)
    let written = try object([
      "generate", "--model", adapter, "--prompt", "the tenant", "--max-new-tokens", "8",
    ])
    XCTAssertEqual(written["ids"]?.array?.count, 8)

    let found = try object(["inspect", adapter])
    XCTAssertEqual(found["kind"]?.text, "adapter of a model")
    XCTAssertEqual(found["isSupported"]?.bool, true)
    XCTAssertEqual(found["adapter"]?.object?["rank"]?.integer, 4)
    XCTAssertEqual(found["forms"]?.array?.first?.object?["numbers"]?.integer, count)
    XCTAssertTrue(
      try run(["inspect", adapter]).output.contains("rank 4, alpha 8, for the model /"))

    // Merged, it is a model like any other.
    let alone = try run(["export", "--model", adapter, "--out", folder.path + "/merged"])
    XCTAssertEqual(alone.status, 1)
    XCTAssertTrue(alone.errors.contains("is an adapter; --merge writes its model"), alone.errors)
    let no = try run(["export", "--model", gguf, "--merge", "--out", folder.path + "/merged"])
    XCTAssertEqual(no.status, 1)
    XCTAssertTrue(no.errors.contains("is no adapter; leave out --merge"), no.errors)
    for name in ["merged", "merged.gguf"] {
      let out = "\(folder.path)/\(name)"
      _ = try object(["export", "--model", adapter, "--merge", "--out", out])
      XCTAssertEqual(try loss(["--model", out]), adapted, accuracy: 1e-5)
    }
    // Training goes on from the merged model, and not with an adapter of an adapter.
    let twice = try run(
      [
        "pretrain", "--from", adapter, "--adapter", "lora", "--corpus", text, "--out",
        folder.path + "/twice",
      ])
    XCTAssertEqual(twice.status, 1)
    XCTAssertTrue(twice.errors.contains("is an adapter itself"), twice.errors)

    // `runs` reads the folder as any other run's.
    XCTAssertEqual(try run(["runs", adapter]).status, 0)
  }

  func testAnAdapterWhoseModelIsGone() throws {
    let copy = folder.path + "/model.gguf"
    try FileManager.default.copyItem(atPath: gguf, toPath: copy)
    var arguments = training(adapter) + ["--adapter", "lora", "--rank", "2"]
    arguments[2] = copy
    _ = try object(arguments)
    try FileManager.default.moveItem(atPath: copy, toPath: folder.path + "/moved.gguf")
    for verb in [
      ["evaluate", "--ids", "5,8", "--model"], ["generate", "--prompt", "the", "--model"],
      ["export", "--merge", "--out", folder.path + "/out", "--model"],
    ] {
      let lost = try run(verb + [adapter])
      XCTAssertEqual(lost.status, 1)
      XCTAssertEqual(lost.errorLines.count, 1, lost.errors)
      XCTAssertTrue(
        lost.errors.contains("\(copy), and nothing is there; name the model with --model"),
        lost.errors)
    }
    let inspected = try object(["inspect", adapter])
    XCTAssertEqual(inspected["isSupported"]?.bool, false)
    // Told where it is, it runs.
    _ = try object([
      "evaluate", "--ids", "5,8", "--model", folder.path + "/moved.gguf", "--adapter", adapter,
    ])
    // Another model is no base for it.
    let other = Fixtures.path("models/gpt2-sharded")
    let wrong = try run(["evaluate", "--ids", "5,8", "--model", other, "--adapter", adapter])
    XCTAssertEqual(wrong.status, 1)
    XCTAssertEqual(wrong.errorLines.count, 1, wrong.errors)
  }

  func testResumingAnAdapter() throws {
    let options = ["--adapter", "lora", "--rank", "2"]
    _ = try object(training(adapter) + options)
    let again = try object(training(adapter) + options + ["--resume"])
    XCTAssertEqual(again["steps"]?.integer, 20)
    let other = try run(training(adapter) + ["--adapter", "lora", "--rank", "3", "--resume"])
    XCTAssertEqual(other.status, 1)
    XCTAssertTrue(other.errors.contains("started with other options"), other.errors)
    let taken = try run(training(adapter) + options)
    XCTAssertTrue(taken.errors.contains("add --resume or --overwrite"), taken.errors)
  }

  func testReplayAndTheSecondWarmUp() throws {
    let out = folder.path + "/law"
    let result = try object(training(out) + ["--replay", novels + "=0.25"])
    let (before, after) = (
      try XCTUnwrap(result["before"]?.array), try XCTUnwrap(result["validation"]?.array)
    )
    XCTAssertEqual(before.map { $0.object?["name"]?.text }, ["validation", "replay novels.txt"])
    XCTAssertEqual(after.count, 2)
    let said = try run(training(out) + ["--replay", novels + "=0.25", "--overwrite"])
    XCTAssertEqual(said.status, 0, said.errors)
    XCTAssertTrue(said.errors.contains("the learning rate warms up once more"), said.errors)
    XCTAssertTrue(said.output.contains("bits a byte, "), said.output)
    XCTAssertTrue(said.output.contains("before: replay novels.txt"), said.output)
  }

  func testMisuse() throws {
    let out = folder.path + "/out"
    let start = ["pretrain", "--corpus", text, "--out", out]
    let from = start + ["--from", gguf]
    let cases: [([String], Int32, String)] = [
      (start + ["--adapter", "lora"], 2, "--adapter has a meaning with --from alone"),
      (from + ["--rank", "4"], 2, "--rank belongs to --adapter lora"),
      (from + ["--targets", "q"], 2, "--targets belongs to --adapter lora"),
      (from + ["--adapter", "dora"], 2, "lora"),
      (from + ["--adapter", "lora", "--rank", "0"], 1, "rank is 0"),
      (from + ["--adapter", "lora", "--alpha", "-1"], 1, "alpha is -1"),
      (from + ["--adapter", "lora", "--targets", "q,eyes"], 1, "no matrix \"eyes\""),
      (from + ["--replay", novels], 2, "--replay"),
      (from + ["--replay", novels + "=1.5"], 2, "--replay"),
      (from + ["--replay", folder.path + "/none=0.5"], 1, "none"),
      (
        ["pretrain", "--shards", out, "--out", out, "--replay", novels + "=0.5"], 2,
        "--shards have weights"
      ),
      (from + ["--warmup", "3", "--warmup-share", "0.1"], 2, "exclude each other"),
      (from + ["--warmup-share", "2"], 2, "from 0 to 1"),
      (
        ["evaluate", "--model", gguf, gguf, "--adapter", out, "--corpus", text], 2,
        "--adapter goes with one model"
      ),
    ]
    for (arguments, status, words) in cases {
      let run = try run(arguments)
      XCTAssertEqual(run.status, status, "\(arguments): \(run.errors)")
      XCTAssertTrue(run.errors.contains(words), run.errors)
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: out))
  }
}

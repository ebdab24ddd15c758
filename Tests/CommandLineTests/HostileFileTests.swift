import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// Damaged files of a model in the verbs that read them: each is refused with one line, or read where what
/// was damaged says nothing. No run traps, hangs, or takes more memory than an undamaged file, the damaged
/// one's size and 64 MB.
///
/// A few of them; as many as `WORKBOOK_MUTANTS` says of each file, where it is set.
final class HostileFileTests: XCTestCase {
  private var folder: TemporaryFolder!
  private var text: String { folder.path + "/t.txt" }
  private var directory: String { folder.path + "/model" }
  private var out: String { folder.path + "/out" }
  private let gguf = Fixtures.path("gguf/bytes.gguf")

  private static let slack = 64_000_000

  override func setUpWithError() throws {
    folder = try TemporaryFolder()
    try folder.write(String(repeating: "the tenant shall pay 12\n", count: 40), to: "t.txt")
    let model = try StoredModels.open(gguf)
    try ModelDirectory.write(try model.readParameters(), to: directory)
    try TokenizerFile.write(
      try XCTUnwrap(try model.readTokenizer()), to: directory + "/tokenizer.json")
  }

  override func tearDown() { folder = nil }

  private var count: Int {
    ProcessInfo.processInfo.environment["WORKBOOK_MUTANTS"].flatMap { Int($0) } ?? 8
  }

  /// The verbs that read a model, or the tokenizer in it.
  private func verbs(_ model: String) -> [[String]] {
    [
      ["inspect", model], ["tokenizer", "encode", "--tokenizer", model, text],
      ["evaluate", "--model", model, "--corpus", text],
      ["generate", "--model", model, "--prompt", "the", "--max-new-tokens", "2"],
      ["quantize", "--model", model, "--out", out + ".gguf", "--format", "q8_0"],
      [
        "pretrain", "--from", model, "--corpus", text, "--out", out, "--steps", "1", "--batch",
        "1", "--context", "8", "--replicas", "1",
      ],
    ]
  }

  private func run(_ verb: [String]) throws -> MeasuredRun {
    try? FileManager.default.removeItem(atPath: out)
    try? FileManager.default.removeItem(atPath: out + ".gguf")
    return try MeasuredRun(verb, folder: folder.path)
  }

  /// Every damaged copy is given to one verb after the other in turns.
  private func damage(
    _ path: String, of model: String, seed: UInt64,
    more: [(description: String, bytes: [UInt8])] = []
  ) throws {
    let whole = try AtomicFile.read(path)
    let verbs = verbs(model)
    let usual = try verbs.map { verb in
      let run = try run(verb)
      XCTAssertEqual(run.status, 0, run.errors)
      return run.peakByteCount
    }
    var refused = 0
    let copies = Array(damaged(whole, count: count, seed: seed)) + more
    for (number, copy) in copies.enumerated() {
      XCTAssertTrue(
        FileManager.default.createFile(atPath: path, contents: Data(copy.bytes)),
        copy.description)
      // The quickest verb always; what is read there says most about what the others meet.
      for index in [0, 1 + number % (verbs.count - 1)] {
        let run = try run(verbs[index])
        let what =
          "\(verbs[index][0]), \((path as NSString).lastPathComponent), \(copy.description)"
        XCTAssertFalse(run.hung, "hung: \(what)")
        XCTAssertTrue([0, 1].contains(run.status), "status \(run.status): \(what): \(run.errors)")
        XCTAssertLessThan(
          run.peakByteCount, usual[index] + copy.bytes.count + Self.slack, "memory: \(what)")
        guard run.status == 1 else { continue }
        refused += 1
        let lines = run.errors.split(separator: "\n").filter { $0.hasPrefix("workbook: ") }
        XCTAssertEqual(lines.count, 1, "\(what): \(run.errors)")
      }
    }
    XCTAssertGreaterThan(refused, 0, "nothing was refused: nothing was damaged")
    try AtomicFile.write(whole, to: path)
  }

  /// Copies of a JSON file with something in the place of a value that no file should have.
  private func values(of path: String) throws -> [(description: String, bytes: [UInt8])] {
    let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    let colons = text.indices.filter { text[$0] == ":" }
    let strange = [
      String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 50_000),
      String(repeating: "[", count: 60) + String(repeating: "]", count: 60),
      "1e999", "99999999999999999999", "2147483647", "\"\\ud800\"", "-1", "0.5", "null",
    ]
    return strange.enumerated().map { number, value in
      let colon = colons[number * 7 % colons.count]
      return (
        "\(value.prefix(20)) after colon \(number * 7 % colons.count)",
        Array((text[...colon] + value + "," + text[text.index(after: colon)...]).utf8)
      )
    }
  }

  func testGGUFFiles() throws {
    let path = folder.path + "/x.gguf"
    try AtomicFile.write(try AtomicFile.read(gguf), to: path)
    try damage(path, of: path, seed: 101)
  }

  func testTokenizers() throws {
    let path = directory + "/tokenizer.json"
    try damage(path, of: directory, seed: 102, more: try values(of: path))
  }

  func testConfigurations() throws {
    let path = directory + "/config.json"
    // A table for so many layers would take hundreds of megabytes.
    let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    let deep = text.replacing(#/"num_hidden_layers": *\d+/#, with: "\"num_hidden_layers\": 65536")
    XCTAssertNotEqual(deep, text)
    try damage(
      path, of: directory, seed: 103,
      more: try values(of: path) + [("65536 layers", Array(deep.utf8))])
  }

  func testSafetensors() throws {
    try damage(directory + "/model.safetensors", of: directory, seed: 104)
  }

  /// Files that lead to themselves.
  func testCycles() throws {
    try folder.write(
      "{\"weight_map\": {\"model.embed_tokens.weight\": \"model.safetensors.index.json\"}}",
      to: "model/model.safetensors.index.json")
    try FileManager.default.removeItem(atPath: directory + "/model.safetensors")
    let adapter = folder.path + "/adapter"
    try folder.write(
      "{\"peft_type\": \"LORA\", \"r\": 2, \"target_modules\": [\"q_proj\"], "
        + "\"base_model_name_or_path\": \"\(adapter)\"}", to: "adapter/adapter_config.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/round", withDestinationPath: folder.path + "/round")
    for model in [directory, adapter, folder.path + "/round"] {
      for verb in verbs(model).dropFirst(2) {
        let run = try run(verb)
        XCTAssertFalse(run.hung, "\(verb)")
        XCTAssertEqual(run.status, 1, "\(verb): \(run.errors)")
        XCTAssertEqual(
          run.errors.split(separator: "\n").filter { $0.hasPrefix("workbook: ") }.count, 1,
          run.errors)
      }
    }
  }
}

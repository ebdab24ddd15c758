import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// `quantize` as a user meets it.
final class QuantizeVerbTests: XCTestCase {
  private var folder: TemporaryFolder!
  private let gguf = Fixtures.path("gguf/bytes.gguf")
  private var text: String { folder.path + "/t.txt" }
  private var held: String { folder.path + "/held.txt" }

  override func setUpWithError() throws {
    folder = try TemporaryFolder()
    try folder.write(
      String(repeating: "the tenant shall pay 12 for the lease of a house\n", count: 80),
      to: "t.txt")
    try folder.write(
      String(repeating: "a house shall be let to the tenant, who pays\n", count: 30), to: "held.txt"
    )
  }

  override func tearDown() { folder = nil }

  private func run(_ arguments: String...) throws -> CommandLineRun {
    try CommandLineRun.program(try CommandLineRun.executable(), ["quantize"] + arguments)
  }

  private func json(_ run: CommandLineRun) throws -> [String: Any] {
    XCTAssertEqual(run.status, 0, run.errors)
    return try ExerciseHouse.json(run)
  }

  func testTheLossAfterIsThatOfTheFile() throws {
    let out = folder.path + "/small.gguf"
    let found = try json(
      try run(
        "--model", gguf, "--out", out, "--format", "q4_0", "--rounding", "gptq", "--calibration",
        text, "--calibration-windows", "6", "--calibration-context", "24", "--corpus", held,
        "--context", "40", "--json"))
    XCTAssertEqual(found["format"] as? String, "Q4_0")
    XCTAssertEqual(found["actOrder"] as? Bool, true)
    let (before, after) = (
      try XCTUnwrap(found["bitsPerByteBefore"] as? Double),
      try XCTUnwrap(found["bitsPerByteAfter"] as? Double)
    )
    XCTAssertEqual(found["bitsPerByteAdded"] as? Double ?? 0, after - before, accuracy: 1e-12)
    for (model, wanted) in [(gguf, before), (out, after)] {
      let evaluated = try CommandLineRun.workbook(
        "evaluate", "--model", model, "--corpus", held, "--context", "40", "--weights", "unpacked",
        "--json")
      XCTAssertEqual(
        try XCTUnwrap(try ExerciseHouse.json(evaluated)["bitsPerByte"] as? Double), wanted,
        accuracy: 1e-9)
    }
    // From the noisiest matrix on.
    let tensors = try XCTUnwrap(found["tensors"] as? [[String: Any]])
    let noise = tensors.compactMap { $0["signalToNoise"] as? Double }
    XCTAssertEqual(noise, noise.sorted())
    XCTAssertEqual(found["worstTensor"] as? String, tensors.first?["name"] as? String)
    let size = try FileManager.default.attributesOfItem(atPath: out)[.size] as? Int
    XCTAssertEqual(found["bytes"] as? Int, size)
    // The chat template and the tokenizer went along.
    XCTAssertEqual(
      try StoredModels.open(out).readChatTemplate(), try StoredModels.open(gguf).readChatTemplate())
    XCTAssertEqual(
      try StoredModels.readTokenizer(out).encode("the tenant"),
      try StoredModels.readTokenizer(gguf).encode("the tenant"))
  }

  func testADirectoryHoldsTheSameNumbers() throws {
    let (file, directory) = (folder.path + "/a.gguf", folder.path + "/a")
    for out in [file, directory] {
      let result = try run(
        "--model", gguf, "--out", out, "--format", "q5_1", "--keep", "*attn_v=q8_0",
        "blk.1.ffn_up=f16")
      XCTAssertEqual(result.status, 0, result.errors)
      XCTAssertTrue(result.output.contains("The noisiest matrices:"), result.output)
    }
    let models = try [file, directory].map { try StoredModels.open($0).readParameters() }
    XCTAssertEqual(
      withExtendedLifetime(models) { models[0].values.array },
      withExtendedLifetime(models) { models[1].values.array })
    let forms = Dictionary(
      uniqueKeysWithValues: try GGUFFile(path: file).tensors.map { ($0.name, $0.element) })
    XCTAssertEqual(forms["blk.0.attn_v.weight"], .q80)
    XCTAssertEqual(forms["blk.1.ffn_up.weight"], .float16)
    XCTAssertEqual(forms["blk.1.ffn_down.weight"], .q51)
    XCTAssertEqual(forms["token_embd.weight"], .q80)
  }

  func testRowsThatDoNotFitAreSaid() throws {
    let out = folder.path + "/k.gguf"
    let result = try run("--model", gguf, "--out", out, "--format", "q4_k")
    XCTAssertEqual(result.status, 0, result.errors)
    XCTAssertTrue(result.errors.contains("Q4_K became Q5_0"), result.errors)
    XCTAssertTrue(result.errors.contains("Q6_K became Q8_0"), result.errors)
  }

  func testWhatCannotBe() throws {
    let out = folder.path + "/x.gguf"
    let start = ["--model", gguf, "--out", out, "--format", "q4_0"]
    func refused(_ more: String..., status: Int32, saying words: String, line: UInt = #line) throws
    {
      let result = try CommandLineRun.program(
        try CommandLineRun.executable(), ["quantize"] + start + more)
      XCTAssertEqual(result.status, status, result.errors, line: line)
      XCTAssertTrue(result.errors.contains(words), result.errors, line: line)
      XCTAssertFalse(FileManager.default.fileExists(atPath: out), line: line)
    }
    try refused("--rounding", "gptq", status: 2, saying: "name it with --calibration")
    try refused("--calibration", text, status: 2, saying: "of no use to --rounding nearest")
    try refused("--no-act-order", status: 2, saying: "belong to --rounding gptq")
    try refused(
      "--rounding", "gptq", "--calibration", text, "--corpus", text, status: 2,
      saying: "no held-out text")
    try refused("--group-size", "40", status: 1, saying: "takes multiples of 32; give another")
    try refused("--keep", "blk.0.atn_q=q8_0", status: 1, saying: "blk.0.attn_q.weight")
    try refused("--keep", "blk.0.attn_norm=q8_0", status: 1, saying: "vectors stay F32")
    try refused("--keep", "attn_q", status: 2, saying: "attn_q")
    try refused(
      "--rounding", "least-squares", "--calibration", text, "--calibration-context", "60000",
      status: 1, saying: "too few for one window of 60000")
    try refused("--corpus", folder.path + "/none.txt", status: 1, saying: "none.txt")
    let plain = try run(
      "--model", gguf, "--out", out, "--format", "f16", "--rounding", "gptq",
      "--calibration", text)
    assertFails(plain, status: 1, saying: "no scale to choose", "leave out --rounding")
    assertFails(
      try run("--model", folder.path + "/none", "--out", out, "--format", "q4_0"), status: 1,
      saying: "no such model directory")
  }
}

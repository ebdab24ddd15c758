import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// GGUF files in every verb that takes a model: what a model directory of the same numbers gives.
final class StoredModelVerbTests: XCTestCase {
  private var folder: TemporaryFolder!
  private let gguf = Fixtures.path("gguf/bytes.gguf")
  private var text: String { folder.path + "/t.txt" }
  /// The same model as a directory.
  private var directory: String { folder.path + "/model" }

  override func setUpWithError() throws {
    folder = try TemporaryFolder()
    try folder.write(
      String(repeating: "the tenant shall pay 12 for the lease\n", count: 60), to: "t.txt")
    let model = try StoredModels.open(gguf)
    try ModelDirectory.write(try model.readParameters(), to: directory)
    try TokenizerFile.write(
      try XCTUnwrap(try model.readTokenizer()), to: directory + "/tokenizer.json")
  }

  override func tearDown() { folder = nil }

  private func run(_ arguments: String...) throws -> CommandLineRun {
    try CommandLineRun.program(try CommandLineRun.executable(), arguments)
  }

  private func json(_ run: CommandLineRun) throws -> [String: Any] {
    XCTAssertEqual(run.status, 0, run.errors)
    return try ExerciseHouse.json(run)
  }

  func testEvaluateAndGenerate() throws {
    func same(_ arguments: [String], line: UInt = #line) throws {
      let runs = try [gguf, directory].map { model in
        let parts = arguments.split(separator: "MODEL", omittingEmptySubsequences: false)
        return try CommandLineRun.program(
          try CommandLineRun.executable(),
          Array(parts.joined(separator: [model])) + ["--weights", "unpacked"])
      }
      XCTAssertEqual(runs[0].status, 0, runs[0].errors, line: line)
      let outputs = runs.map { run in
        run.output.replacing(#/"tokensPerSecond":[^,]*,/#, with: "")
      }
      XCTAssertEqual(outputs[0], outputs[1], line: line)
    }
    try same(["evaluate", "--model", "MODEL", "--corpus", text, "--json"])
    try same(["evaluate", "--model", "MODEL", "--ids", "5,8,13"])
    try same([
      "evaluate", "--model", "MODEL", "--prompt", "the", "--choice", " tenant", "--choice",
      " lease",
    ])
    let prompt = [
      "generate", "--model", "MODEL", "--prompt", "the tenant", "--max-new-tokens", "8",
    ]
    try same(prompt + ["--json"])
    try same(
      prompt + ["--min-p", "0.1", "--repetition-penalty", "1.2", "--samples", "3", "--json"])
    try same(["generate", "--model", "MODEL", "--ids", "5,8", "--samples", "2", "--json"])
    // As they are stored, weights multiply inputs of 8 bits: nearly the same, and not quite.
    let losses = try ["stored", "unpacked"].map { form in
      try XCTUnwrap(
        json(
          try run(
            "evaluate", "--model", gguf, "--corpus", text, "--json", "--weights", form))["loss"]
          as? Double)
    }
    XCTAssertEqual(losses[0], losses[1], accuracy: 0.05)
    // Both side by side.
    let both = try json(
      try run("evaluate", "--model", gguf, directory, "--corpus", text, "--json"))
    XCTAssertEqual((both["models"] as? [Any])?.count, 2)
  }

  func testTheTokenThatBeginsTexts() throws {
    func ids(_ more: String...) throws -> [Int]? {
      try json(
        try CommandLineRun.program(
          try CommandLineRun.executable(),
          ["generate", "--model", gguf, "--prompt", "the", "--max-new-tokens", "1", "--json"]
            + more))["promptIds"] as? [Int]
    }
    let whole = try XCTUnwrap(try ids())
    XCTAssertEqual(whole.first, 330)
    XCTAssertEqual(try ids("--no-special"), Array(whole.dropFirst()))
  }

  func testSeveralSamplesStopsAndSeeds() throws {
    func written(_ more: String...) throws -> [String: Any] {
      try json(
        try CommandLineRun.program(
          try CommandLineRun.executable(),
          ["generate", "--model", gguf, "--prompt", "the", "--max-new-tokens", "30", "--json"]
            + more))
    }
    let samples = try XCTUnwrap(
      try written("--samples", "3", "--seed", "7")["samples"] as? [[String: Any]])
    XCTAssertEqual(samples.map { $0["seed"] as? String }, ["7", "8", "9"])
    let second = try written("--seed", "8")
    XCTAssertEqual(samples[1]["text"] as? String, second["text"] as? String)
    let text = try XCTUnwrap(second["text"] as? String)
    let stop = String(try XCTUnwrap(text.dropFirst(text.count / 2).first))
    let stopped = try written("--seed", "8", "--stop", stop, "--stop", "never there")
    XCTAssertEqual(stopped["ending"] as? String, "stopText")
    XCTAssertEqual(
      stopped["text"] as? String,
      String(
        try XCTUnwrap(
          text.split(separator: stop, maxSplits: 1, omittingEmptySubsequences: false).first)))
    assertFails(
      try run("generate", "--model", gguf, "--prompt", "x", "--min-p", "2"), status: 1,
      saying: "min-p is 2")
  }

  func testAChatTemplateThatIsNotKnown() throws {
    assertFails(
      try run("generate", "--model", gguf, "--chat", "--prompt", "x"), status: 1,
      saying: "chat template (with [INST]) is not supported", "ChatML and Llama 3")
    assertFails(
      try run("generate", "--model", directory, "--chat", "--prompt", "x"), status: 1,
      saying: "has no chat template")
  }

  func testTokenizerVerbs() throws {
    for verb in [["encode", text], ["inspect", "--text", "the tenant", "--json"]] {
      let runs = try [gguf, directory].map { path in
        try CommandLineRun.program(
          try CommandLineRun.executable(), ["tokenizer", verb[0], "--tokenizer", path] + verb[1...])
      }
      XCTAssertEqual(runs[0].status, 0, runs[0].errors)
      XCTAssertEqual(
        runs[0].output.replacing(gguf, with: "P"), runs[1].output.replacing(directory, with: "P"))
    }
    let out = folder.path + "/exported.json"
    XCTAssertEqual(
      try run(
        "tokenizer", "inspect", "--tokenizer", Fixtures.path("gguf/pieces.gguf"), "--export", out
      )
      .status, 0)
    XCTAssertTrue(try TokenizerFile.read(out) is SentencePieceTokenizer)
  }

  func testAModelInAFileIsTrainedOn() throws {
    func train(_ from: String, _ out: String) throws -> Data {
      let result = try run(
        "pretrain", "--from", from, "--corpus", text, "--out", "\(folder.path)/\(out)", "--steps",
        "3", "--batch", "2", "--context", "16", "--replicas", "1")
      XCTAssertEqual(result.status, 0, result.errors)
      return try Data(
        contentsOf: URL(fileURLWithPath: "\(folder.path)/\(out)/model.safetensors"))
    }
    XCTAssertEqual(try train(gguf, "a"), try train(directory, "b"))
  }

  func testItsTokenizerForAModelOfOnesOwn() throws {
    let out = folder.path + "/own"
    let result = try run(
      "pretrain", "--tokenizer", gguf, "--corpus", text, "--out", out, "--layers", "1", "--heads",
      "2", "--width", "16", "--context", "16", "--steps", "2", "--batch", "2", "--replicas", "1")
    XCTAssertEqual(result.status, 0, result.errors)
    XCTAssertEqual(
      try TokenizerFile.read(out).encode("the tenant"),
      try StoredModels.readTokenizer(gguf).encode("the tenant"))
  }

  func testPromptsAreAskedForOnATerminal() throws {
    let terminal = try PseudoTerminal(
      try CommandLineRun.executable(), ["generate", "--model", gguf, "--max-new-tokens", "3"])
    XCTAssertTrue(terminal.wait(for: "prompt> "), terminal.text)
    terminal.forget()
    terminal.type("the tenant\n")
    XCTAssertTrue(terminal.wait(for: "prompt> "), terminal.text)
    // End of input.
    terminal.type("\u{4}")
    XCTAssertEqual(terminal.wait(), 0, terminal.text)
  }

  func testDecodingIsTimed() throws {
    for model in [gguf, directory] {
      let found = try json(try run("bench", "decode", "--model", model, "--tokens", "3", "--json"))
      XCTAssertEqual(
        found["parameters"] as? Int, try StoredModels.open(model).configuration.parameterCount.all)
      XCTAssertGreaterThan(try XCTUnwrap(found["openSeconds"] as? Double), 0)
      XCTAssertGreaterThan(try XCTUnwrap(found["tokenizerSeconds"] as? Double), 0)
    }
    let random = try json(
      try run(
        "bench", "decode", "--layers", "1", "--heads", "2", "--width", "16", "--vocabulary", "64",
        "--tokens", "2", "--json"))
    XCTAssertTrue(random["openSeconds"] is NSNull)
  }

  func testInspect() throws {
    let found = try json(try run("inspect", gguf, "--json"))
    XCTAssertEqual(found["kind"] as? String, "GGUF file")
    XCTAssertEqual(found["family"] as? String, "llama")
    XCTAssertEqual(found["isSupported"] as? Bool, true)
    XCTAssertEqual(found["problems"] as? [String], [])
    XCTAssertEqual(found["contextLength"] as? Int, 64)
    XCTAssertEqual((found["tokenizer"] as? [String: Any])?["kind"] as? String, "bpe")
    let forms = try XCTUnwrap(found["forms"] as? [[String: Any]])
    XCTAssertEqual(forms.compactMap { $0["form"] as? String }, ["Q8_0", "F16", "Q4_1", "F32"])
    XCTAssertEqual(forms.compactMap { $0["tensors"] as? Int }, [11, 2, 2, 5])
    let other = try json(try run("inspect", directory, "--json"))
    XCTAssertEqual(other["kind"] as? String, "model directory")
    for key in ["parameters", "layers", "width", "heads", "keyValueHeads", "vocabularySize"] {
      XCTAssertEqual(other[key] as? Int, found[key] as? Int, key)
    }
    XCTAssertEqual(other["bitsPerWeight"] as? Double, 32)
    let text = try run("inspect", gguf)
    XCTAssertTrue(text.output.contains("2 layers, width 32"), text.output)
    // A tokenizer without a model, and no model at all.
    let bare = try json(try run("inspect", Fixtures.path("gguf/pieces.gguf"), "--json"))
    XCTAssertEqual(bare["isSupported"] as? Bool, false)
    XCTAssertEqual((bare["problems"] as? [String])?.count, 1)
    assertFails(try run("inspect", self.text), status: 1, saying: "is a file, but no GGUF file")
    assertFails(
      try run("inspect", folder.path + "/none"), status: 1,
      saying: "no such model directory or GGUF file")
  }

  func testAModelThatIsNotSupportedIsNamed() throws {
    let mamba = folder.path + "/mamba"
    try folder.write("{\"model_type\":\"mamba\",\"vocab_size\":8}", to: "mamba/config.json")
    let found = try json(try run("inspect", mamba, "--json"))
    XCTAssertEqual(found["family"] as? String, "mamba")
    XCTAssertEqual(found["isSupported"] as? Bool, false)
    XCTAssertTrue("\(found["problems"] ?? "")".contains("mamba"))
  }
}

import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// Streams that cannot be written, in every verb: lost results are status 1, lost messages cost nothing.
final class LostOutputTests: XCTestCase {
  // Made before the tests of every verb.
  private var folder: TemporaryFolder!
  private var house: ExerciseHouse!

  override func setUpWithError() throws {
    folder = try TemporaryFolder()
    house = try ExerciseHouse()
  }

  override func tearDown() { (folder, house) = (nil, nil) }

  private var text: String { folder.path + "/t.txt" }
  private let training = [
    "--layers", "1", "--heads", "2", "--width", "16", "--context", "16", "--batch", "2", "--steps",
    "12", "--replicas", "1",
  ]

  /// A small call of every verb; `out` is a path of its own for each call.
  private func examples(out: String) -> [String: [String]] {
    let (model, tokenizer) = (folder.path + "/model", folder.path + "/t.json")
    return [
      "setup": ["setup"], "test": ["test"], "doctor": ["doctor"], "status": ["status"],
      "next": ["next"], "list": ["list", "--json"], "check": ["check", "1.1"],
      "hint": ["hint", "1.1"], "reset": ["reset", "1.1"],
      "solution": ["solution", "1.1", "--anyway"], "watch": ["watch", "--help"],
      "run": ["run", "1"], "plots": ["plots"], "weave": ["weave"],
      "book": ["book", "--help"],
      "tokenizer train": ["tokenizer", "train", "--vocabulary-size", "270", "--out", out, text],
      "tokenizer encode": ["tokenizer", "encode", "--tokenizer", tokenizer, text],
      "tokenizer decode": ["tokenizer", "decode", "--tokenizer", tokenizer, folder.path + "/ids"],
      "tokenizer inspect": ["tokenizer", "inspect", "--tokenizer", tokenizer],
      "pretrain": ["pretrain", "--corpus", text, "--tokenizer", "bytes", "--out", out] + training,
      "runs": ["runs", model],
      "generate": ["generate", "--model", model, "--prompt", "some", "--max-new-tokens", "4"],
      "evaluate": ["evaluate", "--model", model, "--corpus", text, "--json"],
      "inspect": ["inspect", model], "data list": ["data", "list"],
      "export": ["export", "--model", model, "--out", out, "--json"],
      "quantize": ["quantize", "--model", model, "--out", out, "--format", "q8_0", "--json"],
      "data get": ["data", "get", "chinchilla", "--cache", out],
      "data verify": ["data", "verify", "--cache", out],
      "data clean": ["data", "clean", "--rules", "none", "--out", out, text],
      "data shard": ["data", "shard", "--tokenizer", tokenizer, "--out", out, text],
      "scaling sweep": [
        "scaling", "sweep", "--corpus", text, "--out", out, "--budgets", "2e7", "--sizes", "0,1",
        "--tokenizer", "bytes", "--context", "16", "--threads", "1",
      ],
      "scaling fit": ["scaling", "fit", "--runs", folder.path + "/runs.csv", "--bootstrap", "0"],
      "scaling plan": ["scaling", "plan", "--flops", "1e18"],
      "advise": [
        "advise", "--domain", folder.path + "/law.txt", "--general", folder.path + "/general.txt",
        "--minutes", "0.01", "--out", out, "--json",
      ],
      "serve": ["serve", "--help"],
      "scaling mix": ["scaling", "mix", folder.path + "/mixtures.csv", "--bootstrap", "0"],
      "bench train": [
        "bench", "train", "--layers", "1", "--heads", "2", "--width", "16", "--context", "16",
        "--batch", "2", "--vocabulary", "65", "--steps", "2",
      ],
      "bench decode": [
        "bench", "decode", "--layers", "1", "--heads", "2", "--width", "16", "--vocabulary", "65",
        "--tokens", "3",
      ],
      "bench prefill": [
        "bench", "prefill", "--layers", "1", "--heads", "2", "--width", "16", "--vocabulary", "65",
        "--prompt", "5", "--readings", "1",
      ],
      "bench tokenizer": ["bench", "tokenizer", "--help"],
      "bench gemm": ["bench", "gemm", "--rows", "8", "--columns", "8", "--inner", "8"],
    ]
  }

  private func prepare() throws {
    try folder.write(String(repeating: "some words and more\n", count: 400), to: "t.txt")
    try folder.write("1\n2\n", to: "ids")
    var table = "name,loss,tokens,parameters\n"
    for (i, n) in [1e6, 2e6, 4e6, 8e6].enumerated() {
      for (k, d) in [2e7, 5e7, 2e8].enumerated() {
        table += "r\(i)\(k),\(1.7 + 400 / pow(n, 0.34) + 1200 / pow(d, 0.29)),\(d),\(n)\n"
      }
    }
    try folder.write(table, to: "runs.csv")
    var mixtures = "share.a,share.b,loss.a,loss.b\n"
    for share in [0.1, 0.3, 0.5, 0.7, 0.9] {
      mixtures += "\(share),\(1 - share),\(2 + exp(-2 * share)),\(2 + exp(2 * share - 2))\n"
    }
    try folder.write(mixtures, to: "mixtures.csv")
    for arguments in [
      ["tokenizer", "train", "--vocabulary-size", "270", "--out", folder.path + "/t.json", text],
      ["pretrain", "--corpus", text, "--tokenizer", "bytes", "--out", folder.path + "/model"]
        + training,
    ] {
      let run = try CommandLineRun.program(try CommandLineRun.executable(), arguments)
      XCTAssertEqual(run.status, 0, run.errors)
    }
    for world in [World.law, .general] {
      let documents = world.corpus(byteCount: 60_000, seed: 1).documents.map(\.text)
      try folder.write(documents.joined(separator: "\n<|endoftext|>\n"), to: "\(world.name).txt")
    }
    try house.write("// a chapter", to: "Chapters/01-Tokenizer/main.swift")
    try XCTUnwrap(house.folder).write(
      "#!/bin/sh\n", to: "house/.build/release/chapter-01-tokenizer", isExecutable: true)
  }

  /// The verbs as the program itself lists them, "data list" among them.
  private func verbs() throws -> [String] {
    let dump = try CommandLineRun.workbook("--experimental-dump-help").output
    let root = try XCTUnwrap(try StrictJSON.parse(Array(dump.utf8)).object?["command"]?.object)
    func leaves(_ command: JSONObject, _ path: [String]) -> [String] {
      let below = (command["subcommands"]?.array ?? []).compactMap(\.object).filter {
        $0["commandName"]?.text != "help"
      }
      guard !below.isEmpty else { return [path.joined(separator: " ")] }
      return below.flatMap { leaves($0, path + [$0["commandName"]?.text ?? "?"]) }
    }
    return leaves(root, [])
  }

  func testEveryVerbWithEachStreamLost() throws {
    try prepare()
    let verbs = try verbs()
    XCTAssertGreaterThan(verbs.count, 25)
    let environment = house.environment.merging(
      ["WORKBOOK_IS_BUILT": "1", "WORKBOOK_DATA_MIRROR": folder.path]) { $1 }
    var number = 0
    func run(_ verb: String, _ output: LostStream, _ errors: LostStream) throws -> CommandLineRun {
      number += 1
      let arguments = try XCTUnwrap(
        examples(out: "\(folder.path)/out-\(number)")[verb],
        "'\(verb)' has no small call among the examples here")
      return try LostStream.run(
        try CommandLineRun.executable(), arguments, output: output, errors: errors,
        environment: environment)
    }
    for verb in verbs {
      let whole = try run(verb, .kept, .kept)
      XCTAssertTrue([0, 1].contains(whole.status), "\(verb): \(whole.errors)")
      let losesResults = whole.status == 0 && !whole.output.isEmpty
      for stream in [LostStream.closed, .full, .broken] {
        let noOutput = try run(verb, stream, .kept)
        XCTAssertEqual(
          noOutput.status, losesResults ? 1 : whole.status,
          "\(verb), output \(stream): \(noOutput.errors)")
        if losesResults {
          let said = noOutput.errorLines.filter { $0.contains("standard output cannot be written") }
          XCTAssertEqual(said.count, stream == .broken ? 0 : 1, "\(verb): \(noOutput.errors)")
        }
        let noErrors = try run(verb, .kept, stream)
        XCTAssertEqual(noErrors.status, whole.status, "\(verb), errors \(stream)")
        XCTAssertEqual(noErrors.output.isEmpty, whole.output.isEmpty, "\(verb), errors \(stream)")
      }
    }
  }

  func testAnErrorThatWasSaidStaysTheOneLine() throws {
    let run = try LostStream.run(
      try CommandLineRun.executable(), ["no-such-verb"], output: .full)
    assertFails(run, status: 2, saying: "there is no verb")
  }

  /// `watch` ends when its verdicts reach nobody.
  func testWatchEndsWithItsReader() throws {
    let watched = house.path(house.file)
    let program = try CommandLineRun.executable()
    let environment = house.environment
    let saver = Thread {
      for number in 0..<600 where FileManager.default.fileExists(atPath: watched) {
        try? AtomicFile.write("// saved \(number)\n", to: watched)
        Thread.sleep(forTimeInterval: 0.2)
      }
    }
    saver.start()
    let run = try LostStream.run(
      program, ["watch", "1.1"], output: .broken, environment: environment)
    try FileManager.default.removeItem(atPath: watched)
    XCTAssertEqual(run.status, 1, run.errors)
  }

  func testLostStreamsCostNoTraining() throws {
    try prepare()
    let kinds: [(LostStream, LostStream)] = [
      (.kept, .kept), (.kept, .full), (.kept, .closed), (.kept, .broken), (.closed, .closed),
      (.broken, .broken), (.full, .full),
    ]
    var files: [[String]] = []
    for (number, (output, errors)) in kinds.enumerated() {
      let out = "\(folder.path)/run-\(number)"
      let run = try LostStream.run(
        try CommandLineRun.executable(),
        ["pretrain", "--corpus", text, "--tokenizer", "bytes", "--out", out] + training,
        output: output, errors: errors)
      XCTAssertEqual(run.status, output == .kept ? 0 : 1, "\(output) \(errors)")
      files.append(
        try ["metrics.csv", "run.json", "model.safetensors"].map {
          Data(try RunFiles.timeless("\(out)/\($0)")).base64EncodedString()
        })
    }
    // No message has gone into a file that took a closed stream's number.
    for other in files.dropFirst() { XCTAssertEqual(other, files[0]) }
  }

  /// Programs that are not ours count on SIGPIPE.
  func testChildrenAreEndedByABrokenPipe() throws {
    try house.write("// a chapter", to: "Chapters/01-Tokenizer/main.swift")
    let program = "house/.build/release/chapter-01-tokenizer"
    try XCTUnwrap(house.folder).write(
      "#!/bin/bash\ntrap -p PIPE\nkill -PIPE $$\nexit 0\n", to: program, isExecutable: true)
    let run = try CommandLineRun.program(
      try CommandLineRun.executable(), ["run", "1"],
      environment: house.environment.merging(["WORKBOOK_IS_BUILT": "1"]) { $1 })
    XCTAssertEqual(run.output, "")
    XCTAssertTrue(run.errors.contains("died of signal 13"), run.errors)
  }
}

import Foundation
import TestSupport
import XCTest

/// A pretraining run that is really killed, at moments that nobody chose, ends with the same bits.
final class KilledRunTests: XCTestCase {
  private func options(_ corpus: String, out: String) -> [String] {
    options(text: ["--corpus", corpus, "--tokenizer", "bytes"], out: out)
  }

  private func options(text: [String], out: String) -> [String] {
    ["pretrain"] + text + [
      "--layers", "2", "--heads", "2",
      "--width", "32", "--context", "32", "--batch", "4", "--steps", "400", "--replicas", "2",
      "--checkpoint-every", "20", "--out", out,
    ]
  }

  func testAKilledRunResumesToTheSameWeights() throws {
    let folder = try TemporaryFolder()
    let text = (0..<800).map { "Line \($0) of the ledger holds \($0 * 7919 % 1000) crowns.\n" }
    let corpus = try folder.write(text.joined(), to: "text.txt")
    try check(folder) { options(corpus, out: $0) }
  }

  func testSoDoesOneOfPackedDocumentsInPartsWithLayersComputedAgain() throws {
    let folder = try TemporaryFolder()
    for number in 0..<40 {
      let lines = (0..<1 + number % 7).map {
        "Line \($0) of ledger \(number) holds \($0 * 7919 % 1000).\n"
      }
      try folder.write(lines.joined(), to: "text/\(number).txt")
    }
    try check(folder) {
      options(folder.path + "/text", out: $0) + [
        "--packing", "documents", "--document-attention", "--accumulation", "2", "--recompute",
        "--z-loss", "1e-4",
      ]
    }
  }

  /// A mixture of two shards, in epochs.
  func testSoDoesOneOfShardsInAMixture() throws {
    let folder = try TemporaryFolder()
    let tokenizer = folder.path + "/t.json"
    var text: [String] = []
    for name in ["law", "news"] {
      let documents = (0..<30).map { number in
        (0..<1 + number % 7).map {
          "The \(name) of line \($0) in \(number) holds \($0 * 7919 % 1000).\n"
        }.joined()
      }
      text.append(
        try folder.write(documents.joined(separator: "<|endoftext|>\n"), to: "\(name).txt"))
    }
    let trained = try CommandLineRun.program(
      try CommandLineRun.executable(),
      ["tokenizer", "train", "--vocabulary-size", "300", "--out", tokenizer] + text)
    XCTAssertEqual(trained.status, 0, trained.errors)
    for path in text {
      let out = String(path.dropLast(4))
      let run = try CommandLineRun.workbook(
        "data", "shard", "--tokenizer", tokenizer, "--out", out, path)
      XCTAssertEqual(run.status, 0, run.errors)
    }
    try check(folder) {
      options(
        text: [
          "--shards", "\(folder.path)/law=3", "\(folder.path)/news=1", "--document-attention",
        ], out: $0)
    }
  }

  /// Kills a run again and again, and holds what it ends with against one that was left alone.
  private func check(_ folder: TemporaryFolder, _ options: (_ out: String) -> [String]) throws {
    let whole = folder.path + "/whole"
    let program = try CommandLineRun.executable()
    XCTAssertEqual(try CommandLineRun.program(program, options(whole)).status, 0)

    let killed = folder.path + "/killed"
    var kills = 0
    for delay in [0.02, 0.15, 0.3, 0.2] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      // With nothing there yet, --resume begins at step 0.
      process.arguments = options(killed) + ["--resume"]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { kills += 1 }
    }
    XCTAssertGreaterThan(kills, 0, "every run ended before it could be killed")
    let last = try CommandLineRun.program(program, options(killed) + ["--resume"])
    XCTAssertEqual(last.status, 0, last.errors)
    for file in ["model.safetensors", "metrics.csv", "config.json", "tokenizer.json"] {
      let pair = try [whole, killed].map { try RunFiles.timeless("\($0)/\(file)") }
      XCTAssertEqual(pair[0], pair[1], file)
    }
  }
}

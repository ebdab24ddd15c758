import Foundation
import TestSupport
import WorkbookCore
import XCTest

/// Runs side by side, folders in use, and a run that diverged, as users meet them.
final class RunsVerbTests: XCTestCase {
  private func options(_ folder: TemporaryFolder, _ out: String, steps: Int = 20) throws -> [String]
  {
    let text = folder.path + "/text.txt"
    if !FileManager.default.fileExists(atPath: text) {
      try folder.write(
        (0..<400).map { "Line \($0) of the ledger holds \($0 * 7919 % 1000) crowns.\n" }.joined(),
        to: "text.txt")
    }
    return [
      "pretrain", "--corpus", text, "--tokenizer", "bytes", "--layers", "1", "--heads", "2",
      "--width", "16", "--context", "16", "--batch", "4", "--steps", "\(steps)", "--replicas", "1",
      "--out", "\(folder.path)/\(out)",
    ]
  }

  /// Runs a verb in a folder that passes for the workbook's own, so that no runs of chapters are found.
  private func workbook(_ arguments: [String], in folder: String? = nil) throws -> CommandLineRun {
    if let folder { try Data().write(to: URL(fileURLWithPath: folder + "/Package.swift")) }
    return try CommandLineRun.program(
      try CommandLineRun.executable(), arguments, environment: ["WORKBOOK_ROOT": folder ?? ""],
      folder: folder ?? NSTemporaryDirectory())
  }

  private func object(_ run: CommandLineRun) throws -> JSONObject {
    XCTAssertEqual(run.status, 0, run.errors)
    let line = try XCTUnwrap(run.output.split(separator: "\n").last)
    return try XCTUnwrap(try StrictJSON.parse(Array(line.utf8)).object)
  }

  func testRunsAreListedComparedAndExported() throws {
    let folder = try TemporaryFolder()
    for (name, rate) in [("models/slow", "0.001"), ("fast", "0.004")] {
      let run = try workbook(try options(folder, name) + ["--learning-rate", rate])
      XCTAssertEqual(run.status, 0, run.errors)
      XCTAssertEqual(run.errorLines.last?.hasPrefix("next: ./workbook evaluate --model '"), true)
      for file in ["loss.svg", "loss.csv", "loss.gp"] {
        XCTAssertTrue(
          FileManager.default.fileExists(atPath: "\(folder.path)/\(name)/\(file)"), file)
      }
    }
    // A row a look and a row a tenth step, with tokens and times.
    let metrics = try CSVTable(
      path: "m", bytes: try AtomicFile.read(folder.path + "/fast/metrics.csv"))
    XCTAssertEqual(metrics.names.last, "seconds")
    let places = try metrics.places(of: [["tokens"], ["seconds"]])
    XCTAssertEqual(metrics.rows.last?.fields[places[0]], "1280")
    for row in metrics.rows { _ = try metrics.positiveNumber(row, places[1]) }

    let listed = try workbook(["runs"], in: folder.path)
    XCTAssertEqual(listed.status, 0, listed.errors)
    for words in [
      "fast  finished", "models/slow  finished", "rate 0.004", "gpt2, 1 layer, 16 wide",
      "bits a byte", "workbook pretrain --corpus",
    ] {
      XCTAssertTrue(listed.output.contains(words), "\(words): \(listed.output)")
    }
    XCTAssertEqual(listed.errorLines.count, 1, listed.errors)

    let compared = try workbook(
      ["runs", "models/slow", "fast", "--out", "compared"], in: folder.path)
    XCTAssertEqual(compared.status, 0, compared.errors)
    let lines = compared.output.split(separator: "\n").map(String.init)
    XCTAssertEqual(lines[0].split(separator: " "), ["models/slow", "fast"])
    XCTAssertEqual(lines[1].split(separator: " "), ["learning", "rate", "0.001", "0.004"])
    XCTAssertTrue(compared.output.contains("the same in all: corpus text"), compared.output)
    for file in ["loss.svg", "loss.csv", "loss.gp"] {
      XCTAssertTrue(
        FileManager.default.fileExists(atPath: "\(folder.path)/compared/\(file)"), file)
    }
    let json = try object(
      try workbook(["runs", "models/slow", "fast", "--json"], in: folder.path))
    XCTAssertEqual(json["differing"]?.array, ["learning rate"])
    XCTAssertEqual(json["runs"]?.array?.count, 2)

    for (format, count) in [("tensorboard", 2), ("csv", 2)] {
      let run = try workbook(
        ["runs", "--export", format, "--out", "for-\(format)"], in: folder.path)
      XCTAssertEqual(run.status, 0, run.errors)
      let files = run.output.split(separator: "\n")
      XCTAssertEqual(files.count, count, run.output)
      for file in files {
        XCTAssertGreaterThan(try AtomicFile.read("\(folder.path)/\(file)").count, 200)
      }
    }
  }

  func testWhatIsNotThereIsSaid() throws {
    let folder = try TemporaryFolder()
    assertFails(
      try workbook(["runs", "none"], in: folder.path), status: 1, saying: "none: no such")
    assertFails(
      try workbook(["runs"], in: folder.path), status: 1, saying: "no training run in .",
      "./workbook pretrain makes one")
    assertFails(
      try workbook(["runs", "--export", "csv"], in: folder.path), status: 2, saying: "--out")
    assertFails(
      try workbook(["runs", "--export", "excel", "--out", "x"], in: folder.path), status: 2,
      saying: "excel")
  }

  /// Without gnuplot there is no chart, and a model all the same.
  func testAMissingGnuplotCostsTheChartAlone() throws {
    let folder = try TemporaryFolder()
    let run = try CommandLineRun.program(
      try CommandLineRun.executable(), try options(folder, "model"), environment: ["PATH": "/none"])
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertTrue(
      run.errorLines.contains { $0.hasPrefix("no loss chart: gnuplot is not on the PATH; ") },
      run.errors)
    XCTAssertTrue(FileManager.default.fileExists(atPath: folder.path + "/model/config.json"))
  }

  /// A rate that ends in no number; then what the message advises.
  func testTheAdviceAfterADivergenceWorks() throws {
    let folder = try TemporaryFolder()
    let common = try options(folder, "model", steps: 300) + ["--checkpoint-every", "5"]
    let wild = try workbook(
      common + ["--learning-rate", "99", "--weight-decay", "10", "--warmup", "1"])
    XCTAssertEqual(wild.status, 1, wild.errors)
    let said = try XCTUnwrap(wild.errorLines.last)
    XCTAssertTrue(
      said.contains("no number any more at step")
        && said.contains("run again with --resume and a lower --learning-rate"), said)
    let list = try workbook(["runs", folder.path + "/model"])
    XCTAssertTrue(list.output.contains("diverged at step"), list.output)
    let resumed = try workbook(common + ["--resume", "--learning-rate", "0.002", "--json"])
    let loss = try XCTUnwrap(try object(resumed)["validationLoss"]?.number)
    XCTAssertLessThan(loss, log(257))
    XCTAssertTrue(resumed.errors.contains("the run had diverged; from step"), resumed.errors)
    let summary = try XCTUnwrap(
      SealedJSON.read(try AtomicFile.read(folder.path + "/model/run.json"))?.object)
    XCTAssertEqual(summary["history"]?.array?.count, 1)
    // With another corpus it is another run.
    let other = try folder.write(String(repeating: "other words\n", count: 300), to: "other.txt")
    var changed = common
    changed[2] = other
    let refused = try workbook(changed + ["--resume"])
    XCTAssertEqual(refused.status, 1)
    XCTAssertTrue(refused.errors.contains("other options or another text"), refused.errors)
  }

  /// A run, a sweep, clean and shard each leave alone what another process is at.
  func testWhatIsInUseIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    let long = try options(folder, "model", steps: 10_000_000)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try CommandLineRun.executable())
    process.arguments = long
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let out = folder.path + "/model"
    while process.isRunning && !FileManager.default.fileExists(atPath: out + "/metrics.csv") {
      usleep(10_000)
    }
    for option in ["--overwrite", "--resume"] {
      assertFails(
        try workbook(try options(folder, "model") + [option]), status: 1,
        saying:
          "model: is in use by workbook pretrain, process \(process.processIdentifier), since",
        "wait for it to end")
    }
    let list = try workbook(["runs", out])
    XCTAssertTrue(
      list.output.contains("in use, at step")
        && list.output.contains("process \(process.processIdentifier)"), list.output)
    XCTAssertTrue(process.isRunning)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // The lock died with the process, whose file lies there still.
    let after = try workbook(try options(folder, "model") + ["--overwrite"])
    XCTAssertEqual(after.status, 0, after.errors)

    let text = folder.path + "/text.txt"
    let shards = folder.path + "/shards"
    let tokenizer = out + "/tokenizer.json"
    let table = folder.path + "/runs.csv"
    let locks = [
      try OwnerLock(folder: shards), try OwnerLock(file: table, part: "1-of-1"),
    ]
    for arguments in [
      ["data", "clean", "--out", shards, text],
      ["data", "shard", "--tokenizer", tokenizer, "--out", shards, text],
    ] {
      assertFails(try workbook(arguments), status: 1, saying: "shards: is in use by")
    }
    let sweep = try workbook([
      "scaling", "sweep", "--corpus", text, "--out", table, "--tokenizer", "bytes", "--budgets",
      "1e8",
      "--sizes", "0", "--seeds", "1", "--hold-out-factor", "0", "--context", "16",
    ])
    XCTAssertEqual(sweep.status, 1, sweep.errors)
    XCTAssertTrue(
      sweep.errorLines.last?.contains("runs.csv: is in use by") == true, sweep.errors)
    XCTAssertFalse(FileManager.default.fileExists(atPath: table))
    for lock in locks { lock.release() }
  }
}

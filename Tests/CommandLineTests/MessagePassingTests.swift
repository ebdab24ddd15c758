import Foundation
import TestSupport
import XCTest

/// `mpirun … ./workbook pretrain`, for real: skipped where `./workbook setup --mpi` was not run.
final class MessagePassingTests: XCTestCase {
  private let program = CommandLineRun.root + "/.build-mpi/release/workbook"

  /// Open MPI refuses root, and more processes than cores, unless it is told.
  private let start = ["--allow-run-as-root", "--oversubscribe", "--bind-to", "none", "--quiet"]

  private func mpirun() throws -> String {
    let path = try XCTUnwrap(ProcessInfo.processInfo.environment["PATH"])
    let found = path.split(separator: ":").map { "\($0)/mpirun" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let found, FileManager.default.isExecutableFile(atPath: program) else {
      throw XCTSkip("no build with MPI; run ./workbook setup --mpi, then this again")
    }
    // What the launcher says of an older build is no part of what is tested, nor is that build.
    if let reason = try Self.staleness.get() { throw XCTSkip(reason) }
    return found
  }

  /// The launcher's own word on whether the build is that of the sources: nil where it is.
  private static let staleness = Result {
    let run = try CommandLineRun.program(
      CommandLineRun.root + "/workbook", ["--help"], environment: ["OMPI_COMM_WORLD_RANK": "0"])
    let remark = run.errorLines.first {
      run.status != 0 || $0.contains("the sources have changed")
    }
    return remark.map { $0 + "; run ./workbook setup --mpi, then this again" }
  }

  private func run(_ processes: Int, _ arguments: [String]) throws -> CommandLineRun {
    try CommandLineRun.program(
      try mpirun(), start + ["-np", "\(processes)", CommandLineRun.root + "/workbook"] + arguments)
  }

  private func options(_ corpus: String, out: String, replicas: Int, steps: Int = 40) -> [String] {
    [
      "pretrain", "--corpus", corpus, "--tokenizer", "bytes", "--layers", "2", "--heads", "2",
      "--width", "32", "--context", "32", "--batch", "8", "--steps", "\(steps)",
      "--checkpoint-every", "10", "--replicas", "\(replicas)", "--out", out,
    ]
  }

  private func corpus(_ folder: TemporaryFolder) throws -> String {
    let text = (0..<800).map { "Line \($0) of the ledger holds \($0 * 7919 % 1000) crowns.\n" }
    return try folder.write(text.joined(), to: "text.txt")
  }

  private func assertSameFiles(
    _ one: String, _ other: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    for name in ["model.safetensors", "metrics.csv", "config.json", "tokenizer.json", "run.json"] {
      let pair = [one, other].map { try? RunFiles.timeless("\($0)/\(name)") }
      XCTAssertNotNil(pair[0], name, file: file, line: line)
      XCTAssertEqual(pair[0], pair[1], name, file: file, line: line)
    }
  }

  func testProcessesGiveTheBitsOfOne() throws {
    _ = try mpirun()
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    for (replicas, splits) in [(2, [(2, 1)]), (4, [(4, 1), (2, 2)])] {
      let one = folder.path + "/one-\(replicas)"
      let alone = try CommandLineRun.program(
        try CommandLineRun.executable(), options(text, out: one, replicas: replicas))
      XCTAssertEqual(alone.status, 0, alone.errors)
      for (processes, threads) in splits {
        let out = folder.path + "/\(processes)x\(threads)"
        let run = try run(processes, options(text, out: out, replicas: threads) + ["--json"])
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertEqual(run.output.split(separator: "\n").count, 1, run.output)
        XCTAssertTrue(run.output.contains("\"replicas\":\(replicas)"), run.output)
        XCTAssertEqual(run.errors.components(separatedBy: "tokens to train on").count, 2)
        assertSameFiles(one, out)
      }
    }
  }

  func testAKilledRunGoesOnUnderAnotherSplit() throws {
    let mpirun = try mpirun()
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let one = folder.path + "/one"
    let steps = 8_000
    let alone = try CommandLineRun.program(
      try CommandLineRun.executable(), options(text, out: one, replicas: 2, steps: steps))
    XCTAssertEqual(alone.status, 0, alone.errors)
    let out = folder.path + "/killed"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: mpirun)
    process.arguments =
      start + ["-np", "2", CommandLineRun.root + "/workbook"]
      + options(text, out: out, replicas: 1, steps: steps)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let checkpoints = out + "/checkpoints"
    while process.isRunning,
      (try? FileManager.default.contentsOfDirectory(atPath: checkpoints))?.isEmpty ?? true
    {
      Thread.sleep(forTimeInterval: 0.01)
    }
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    let isWhole = FileManager.default.fileExists(atPath: out + "/model.safetensors")
    XCTAssertFalse(isWhole, "the run ended before it could be killed")
    let resumed = try CommandLineRun.program(
      try CommandLineRun.executable(),
      options(text, out: out, replicas: 2, steps: steps) + ["--resume"])
    XCTAssertEqual(resumed.status, 0, resumed.errors)
    assertSameFiles(one, out)
  }

  /// Processes divide a sweep; the first one's table ends with every run, each made once.
  func testProcessesDivideASweep() throws {
    _ = try mpirun()
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    func names(_ path: String) throws -> [String] {
      try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
        .compactMap { $0.split(separator: ",").first.map(String.init) }.sorted()
    }
    func sweep(_ out: String) -> [String] {
      [
        "scaling", "sweep", "--corpus", text, "--out", out, "--budgets", "2e8,6e8", "--sizes",
        "0,1,2", "--tokenizer", "bytes", "--context", "32", "--threads", "1",
      ]
    }
    let (whole, divided) = (folder.path + "/whole.csv", folder.path + "/divided.csv")
    let alone = try CommandLineRun.program(try CommandLineRun.executable(), sweep(whole))
    XCTAssertEqual(alone.status, 0, alone.errors)
    let run = try run(3, sweep(divided) + ["--json"])
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertEqual(run.output.split(separator: "\n").count, 1, run.output)
    XCTAssertEqual(try names(divided), try names(whole))
  }

  /// What every process finds is said once, and none is left waiting.
  func testMistakesAreSaidOnce() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let out = folder.path + "/out"
    let taken = try folder.write("x", to: "taken")
    let cases: [(arguments: [String], status: Int32, words: String)] = [
      (options("none.txt", out: out, replicas: 1), 1, "none.txt: no such file"),
      (options(text, out: taken, replicas: 1), 1, "is a file, not a folder"),
      (options(text, out: out, replicas: 5), 1, "10 replicas have only 8 sequences"),
      (["pretrain", "--corpus"], 2, "see ./workbook pretrain --help"),
      (["evaluate", "--model", "m", "--corpus", text], 1, "start it without mpirun"),
      (["pretrian"], 2, "did you mean 'pretrain'"),
    ]
    for (arguments, status, words) in cases {
      let run = try run(2, arguments)
      let ours = run.errorLines.filter { $0.hasPrefix("workbook: ") }
      XCTAssertEqual(ours.count, 1, run.errors)
      XCTAssertTrue(ours.first?.contains(words) ?? false, "\(run.errors) lacks \(words)")
      XCTAssertEqual(run.errorLines.count, 1, run.errors)
      XCTAssertTrue([status, 1].contains(run.status), "\(run.status)")
      XCTAssertEqual(run.output, "")
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: out))
    let help = try run(2, ["pretrain", "--help"])
    XCTAssertEqual(help.status, 0, help.errors)
    XCTAssertEqual(help.output.components(separatedBy: "OVERVIEW").count, 2, help.output)
  }

  /// A process that dies takes the others along, and the checkpoint is there to go on from.
  func testAProcessThatDiesEndsAll() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let out = folder.path + "/out"
    // The second of two processes kills itself when the first has written a checkpoint.
    let script = try folder.write(
      """
      #!/usr/bin/env bash
      if [[ $OMPI_COMM_WORLD_RANK == 1 ]]; then
        (while ! ls '\(out)'/checkpoints/step-* >/dev/null 2>&1; do sleep 0.05; done; kill -9 $$) &
      fi
      exec '\(CommandLineRun.root)/workbook' "$@"
      """, to: "victim", isExecutable: true)
    let arguments = options(text, out: out, replicas: 1, steps: 1_000_000)
    let run = try CommandLineRun.program(
      try mpirun(), start + ["-np", "2", script] + arguments)
    XCTAssertNotEqual(run.status, 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: out + "/checkpoints")
    XCTAssertTrue(files.contains { $0.hasSuffix(".safetensors") }, "\(files)")
  }
}

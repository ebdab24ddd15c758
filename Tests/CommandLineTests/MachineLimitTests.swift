import Foundation
import WorkbookCore
import XCTest

/// Limits that somebody has set, files that somebody cuts short, parents that are killed: one line, and
/// nothing left behind.
final class MachineLimitTests: XCTestCase {
  private func limited(_ limit: String, _ arguments: [String]) throws -> CommandLineRun {
    try CommandLineRun.program(
      "/bin/bash",
      ["-c", "ulimit -c 0; ulimit \(limit); exec \"$0\" \"$@\"", try CommandLineRun.executable()]
        + arguments)
  }

  private func corpus(_ folder: TemporaryFolder, lines: Int = 4_000) throws -> String {
    let text = (0..<lines).map { "Line \($0) of the ledger holds \($0 * 7_919 % 1_000) crowns.\n" }
    return try folder.write(text.joined(), to: "t.txt")
  }

  private func pretraining(_ text: [String], out: String, steps: Int) -> [String] {
    ["pretrain"] + text + [
      "--layers", "1", "--heads", "2", "--width", "64", "--context", "32", "--batch", "4",
      "--steps", "\(steps)", "--replicas", "1", "--out", out,
    ]
  }

  // MARK: The size of files

  /// Everything that is written: a tokenizer, a shard, cleaned text, weights.
  func testALimitOnTheSizeOfFilesIsOneLineAndLeavesNoPart() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let tokenizer = folder.path + "/t.json"
    let trained = ["tokenizer", "train", "--vocabulary-size", "300", "--out", tokenizer, text]
    XCTAssertEqual(try CommandLineRun.program(CommandLineRun.executable(), trained).status, 0)
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let out = folder.path + "/out"
    for arguments in [
      ["tokenizer", "train", "--vocabulary-size", "400", "--out", tokenizer, text],
      ["tokenizer", "encode", "--tokenizer", tokenizer, "--shard", folder.path + "/s", text],
      ["data", "shard", "--tokenizer", tokenizer, "--out", out, text],
      ["data", "clean", "--rules", "none", "--out", out, text],
      pretraining(["--corpus", text, "--tokenizer", "bytes"], out: out, steps: 2),
    ] {
      // In units of 1,024 bytes.
      let run = try limited("-f 4", arguments)
      XCTAssertEqual(run.status, 1, "\(arguments): \(run.errors)")
      let line = run.errorLines.last ?? ""
      XCTAssertTrue(line.hasPrefix("workbook: "), run.errors)
      XCTAssertTrue(line.contains("file too large"), run.errors)
      let left = FileManager.default.enumerator(atPath: out)?.compactMap { $0 as? String } ?? []
      XCTAssertFalse(left.contains { $0.contains("partial") }, "\(left)")
      try? FileManager.default.removeItem(atPath: out)
      XCTAssertEqual(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).count, before.count)
    }
  }

  // MARK: The address space

  func testATinyAddressSpaceIsOneLine() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder, lines: 300)
    let model = folder.path + "/model"
    let train = pretraining(["--corpus", text, "--tokenizer", "bytes"], out: model, steps: 2)
    XCTAssertEqual(try CommandLineRun.program(CommandLineRun.executable(), train).status, 0)
    let least = MachineLimits.leastAddressSpaceByteCount / 1_024
    for arguments in [
      ["evaluate", "--model", model, "--corpus", text],
      pretraining(["--corpus", text, "--tokenizer", "bytes"], out: folder.path + "/new", steps: 2),
    ] {
      for kibibytes in [250_000, least - 1_000] {
        assertFails(
          try limited("-v \(kibibytes)", arguments), status: 1, saying: "address space",
          ByteCount.text(MachineLimits.leastAddressSpaceByteCount))
      }
      // What is stated is enough.
      let run = try limited("-v \(least)", arguments)
      XCTAssertEqual(run.status, 0, run.errors)
    }
    let large = pretraining(
      ["--corpus", text, "--tokenizer", "bytes"], out: folder.path + "/l", steps: 2
    )
    .map { $0 == "64" ? "2048" : $0 }
    let refused = try limited("-v \(least)", large)
    XCTAssertEqual(refused.status, 1, refused.errors)
    XCTAssertTrue(refused.errors.contains("memory"), refused.errors)
  }

  // MARK: Mapped files

  /// Cut within the last page the file reads zeros, cut before it has no bytes at all.
  func testAShardCutShortWhileItIsReadEndsInOneLine() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let tokenizer = folder.path + "/t.json"
    let program = try CommandLineRun.executable()
    for arguments in [
      ["tokenizer", "train", "--vocabulary-size", "300", "--out", tokenizer, text],
      ["data", "shard", "--tokenizer", tokenizer, "--out", folder.path + "/shards", text],
    ] {
      let run = try CommandLineRun.program(program, arguments)
      XCTAssertEqual(run.status, 0, run.errors)
    }
    let shard = folder.path + "/shards/training.tokens"
    let whole = try Data(contentsOf: URL(fileURLWithPath: shard))
    for length in [whole.count - 2, 8_192, 0] {
      try whole.write(to: URL(fileURLWithPath: shard))
      let out = "\(folder.path)/run-\(length)"
      let errors = try folder.write("", to: "errors")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments =
        pretraining(["--shards", folder.path + "/shards"], out: out, steps: 10_000_000)
        + ["--checkpoint-every", "5"]
      process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
      process.standardOutput = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      try process.run()
      let checkpoints = out + "/checkpoints"
      func names() -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: checkpoints)) ?? []
      }
      while process.isRunning, !names().contains(where: { $0.hasSuffix(".safetensors") }) {
        usleep(5_000)
      }
      XCTAssertEqual(truncate(shard, length), 0)
      process.waitUntilExit()
      let said = try String(contentsOfFile: errors, encoding: .utf8)
      XCTAssertEqual(process.terminationReason, .exit, "\(length): \(said)")
      XCTAssertEqual(process.terminationStatus, 1, said)
      let line = said.split(whereSeparator: { $0.isNewline || $0 == "\r" }).last ?? ""
      XCTAssertTrue(line.hasPrefix("workbook: \(shard): was "), said)
      XCTAssertTrue(line.contains("cut short"), said)
      XCTAssertTrue(names().contains { $0.hasSuffix(".safetensors") })
      // With the shard whole again, the run goes on from its checkpoint.
      try whole.write(to: URL(fileURLWithPath: shard))
    }
  }

  // MARK: Terminals

  /// A terminal that vanishes sends SIGHUP, and takes the messages.
  func testATerminalThatVanishesLeavesACheckpoint() throws {
    let folder = try TemporaryFolder()
    let out = folder.path + "/out"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try CommandLineRun.executable())
    process.arguments = pretraining(
      ["--corpus", try corpus(folder), "--tokenizer", "bytes"], out: out, steps: 10_000_000)
    let messages = Pipe()
    process.standardError = messages.fileHandleForWriting
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    func rows() -> Int {
      let text = try? String(contentsOfFile: out + "/metrics.csv", encoding: .utf8)
      return text?.split(separator: "\n").count ?? 0
    }
    while process.isRunning, rows() < 3 { usleep(5_000) }
    try messages.fileHandleForReading.close()
    kill(process.processIdentifier, SIGHUP)
    process.waitUntilExit()
    XCTAssertEqual(process.terminationReason, .exit)
    XCTAssertEqual(process.terminationStatus, 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: out + "/checkpoints")
    XCTAssertEqual(names.filter { $0.hasSuffix(".safetensors") }.count, 1)
  }

  // MARK: Killed parents

  func testNoChapterOutlivesARunThatIsKilled() throws {
    let folder = try TemporaryFolder()
    for (name, text) in [
      ("Package.swift", ""), ("Chapters/01-Tokenizer/main.swift", ""),
    ] { try folder.write(text, to: name) }
    let number = folder.path + "/number"
    try folder.write(
      "#!/bin/bash\necho $$ > '\(number).new'; mv '\(number).new' '\(number)'; exec sleep 600\n",
      to: ".build/release/chapter-01-tokenizer", isExecutable: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try CommandLineRun.executable())
    process.arguments = ["run", "1", "--tier", "smoke"]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["WORKBOOK_ROOT": folder.path, "WORKBOOK_IS_BUILT": "1"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning, !FileManager.default.fileExists(atPath: number) { usleep(5_000) }
    let text = try String(contentsOfFile: number, encoding: .utf8)
    let chapter = try XCTUnwrap(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    XCTAssertTrue(isAlive(chapter))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // The kernel tells the child while the parent ends; a minute is for machines that do much else.
    for _ in 0..<6_000 where isAlive(chapter) { usleep(10_000) }
    XCTAssertFalse(isAlive(chapter))
  }

  /// Whether a process still does something: one that has ended may wait to be asked for its status.
  private func isAlive(_ process: pid_t) -> Bool {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let state = text[(text.lastIndex(of: ")") ?? text.startIndex)...].dropFirst(2).first
    else { return false }
    return state != "Z" && state != "X"
  }
}

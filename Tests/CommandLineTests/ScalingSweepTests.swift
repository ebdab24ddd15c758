import Foundation
import XCTest

/// `scaling sweep`: kills, parts, tables of other texts, and mistakes.
final class ScalingSweepTests: XCTestCase {
  private func corpus(_ folder: TemporaryFolder, salt: Int = 7_919) throws -> String {
    let text = (0..<900).map { "Line \($0) of the ledger holds \($0 * salt % 1000) crowns.\n" }
    return try folder.write(text.joined(), to: "text-\(salt).txt")
  }

  private func options(_ corpus: String, out: String, budgets: String = "2e8,6e8") -> [String] {
    [
      "scaling", "sweep", "--corpus", corpus, "--out", out, "--budgets", budgets, "--sizes",
      "0,1,2", "--tokenizer", "bytes", "--context", "32", "--seeds", "2", "--threads", "2",
    ]
  }

  /// The columns of a table by name, all but those that no two runs of a sweep share.
  private func table(_ path: String) throws -> [String: [String: String]] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = try XCTUnwrap(lines.first)
    var rows: [String: [String: String]] = [:]
    for line in lines.dropFirst() {
      var row = Dictionary(uniqueKeysWithValues: zip(names, line))
      row["seconds"] = nil
      let name = try XCTUnwrap(row["name"])
      XCTAssertNil(rows.updateValue(row, forKey: name), "\(name) was made twice")
    }
    return rows
  }

  private func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> CommandLineRun {
    try CommandLineRun.program(
      try CommandLineRun.executable(), arguments, environment: environment)
  }

  func testASweepWritesWhatAFitReads() throws {
    let folder = try TemporaryFolder()
    let out = folder.path + "/runs.csv"
    let result = try run(options(try corpus(folder), out: out) + ["--json"])
    XCTAssertEqual(result.status, 0, result.errors)
    let rows = try table(out)
    XCTAssertEqual(rows.count, 7)
    for column in [
      "parameters", "tokens", "loss", "compute", "flops", "unique_tokens", "bits_per_byte", "seed",
      "non_embedding_parameters", "non_embedding_with_head_parameters", "fingerprint",
    ] {
      for row in rows.values { XCTAssertFalse(row[column]?.isEmpty ?? true, column) }
    }
    // It ends with the next step, and that step works, for each form that it names.
    let words = try run(options(try corpus(folder), out: out))
    XCTAssertTrue(
      words.output.hasSuffix("Next: ./workbook scaling fit --runs \(out) --out law.json\n"),
      words.output)
    XCTAssertTrue(words.output.contains("which no fit sees"), words.output)
    XCTAssertEqual(rows.values.filter { $0["held_out"] == "yes" }.count, 1)
    XCTAssertEqual(Set(rows.values.map { $0["vocabulary"] }), ["257.0"])
    let forms = try XCTUnwrap(
      words.output.split(separator: "\n").first { $0.hasPrefix("forms of law") })
    for form in forms.split(whereSeparator: { " ,".contains($0) }).dropFirst(3) {
      let fit = try run(
        ["scaling", "fit", "--runs", out, "--form", String(form), "--bootstrap", "5"])
      XCTAssertEqual(fit.status, 0, "\(form): \(fit.errors)")
    }
    XCTAssertTrue(forms.contains("kaplan"), words.output)
    let last = try XCTUnwrap(result.output.split(separator: "\n").last)
    let object = try XCTUnwrap(
      JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
    XCTAssertEqual(object["runs"] as? Int, 7)
    let heldOut = try XCTUnwrap(rows[try XCTUnwrap(object["heldOut"] as? String)])
    XCTAssertEqual(Double(heldOut["compute"] ?? "") ?? 0, 2.4e9, accuracy: 0.05e9)
    // JSONSerialization reads some numbers one unit in the last place off.
    XCTAssertEqual(
      try XCTUnwrap(object["heldOutLoss"] as? Double), Double(heldOut["loss"] ?? "") ?? 0,
      accuracy: 1e-12)
  }

  /// A sweep in a process of its own, which says nothing but on `errors`.
  private func start(_ arguments: [String], errors: Any = FileHandle.nullDevice) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try CommandLineRun.executable())
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Waits until a table has so many rows, or the process that fills it is at its end.
  private func wait(for count: Int, rowsOf path: String, by process: Process) throws {
    while process.isRunning {
      if FileManager.default.fileExists(atPath: path), try table(path).count >= count { return }
      usleep(1_000)
    }
  }

  /// Killed at its very beginning, and then again after every row: a row that was there stays, none is
  /// made twice, and the end is that of a sweep that was left alone.
  func testKillsLoseOnlyTheRunsInFlight() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let (whole, killed) = (folder.path + "/whole.csv", folder.path + "/killed.csv")
    let budgets = "1e9,3e9"
    let first = try run(options(text, out: whole, budgets: budgets))
    XCTAssertEqual(first.status, 0, first.errors)
    let count = try table(whole).count
    var kills = 0
    var seen: Set<String> = []
    for rows in 0..<count {
      let process = try start(options(text, out: killed, budgets: budgets))
      if rows > 0 { try wait(for: seen.count + 1, rowsOf: killed, by: process) }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { kills += 1 }
      guard FileManager.default.fileExists(atPath: killed) else { continue }
      let now = Set(try table(killed).keys)
      XCTAssertTrue(now.isSuperset(of: seen), "a finished run was lost")
      seen = now
    }
    XCTAssertGreaterThan(kills, 0, "every sweep ended before it could be killed")
    let last = try run(options(text, out: killed, budgets: budgets))
    XCTAssertEqual(last.status, 0, last.errors)
    XCTAssertEqual(try table(killed), try table(whole))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    XCTAssertFalse(files.contains { $0.contains(".partial-") }, "\(files)")
    let again = try run(options(text, out: killed, budgets: budgets))
    XCTAssertEqual(again.status, 0, again.errors)
    XCTAssertEqual(try table(killed), try table(whole))
  }

  func testAnInterruptedSweepSaysSoAndGoesOn() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let out = folder.path + "/runs.csv"
    let errors = Pipe()
    // One thread makes the small runs, the other is in the middle of one that would take minutes.
    let process = try start(
      options(text, out: out, budgets: "1e9,1e13").map { $0 == "0,1,2" ? "0" : $0 }
        + ["--hold-out-factor", "0"], errors: errors)
    try wait(for: 1, rowsOf: out, by: process)
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    XCTAssertEqual(process.terminationStatus, 1, said)
    XCTAssertTrue(said.contains("run the same command again"), said)
    XCTAssertFalse(said.contains("checkpoint"), said)
  }

  func testPartsOfAnArrayJobMakeTheWhole() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let whole = folder.path + "/whole.csv"
    XCTAssertEqual(try run(options(text, out: whole)).status, 0)
    let shared = folder.path + "/shared.csv"
    var tables: [String] = []
    for task in 0..<3 {
      let slurm = ["SLURM_ARRAY_TASK_ID": "\(task + 4)", "SLURM_ARRAY_TASK_MIN": "4"]
        .merging(["SLURM_ARRAY_TASK_COUNT": "3", "SLURM_ARRAY_TASK_STEP": "1"]) { $1 }
      let own = folder.path + "/part-\(task).csv"
      tables.append(own)
      XCTAssertEqual(try run(options(text, out: own), environment: slurm).status, 0)
      let part = try run(options(text, out: shared) + ["--part", "\(task + 1)/3"])
      XCTAssertEqual(part.status, 0, part.errors)
    }
    XCTAssertEqual(try table(shared), try table(whole))
    let merged = folder.path + "/merged.csv"
    let merging = try run(["scaling", "sweep", "--out", merged, "--merge"] + tables + ["--json"])
    XCTAssertEqual(merging.status, 0, merging.errors)
    XCTAssertTrue(merging.output.contains("\"runs\":7"), merging.output)
    XCTAssertEqual(try table(merged), try table(whole))
  }

  func testATableOfAnotherTextIsRefusedAndKept() throws {
    let folder = try TemporaryFolder()
    let out = folder.path + "/runs.csv"
    XCTAssertEqual(try run(options(try corpus(folder), out: out)).status, 0)
    let before = try table(out)
    let other = try corpus(folder, salt: 104_729)
    assertFails(
      try run(options(other, out: out)).withoutNotes, status: 1,
      saying: "another text or tokenizer", "runs.csv")
    let characters = options(try corpus(folder), out: out).map { $0 == "bytes" ? "characters" : $0 }
    assertFails(
      try run(characters).withoutNotes, status: 1, saying: "another text or tokenizer")
    XCTAssertEqual(try table(out), before)
  }

  private func byTheClock(_ minutes: String, _ text: String, out: String) -> [String] {
    [
      "scaling", "sweep", "--corpus", text, "--out", out, "--minutes", minutes, "--tokenizer",
      "bytes", "--context", "32", "--sizes", "0,1,2",
    ]
  }

  /// Budgets are chosen for a blink, and kept as if they had been for another time: no test may hang on
  /// how fast the machine is.
  private func keepDesign(_ text: String, out: String, asFor minutes: String) throws {
    let plan = try run(byTheClock("0.02", text, out: out) + ["--plan-only"])
    XCTAssertEqual(plan.status, 0, plan.errors)
    XCTAssertFalse(FileManager.default.fileExists(atPath: out))
    let path = out + ".design.json"
    let kept = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.contains("\"digest\"") }.joined(separator: "\n")
      .replacingOccurrences(of: "\"minutes\" : 0.02", with: "\"minutes\" : \(minutes)")
    try kept.write(toFile: path, atomically: true, encoding: .utf8)
  }

  func testASweepByTheClockIsTheSameOneWhenItGoesOn() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let out = folder.path + "/runs.csv"
    let arguments = byTheClock("10000", text, out: out)
    try keepDesign(text, out: out, asFor: "10000")
    XCTAssertEqual(try run(arguments).status, 0)
    let first = try table(out)
    XCTAssertGreaterThanOrEqual(first.count, 13)
    XCTAssertEqual(try run(arguments).status, 0)
    XCTAssertEqual(try table(out), first)
    assertFails(
      try run(arguments + ["--part", "1/2"]).withoutNotes, status: 1, saying: "--budgets")
    try "{".write(toFile: out + ".design.json", atomically: true, encoding: .utf8)
    assertFails(
      try run(arguments).withoutNotes, status: 1, saying: "runs.csv.design.json", "remove it")
    XCTAssertEqual(try table(out), first)
  }

  /// Without any time a call makes one run, says what it left out, and the next one goes on.
  func testASweepWithoutTimeSaysWhatItLeftOut() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let out = folder.path + "/runs.csv"
    try keepDesign(text, out: out, asFor: "1e-09")
    let arguments = byTheClock("1e-09", text, out: out)
    let first = try run(arguments)
    XCTAssertEqual(first.status, 0, first.errors)
    XCTAssertTrue(first.output.contains("! no time was left for"), first.output)
    XCTAssertTrue(first.output.contains("The same command"), first.output)
    XCTAssertTrue(first.output.contains("Next: the same command again"), first.output)
    let made = try table(out)
    XCTAssertEqual(made.count, 1)
    XCTAssertEqual(try run(arguments).status, 0)
    let more = try table(out)
    XCTAssertEqual(more.count, 2)
    for (name, row) in made { XCTAssertEqual(more[name], row) }
  }

  func testPlanOnlyMakesNothing() throws {
    let folder = try TemporaryFolder()
    let out = folder.path + "/runs.csv"
    let plan = try run(options(try corpus(folder), out: out) + ["--plan-only", "--json"])
    XCTAssertEqual(plan.status, 0, plan.errors)
    XCTAssertTrue(plan.output.contains("\"learningRate\":0.04"), plan.output)
    XCTAssertFalse(FileManager.default.fileExists(atPath: out))
  }

  func testAFileInAnotherEncodingIsSaid() throws {
    let folder = try TemporaryFolder()
    let text = try String(contentsOfFile: try corpus(folder), encoding: .utf8)
    let path = folder.path + "/latin.txt"
    try XCTUnwrap(("Café\n" + text).data(using: .isoLatin1)).write(to: URL(fileURLWithPath: path))
    let plan = try run(options(path, out: folder.path + "/runs.csv") + ["--plan-only"])
    XCTAssertEqual(plan.status, 0, plan.errors)
    XCTAssertTrue(plan.errors.contains("\(path): read as "), plan.errors)
  }

  func testMistakes() throws {
    let folder = try TemporaryFolder()
    let text = try corpus(folder)
    let short = try folder.write("Short.", to: "short.txt")
    let out = folder.path + "/runs.csv"
    let bad: [(arguments: [String], status: Int32, words: String)] = [
      (["scaling", "sweep", "--out", out], 2, "--corpus"),
      (options(text, out: out) + ["--minutes", "3"], 2, "exclude each other"),
      (options(text, out: out, budgets: "1e9,x"), 2, "1e9,x"),
      (options(text, out: out, budgets: "-1"), 1, "positive number"),
      (options(text, out: out, budgets: "1e9,-1"), 1, "positive number"),
      (options(text, out: out, budgets: "0"), 1, "positive number"),
      (options("none.txt", out: out), 1, "no such file"),
      (options(short, out: out), 1, "too few"),
      (options(text, out: out) + ["--part", "5/3"], 1, "part 5 of 3"),
      (options(text, out: out) + ["--hold-out-factor", "0.5"], 2, "--hold-out-factor"),
      (options(text, out: folder.path), 1, "folder"),
      (["scaling", "sweep", "--out", out, "--merge", "none.csv"], 1, "none.csv"),
    ]
    for (arguments, status, words) in bad {
      assertFails(try run(arguments).withoutNotes, status: status, saying: words)
    }
    XCTAssertFalse(FileManager.default.fileExists(atPath: out))
  }
}

extension CommandLineRun {
  /// Without what is said about the work on the way.
  fileprivate var withoutNotes: CommandLineRun {
    let lines = errorLines.filter { $0.hasPrefix("workbook: ") }
    return CommandLineRun(status: status, output: output, errors: lines.joined(separator: "\n"))
  }
}

import Foundation
import WorkbookCore
import XCTest

/// The library states facts; what to do about them is said by whoever the user called.
final class RemedyTests: XCTestCase {
  /// Starts a program, interrupts it once a training below a folder has written a row of metrics, and
  /// returns its last line on standard error.
  private func interrupted(
    _ program: String, _ arguments: [String], environment: [String: String] = [:],
    trainingBelow folder: String
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = folder + "/errors"
    XCTAssertTrue(FileManager.default.createFile(atPath: errors, contents: nil))
    process.standardError = try XCTUnwrap(FileHandle(forWritingAtPath: errors))
    try process.run()
    while process.isRunning && !hasTrained(below: folder) { usleep(10_000) }
    process.interrupt()
    process.waitUntilExit()
    let said = try String(contentsOfFile: errors, encoding: .utf8)
    XCTAssertEqual(process.terminationReason, .exit, said)
    XCTAssertEqual(process.terminationStatus, 1, said)
    return String(try XCTUnwrap(said.split(whereSeparator: { $0.isNewline || $0 == "\r" }).last))
  }

  private func hasTrained(below folder: String) -> Bool {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.contains { name in
      guard name.hasSuffix("/metrics.csv") else { return false }
      let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      return text?.split(separator: "\n").count ?? 0 > 1
    }
  }

  func testAnInterruptedPretrainingAdvisesToResume() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(String(repeating: "some words\n", count: 200), to: "text.txt")
    let line = try interrupted(
      try CommandLineRun.executable(),
      [
        "pretrain", "--corpus", text, "--out", folder.path + "/out", "--tokenizer", "bytes",
        "--layers", "1", "--width", "32", "--context", "16", "--steps", "10000000",
      ], trainingBelow: folder.path)
    XCTAssertTrue(line.hasPrefix("workbook: interrupted at step"), line)
    XCTAssertTrue(line.hasSuffix("run again with --resume to go on"), line)
  }

  /// `run` has no `--resume`: it goes on by itself.
  func testAnInterruptedChapterAdvisesToRunItAgain() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "Package.swift")
    let beside = (try CommandLineRun.executable() as NSString).deletingLastPathComponent
    let line = try interrupted(
      beside + "/chapter-05-pretraining", ["--tier", "smoke"],
      environment: ["WORKBOOK_ROOT": folder.path], trainingBelow: folder.path)
    XCTAssertTrue(line.hasPrefix("chapter-05-pretraining: interrupted at step"), line)
    XCTAssertTrue(line.hasSuffix("run the same command again: it goes on from there"), line)
    XCTAssertFalse(line.contains("--"), line)
  }

  /// The same fact, with the option of the verb that has it.
  func testARemedyIsThatOfTheVerb() throws {
    let folder = try TemporaryFolder()
    let known = try folder.write(String(repeating: "some words\n", count: 200), to: "known.txt")
    let other = try folder.write(
      String(repeating: "some w\u{E9}rds\n", count: 200), to: "other.txt")
    let model = folder.path + "/model"
    let options = ["--layers", "1", "--width", "32", "--context", "16", "--steps", "1"]
    let trained = try CommandLineRun.program(
      try CommandLineRun.executable(),
      ["pretrain", "--corpus", known, "--tokenizer", "characters", "--out", model] + options)
    XCTAssertEqual(trained.status, 0, trained.errors)
    let tokenizer = model + "/tokenizer.json"
    let pretrained = try CommandLineRun.program(
      try CommandLineRun.executable(),
      ["pretrain", "--corpus", other, "--tokenizer", tokenizer, "--out", folder.path + "/second"]
        + options)
    assertFails(
      pretrained, status: 1, saying: "U+E9", "train it on a text that has it", "--tokenizer bpe")
    let encoded = try CommandLineRun.workbook(
      "tokenizer", "encode", "--tokenizer", tokenizer, other)
    assertFails(encoded, status: 1, saying: "U+E9", "train it on a text that has it")
    XCTAssertFalse(encoded.errors.contains("bpe"), encoded.errors)
  }

  func testWhatCannotBeResumedIsNotSaidTo() {
    let interrupted: any UserFacingError = TrainingError.interrupted(step: 3)
    let diverged: any UserFacingError = TrainingError.diverged(step: 3)
    XCTAssertTrue(interrupted.isResumable)
    XCTAssertFalse(diverged.isResumable)
    XCTAssertEqual(ChapterRemedy.line(for: diverged), diverged.description)
    XCTAssertEqual(
      ChapterRemedy.line(for: FigureError.gnuplotMissing),
      "gnuplot is not on the PATH; run ./workbook setup, or apt-get install gnuplot-nox")
  }

  /// Flags and verbs stand in the sentences of the three front ends alone: the command line's sources,
  /// the live page, which sends its readers there, and, for chapters, these files of the notebook.
  func testTheLibraryNamesNoFlagAndNoVerb() throws {
    let frontEnd = ["Notebook/ChapterOptions.swift", "Notebook/ChapterRemedy.swift"]
    let sources = CommandLineRun.root + "/Sources"
    let names = try FileManager.default.subpathsOfDirectory(atPath: sources).filter {
      $0.hasSuffix(".swift") && !$0.hasPrefix("workbook/") && !$0.hasPrefix("LivePage/")
        && !frontEnd.contains($0)
    }
    XCTAssertGreaterThan(names.count, 200)
    for name in names.sorted() {
      let text = try String(contentsOfFile: "\(sources)/\(name)", encoding: .utf8)
      for literal in literals(in: text) where speaksOfTheCommandLine(literal) {
        XCTFail("Sources/\(name) names a flag or a verb: \"\(literal)\"")
      }
    }
  }

  func testTheScanFindsFlagsAndVerbs() {
    let text = """
      let a = "add --anyway"  // "a comment --with a flag"
      let b = \"""
        run ./workbook weave
        \"""
      let c = ["--product", "a -- b", "<!-- Woven by ./workbook weave -->"]
      """
    XCTAssertEqual(
      literals(in: text).filter(speaksOfTheCommandLine), ["add --anyway", "  run ./workbook weave"])
  }

  /// A flag that stands alone is handed to another program; a mark in a woven page is read by nobody
  /// who asked for something.
  private func speaksOfTheCommandLine(_ literal: String) -> Bool {
    guard !literal.hasPrefix("<!--"), literal.wholeMatch(of: #/--[a-z-]+/#) == nil else {
      return false
    }
    return literal.contains("./workbook") || literal.contains(#/(?:^|[^-\w])--[a-z]/#)
  }

  /// The string literals of a source; those of many lines, line by line.
  private func literals(in text: String) -> [String] {
    var found: [String] = []
    var isInside = false
    for line in text.split(separator: "\n") {
      if line.contains("\"\"\"") {
        isInside.toggle()
      } else if isInside {
        found.append(String(line))
      } else {
        let code = line.prefix(upTo: line.firstRange(of: "//")?.lowerBound ?? line.endIndex)
        found += code.matches(of: #/"((?:[^"\\]|\\.)*)"/#).map { String($0.output.1) }
      }
    }
    return found
  }
}

import Foundation
import XCTest

/// `run --step` at a terminal.
final class StepTests: XCTestCase {
  /// A workbook whose only chapter is a script.
  private func house(_ chapter: String) throws -> (
    folder: TemporaryFolder, environment: [String: String]
  ) {
    let folder = try TemporaryFolder()
    try folder.write("// a package", to: "Package.swift")
    try folder.write("// a chapter", to: "Chapters/03-Transformer/main.swift")
    try folder.write(
      "#!/bin/bash\n\(chapter)\n", to: ".build/release/chapter-03-transformer", isExecutable: true)
    return (folder, ["WORKBOOK_ROOT": folder.path, "WORKBOOK_IS_BUILT": "1"])
  }

  func testTheFirstInterruptCountsAndTheAdviceRepeatsTheFlags() throws {
    let house = try house("echo waiting; sleep 60")
    let terminal = try PseudoTerminal(
      try CommandLineRun.executable(), ["run", "3", "--step", "--tier", "smoke", "--seed", "7"],
      environment: house.environment)
    XCTAssertTrue(terminal.wait(for: "waiting"), terminal.text)
    terminal.type("\u{3}")
    XCTAssertEqual(terminal.wait(), 1, terminal.text)
    XCTAssertTrue(
      terminal.text.contains("go on with: ./workbook run 3 --step --tier smoke --seed 7"),
      terminal.text)
  }

  /// What a reader takes is no chapter's time.
  func testReadingIsNotCountedAsTheChaptersTime() throws {
    let house = try house("sleep 0.2; echo 1000 > \"$WORKBOOK_READING_TIME\"")
    let run = try CommandLineRun.program(
      try CommandLineRun.executable(), ["run", "3", "--tier", "smoke"],
      environment: house.environment)
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertTrue(
      run.output.contains("    0.0 s"), "a thousand seconds are taken off: \(run.output)")
  }

  /// A real chapter: nothing is asked for on an empty screen, and a prediction comes before its answer.
  func testAPredictionPausesBeforeItsAnswer() throws {
    let program =
      (try CommandLineRun.executable() as NSString).deletingLastPathComponent
      + "/chapter-02-attention"
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw XCTSkip("no chapter beside the tests")
    }
    let terminal = try PseudoTerminal(
      program, ["--tier", "smoke", "--step"],
      environment: ["WORKBOOK_ROOT": CommandLineRun.root, "NO_COLOR": "1"])
    let (ask, guess) = ("— Return goes on", "— your guess? Return goes on")
    var pauses = 0
    var guesses = 0
    while guesses == 0, pauses < 12 {
      XCTAssertTrue(terminal.wait(for: "c shows the code —"), terminal.text)
      let text = terminal.text
      XCTAssertGreaterThan(text.split(separator: "\n").count, 4, "the first screen says something")
      if text.hasSuffix("\(guess), c shows the code —") {
        guesses += 1
        let last = text.components(separatedBy: ask).last ?? ""
        XCTAssertTrue(last.contains("Predict."), last)
        XCTAssertFalse(last.contains("$") || last.contains("**") || last.contains("\\"), last)
        // The code comes on request, and the question once more.
        terminal.forget()
        terminal.type("c\n")
        XCTAssertTrue(terminal.wait(for: "notebook."), terminal.text)
        XCTAssertTrue(terminal.wait(for: guess), terminal.text)
      } else {
        terminal.forget()
        terminal.type("\n")
      }
      pauses += 1
    }
    XCTAssertEqual(guesses, 1, terminal.text)
    // The first Ctrl-C in a pause ends it.
    terminal.type("\u{3}")
    XCTAssertEqual(terminal.wait(), 128 + SIGINT)
  }
}

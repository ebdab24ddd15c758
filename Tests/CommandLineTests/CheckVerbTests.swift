import Foundation
import XCTest

/// `check` and `watch`: from what the compiler and the check say to verdicts.
final class CheckVerbTests: XCTestCase {
  private func exercises(_ run: CommandLineRun) throws -> [[String: Any]] {
    try XCTUnwrap(ExerciseHouse.json(run)["exercises"] as? [[String: Any]])
  }

  private let mixed = """
    case $id in
      1.1) echo '{"id":"1.1","status":"passed"}' ;;
      1.2) echo 'debug words'
           echo '{"id":"1.2","status":"failed","message":"too small","mistake":"you halved it"}' ;;
      *) echo "{\\"id\\":\\"$id\\",\\"status\\":\\"open\\"}" ;;
    esac
    """

  func testVerdictsAndTheirReasons() throws {
    let house = try ExerciseHouse()
    try house.verdicts(mixed)
    let run = try house.run("check", "1", "--json")
    XCTAssertEqual(run.status, 1)
    let found = try exercises(run)
    XCTAssertEqual(found.prefix(3).map { $0["status"] as? String }, ["passed", "failed", "open"])
    XCTAssertEqual(found[1]["message"] as? String, "too small")
    XCTAssertEqual(found[1]["mistake"] as? String, "you halved it")
    XCTAssertEqual(found[1]["printed"] as? [String], ["debug words"])
    XCTAssertEqual(run.errorLines.last?.contains("not right yet: 1.2"), true, run.errors)
    let text = try house.run("check", "1.2")
    XCTAssertTrue(text.output.contains("it looks as if you halved it"), text.output)
    XCTAssertTrue(text.output.contains("| debug words"), text.output)
    let status = try ExerciseHouse.json(house.run("status", "--json"))
    XCTAssertEqual(status["passed"] as? Int, 1)
    XCTAssertEqual(status["failed"] as? Int, 1)
  }

  func testAnOpenExerciseFailsOnlyWhereItIsNamed() throws {
    let house = try ExerciseHouse()
    try house.verdicts(mixed)
    XCTAssertEqual(try house.run("check", "1.1").status, 0)
    let open = try house.run("check", "1.3")
    XCTAssertEqual(open.status, 1)
    XCTAssertEqual(open.errorLines.last?.contains("still open: 1.3"), true, open.errors)
    try house.verdicts(#"echo "{\"id\":\"$id\",\"status\":\"open\"}""#)
    XCTAssertEqual(try house.run("check", "1").status, 0)
  }

  func testATrapIsItsOwnExercisesFailureAndHidesNoOther() throws {
    let house = try ExerciseHouse()
    try house.verdicts(
      """
      if [[ $id == 1.2 ]]; then echo 'Swift/x.swift:1: Fatal error: Division by zero'; kill -ILL $$; fi
      echo "{\\"id\\":\\"$id\\",\\"status\\":\\"passed\\"}"
      """)
    let found = try exercises(house.run("check", "1", "--json"))
    XCTAssertEqual(
      found.prefix(3).map { $0["status"] as? String }, ["passed", "failed", "passed"])
    let message = try XCTUnwrap(found[1]["message"] as? String)
    XCTAssertTrue(message.contains("trapped: Fatal error: Division by zero"), message)
  }

  /// The question says which case was forgotten, the frame in which line.
  func testATrapSaysWhatWasAskedAndWhere() throws {
    let house = try ExerciseHouse()
    try house.verdicts(
      """
      if [[ $id == 1.1 ]]; then
        echo '{"id":"1.1","status":"asked","question":["[]"]}'
        echo 'words of my own'
        echo '{"id":"1.1","status":"asked","question":["[(ids: [5], count: 3)]"]}'
        echo '*** Signal 4: Backtracing from 0x55aa... done ***'
        echo '*** Swift runtime failure: Range requires lowerBound <= upperBound ***'
        echo '  1 0x55 countPairs(_:) + 654 in check-01 at /a/b/Exercises/01-Tokenizer/1.1-CountPairs.swift:6:15'
        echo '  2 0x55 closure #1 in check-01 at /a/b/Exercises/Tasks/01-Tokenizer/1.1-Task.swift:26:13'
        kill -ILL $$
      fi
      if [[ $id == 1.2 ]]; then
        echo '{"id":"1.2","status":"asked","question":["1.0","2.0","3.0"]}'
        exit 3
      fi
      if [[ $id == 1.3 ]]; then
        echo '{"id":"1.3","status":"unnamed","message":"one pair: expected 1, got 2"}'
        kill -ILL $$
      fi
      echo "{\\"id\\":\\"$id\\",\\"status\\":\\"passed\\"}"
      """)
    let found = try exercises(house.run("check", "1", "--json"))
    XCTAssertEqual(
      found[0]["message"] as? String,
      "your code trapped: Range requires lowerBound <= upperBound, at "
        + "Exercises/01-Tokenizer/1.1-CountPairs.swift:6:15; it was asked for "
        + "countPairs([(ids: [5], count: 3)])")
    XCTAssertEqual(found[0]["printed"] as? [String], ["words of my own"])
    XCTAssertEqual(
      (found[1]["message"] as? String)?.hasSuffix(
        "embeddingShare(vocabularySize: 1.0, width: 2.0, modelParameters: 3.0)"), true,
      "\(found[1])")
    // A trap in what tells mistakes apart hides no diagnosis.
    XCTAssertEqual(found[2]["message"] as? String, "one pair: expected 1, got 2")
    XCTAssertEqual(found[3]["status"] as? String, "passed")
  }

  /// A capstone has a process of its own; what it is at is told while it works, what it measured stands
  /// with the verdict.
  func testACapstoneTellsWhatItIsAtAndWhatItMeasured() throws {
    let house = try ExerciseHouse()
    try house.verdicts(
      """
      echo "$*" > "$0.$id"
      if [[ $id == 1.6 ]]; then
        echo '{"id":"1.6","status":"underway","message":"training"}'
        echo '{"id":"1.6","status":"measured","message":"bytes a token: 3, to be at least 2 ✓"}'
        echo '{"id":"1.6","status":"measured","message":"tokens: 5, to be at most 4 ✗"}'
        echo '{"id":"1.6","status":"failed","message":"tokens: 5, to be at most 4 ✗"}'
      else
        echo "{\\"id\\":\\"$id\\",\\"status\\":\\"passed\\"}"
      fi
      """)
    let run = try house.run("check", "1")
    XCTAssertEqual(run.status, 1)
    XCTAssertTrue(run.errors.contains("1.6  training"), run.errors)
    XCTAssertTrue(run.errors.contains("1.6  bytes a token: 3, to be at least 2 ✓"), run.errors)
    XCTAssertEqual(run.output.split(separator: "tokens: 5").count, 2, run.output)
    XCTAssertEqual(try house.read(".build/release/check-01.1.6"), "1.6\n")
    XCTAssertEqual(try house.read(".build/release/check-01.1.5"), "1.1 1.2 1.3 1.4 1.5\n")
    let found = try XCTUnwrap(try exercises(house.run("check", "1.6", "--json")).first)
    XCTAssertEqual(
      found["measured"] as? [String],
      ["bytes a token: 3, to be at least 2 ✓", "tokens: 5, to be at most 4 ✗"])
    XCTAssertTrue(try house.run("status").output.contains("capstone 1.6 failed"))
    XCTAssertTrue(try house.run("next", "1.6").output.contains("the chapter's capstone, about"))
  }

  func testItBuildsWithTheSameFlagsAtATerminal() throws {
    let house = try ExerciseHouse()
    try house.compiler(
      #"""
      color=
      if [[ -t 1 || -t 2 ]] && [[ "$*" != *--no-color-diagnostics* ]]; then color=-color; fi
      echo "$*" $color >> "$root/builds"
      """#)
    XCTAssertEqual(try house.run("check", "1.1").status, 0)
    let piped = try house.read("builds")
    try house.write("", to: "builds")
    try house.write("let answer = 42", to: house.file)
    let terminal = try PseudoTerminal(
      try CommandLineRun.executable(), ["check", "1.1"], environment: house.environment)
    XCTAssertEqual(terminal.wait(), 0, terminal.text)
    XCTAssertEqual(try house.read("builds"), piped)
  }

  func testAPassSaysHowFarOneIsAndWhatIsNext() throws {
    let house = try ExerciseHouse()
    let run = try house.run("check", "1.1")
    XCTAssertEqual(run.status, 0, run.errors)
    XCTAssertTrue(run.errors.contains(#/1 of \d+ passed; next: 1.2 What a large vocabulary costs/#))
    XCTAssertTrue(run.errors.contains("costs, in Exercises/01-Tokenizer/1.2"), run.errors)
  }

  func testKeysOfWatchAtATerminal() throws {
    let house = try ExerciseHouse()
    let terminal = try PseudoTerminal(
      try CommandLineRun.executable(), ["watch"], environment: house.environment)
    XCTAssertTrue(terminal.wait(for: "keys: n next task, h hint"), terminal.text)
    terminal.type("n")
    XCTAssertTrue(terminal.wait(for: "check  ./workbook check 1.1"), terminal.text)
    terminal.type("h")
    XCTAssertTrue(terminal.wait(for: "1.1, hint 1 of 3"), terminal.text)
    terminal.type("s")
    XCTAssertTrue(terminal.wait(for: "1.1 is not begun yet"), terminal.text)
    try house.write("public func countPairs() { mine }\n", to: house.file)
    XCTAssertTrue(terminal.wait(for: "compiling 1.1"), terminal.text)
    XCTAssertTrue(terminal.wait(for: "passed; next: 1.2"), terminal.text)
    terminal.type("s")
    XCTAssertTrue(terminal.wait(for: "- public func countPairs() { mine }"), terminal.text)
    terminal.type("r")
    XCTAssertTrue(terminal.wait(for: "r once more"), terminal.text)
    terminal.type("r")
    XCTAssertTrue(terminal.wait(for: "is the original again; your text is in"), terminal.text)
    terminal.type("q")
    XCTAssertEqual(terminal.wait(), 0, terminal.text)
    XCTAssertTrue(try house.read(house.file).contains("NotAttempted"))
  }

  func testAnEndlessLoopIsEnded() throws {
    let house = try ExerciseHouse()
    try house.verdicts(
      """
      if [[ $id == 1.1 ]]; then exec sleep 300; fi
      echo "{\\"id\\":\\"$id\\",\\"status\\":\\"passed\\"}"
      """)
    // Had nobody ended it, it would have ended by itself, without a verdict and without this sentence.
    let found = try exercises(house.run("check", "1", "--json"))
    XCTAssertEqual(found.prefix(2).map { $0["status"] as? String }, ["failed", "passed"])
    XCTAssertEqual((found[0]["message"] as? String)?.contains("endless loop"), true)
  }

  func testATypoIsItsOwnExercisesFailureAndKeepsTheProgressOfOthers() throws {
    let house = try ExerciseHouse()
    try house.verdicts(#"echo "{\"id\":\"$id\",\"status\":\"passed\"}""#)
    XCTAssertEqual(try house.run("check", "1").status, 0)
    try house.write("let typo = ", to: house.file)
    try house.compiler(
      "echo \"$root/\(house.file):1:12: error: expected initial value\"; exit 1")
    let found = try exercises(house.run("check", "1", "--json"))
    XCTAssertEqual(found[0]["status"] as? String, "failed")
    XCTAssertEqual(
      found[0]["message"] as? String,
      "does not compile: \(house.file):1:12: error: expected initial value")
    XCTAssertEqual(found[1]["status"] as? String, "unjudged")
    let other = try house.run("check", "1.2")
    XCTAssertEqual(other.status, 1)
    XCTAssertEqual(other.errorLines.last?.contains("not judged"), true, other.errors)
    let list = try ExerciseHouse.json(house.run("list", "1", "--json"))
    let states = try XCTUnwrap(list["exercises"] as? [[String: Any]])
    XCTAssertEqual(states.prefix(2).map { $0["status"] as? String }, ["failed", "passed"])
  }

  /// However much it says meanwhile, and whatever it has started.
  func testCodeThatPrintsForEverIsEndedAndWhatItSaysIsBounded() throws {
    let house = try ExerciseHouse()
    let words = "for ever \(UUID().uuidString)"
    try house.verdicts(
      """
      if [[ $id == 1.2 ]]; then echo first; yes '\(words)'; fi
      echo "{\\"id\\":\\"$id\\",\\"status\\":\\"passed\\"}"
      """)
    let run = try house.run("check", "1.1", "1.2", "1.3", "--json")
    let found = try exercises(run)
    XCTAssertEqual(
      found.map { $0["status"] as? String }, ["passed", "failed", "passed"], run.errors)
    let message = try XCTUnwrap(found[1]["message"] as? String)
    XCTAssertTrue(message.contains("did not end within"), message)
    let printed = try XCTUnwrap(found[1]["printed"] as? [String])
    XCTAssertEqual(printed.first, "first")
    XCTAssertEqual(printed.dropLast().last, words)
    XCTAssertEqual(printed.filter { $0.contains("bytes left out") }.count, 1)
    XCTAssertLessThan(run.output.utf8.count, 40_000)
    let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc")
    let left = processes.filter { process in
      let command = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return Int(process) != nil && String(decoding: command, as: UTF8.self).contains(words)
    }
    XCTAssertEqual(left, [], "what the check started goes on")
  }

  func testItBuildsOnceForAnEdit() throws {
    let house = try ExerciseHouse()
    try house.compiler("echo built \"$@\" >> \"$root/builds\"")
    for _ in 0..<2 { XCTAssertEqual(try house.run("check", "1.1").status, 0) }
    XCTAssertEqual(try house.read("builds").split(separator: "\n").count, 1)
    XCTAssertTrue(try house.read("builds").contains("--product check-01"))
    try house.write("let answer = 42", to: house.file)
    XCTAssertEqual(try house.run("check", "1.1").status, 0)
    XCTAssertEqual(try house.read("builds").split(separator: "\n").count, 2)
  }

  func testNoCompilerIsOneLine() throws {
    let house = try ExerciseHouse()
    let run = try house.run("check", "1.1", environment: ["PATH": "/nonexistent"])
    XCTAssertEqual(run.status, 1)
    XCTAssertEqual(run.errorLines.last?.contains("swift cannot be started"), true, run.errors)
  }

  func testWatchJudgesWhatIsSavedAndEndsWithAnInterrupt() throws {
    let house = try ExerciseHouse()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try CommandLineRun.executable())
    process.arguments = ["watch", "--json"]
    process.environment = ProcessInfo.processInfo.environment.merging(house.environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = house.path("watch-output")
    try house.write("", to: "watch-output")
    try house.write("", to: "watch-errors")
    process.standardOutput = try XCTUnwrap(FileHandle(forWritingAtPath: output))
    process.standardError = try XCTUnwrap(FileHandle(forWritingAtPath: house.path("watch-errors")))
    try process.run()
    defer { if process.isRunning { process.terminate() } }
    func wait(for words: String, in name: String) throws -> Bool {
      // As long as a busy machine may need; where all is well, the first look or two are enough.
      for _ in 0..<1_200 {
        if try house.read(name).contains(words) { return true }
        usleep(100_000)
      }
      return false
    }
    XCTAssertTrue(try wait(for: "next: 1.1", in: "watch-errors"))
    try house.write("let saved = 1", to: house.file)
    XCTAssertTrue(try wait(for: #""id":"1.1","status":"passed""#, in: "watch-output"))
    process.interrupt()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0)
    XCTAssertEqual(process.terminationReason, .exit)
    XCTAssertTrue(try house.read("watch-errors").contains("no longer watching"))
  }
}

import ArgumentParser
import WorkbookCore

/// `check`: judges the learner's answers.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judges your answers: all of them, those of a chapter, or some.",
    discussion: """
      Example: ./workbook check 2.3
      Example: ./workbook check 2 --json

      Each chapter's exercises are built and run apart, so that a typo in one keeps no other from \
      its verdict. Exit status 1 where an answer fails, or where one that is named is still open.
      """)

  @Argument(help: "Exercises (2.3) or chapters (2); all exercises when there is none.")
  var names: [String] = []

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let ids = try ExerciseVerb.ids(names)
    let findings = try ExerciseVerb.workspace().check(ids) { Console.note($0) }
    let failed = findings.filter { [.failed, .unjudged].contains($0.status) }.map(\.id)
    let passed = findings.count { $0.status == .passed }
    let open = findings.count { $0.status == .open }
    if json {
      Console.printJSON([
        "exercises": .array(findings.map(\.json)), "passed": .integer(passed),
        "failed": .integer(failed.count), "open": .integer(open),
      ])
    } else {
      for finding in findings { print(finding.text) }
      if findings.count > 1 {
        print("\(passed) of \(findings.count) passed, \(failed.count) failed, \(open) open")
      }
    }
    guard failed.isEmpty else {
      throw InputError(
        "not right yet: \(failed.joined(separator: ", ")); ./workbook hint \(failed[0]) helps")
    }
    let named = findings.filter { $0.status == .open && names.contains($0.id) }.map(\.id)
    guard named.isEmpty else {
      throw InputError(
        "still open: \(named.joined(separator: ", ")); ./workbook next says what to do")
    }
  }
}

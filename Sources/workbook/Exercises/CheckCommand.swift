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
    let workspace = try ExerciseVerb.workspace()
    let findings = try workspace.check(try workspace.catalog.ids(names)) { Console.note($0) }
    func ids(_ status: Status) -> [String] {
      findings.filter { $0.status == status }.map(\.id)
    }
    if json {
      Console.printJSON([
        "exercises": .array(findings.map(\.json)), "passed": .integer(ids(.passed).count),
        "failed": .integer(ids(.failed).count), "unjudged": .integer(ids(.unjudged).count),
        "open": .integer(ids(.open).count),
      ])
    } else {
      for finding in findings { print(finding.text(workspace.catalog)) }
      if findings.count > 1 {
        let counts = [Status.failed, .unjudged, .open].map { "\(ids($0).count) \($0.rawValue)" }
        print(
          "\(ids(.passed).count) of \(findings.count) passed, " + counts.joined(separator: ", "))
      }
      if !ids(.passed).isEmpty { Console.note(ExerciseVerb.progress(workspace)) }
    }
    if let first = ids(.failed).first {
      throw InputError(
        "not right yet: \(ids(.failed).joined(separator: ", ")); ./workbook hint \(first) helps")
    }
    guard ids(.unjudged).isEmpty else {
      throw InputError(
        "not judged, for the chapter does not compile: "
          + ids(.unjudged).joined(separator: ", "))
    }
    let open = ids(.open).filter { names.contains($0) }
    guard open.isEmpty else {
      throw InputError(
        "still open: \(open.joined(separator: ", ")); ./workbook list says where")
    }
  }

  private typealias Status = ExerciseWorkspace.Finding.Status
}

import ArgumentParser
import WorkbookCore

/// `status`: how far the learner is, chapter by chapter.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows how many exercises are passed, chapter by chapter.",
    discussion: """
      Example: ./workbook status
      Example: ./workbook status --json

      An exercise stands as its last check found it; check runs them anew.
      """)

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let workspace = try ExerciseVerb.workspace()
    let states = workspace.states()
    let passed = states.count { $0.status == .passed }
    let next = workspace.next()?.id
    if json {
      let chapters = workspace.catalog.folders.enumerated().map { index, folder -> JSONValue in
        let own = Self.states(states, ofChapter: index + 1)
        return [
          "chapter": .integer(index + 1), "folder": .text(folder),
          "exercises": .integer(own.count),
          "passed": .integer(own.count { $0.status == .passed }),
          "failed": .integer(own.count { $0.status == .failed }),
        ]
      }
      return Console.printJSON([
        "exercises": .integer(states.count), "passed": .integer(passed),
        "failed": .integer(states.count { $0.status == .failed }),
        "next": next.map { .text($0) } ?? .null, "chapters": .array(chapters),
      ])
    }
    for (index, folder) in workspace.catalog.folders.enumerated() {
      let own = Self.states(states, ofChapter: index + 1)
      let marks = own.map {
        ($0.kind == .capstone ? "capstone " : "") + "\($0.id) \($0.status.rawValue)"
      }.joined(separator: ", ")
      let count = "\(own.count { $0.status == .passed }) of \(own.count)"
      print(
        folder.padding(toLength: 22, withPad: " ", startingAt: 0)
          + "\(count) passed" + (own.isEmpty ? "" : "  (\(marks))"))
    }
    print("in all".padding(toLength: 22, withPad: " ", startingAt: 0), terminator: "")
    print("\(passed) of \(states.count) passed" + (next.map { "; next: \($0)" } ?? ""))
  }

  private static func states(
    _ states: [ExerciseWorkspace.State], ofChapter chapter: Int
  ) -> [ExerciseWorkspace.State] {
    states.filter { $0.id.hasPrefix("\(chapter).") }
  }
}

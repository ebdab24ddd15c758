import ArgumentParser
import WorkbookCore

/// `next`: the first exercise that is not passed.
struct NextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "Shows the first exercise that is not passed: what to do, and in which file.",
    discussion: """
      Example: ./workbook next
      Example: ./workbook next --json
      """)

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let workspace = try ExerciseVerb.workspace()
    guard let state = workspace.next() else {
      return json
        ? Console.printJSON(["next": .null]) : print("Every exercise is passed.")
    }
    let info = try workspace.exercise(state.id)
    if json {
      return Console.printJSON(["next": state.json, "task": .text(info.task)])
    }
    print(
      """
      \(state.id)  \(state.title)  (\(ExerciseVerb.describe(state.kind)), about \
      \(state.minutes) min, \(state.status.rawValue))

      \(Console.wrapped(info.task))

      edit   \(state.file)
      check  ./workbook check \(state.id)
      hint   ./workbook hint \(state.id)
      """)
  }
}

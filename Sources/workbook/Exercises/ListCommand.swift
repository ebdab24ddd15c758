import ArgumentParser
import WorkbookCore

/// `list`: every exercise, one a line.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the exercises, or those of some chapters, one a line.",
    discussion: """
      Example: ./workbook list
      Example: ./workbook list 2 --json
      """)

  @Argument(help: "Chapters (2) or exercises (2.3); all of them when there is none.")
  var names: [String] = []

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let workspace = try ExerciseVerb.workspace()
    let ids = try workspace.catalog.ids(names)
    let states = workspace.states().filter {
      names.isEmpty || ids.contains($0.id)
    }
    if json {
      return Console.printJSON(["exercises": .array(states.map(\.json))])
    }
    for state in states {
      func column(_ text: String, _ width: Int) -> String {
        text.padding(toLength: max(width, text.count + 1), withPad: " ", startingAt: 0)
      }
      print(
        column(state.id, 5) + column(state.status.rawValue, 8) + column(state.kind.rawValue, 10)
          + column("\(state.minutes) min", 8) + column(state.title, 40) + state.file)
    }
  }
}

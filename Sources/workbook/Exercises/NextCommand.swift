import ArgumentParser
import WorkbookCore

/// `next`: the first exercise that is not passed, or any that is asked for.
struct NextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "Shows the first exercise that is not passed, or one by number: task and file.",
    discussion: """
      Example: ./workbook next
      Example: ./workbook next 4.2
      Example: ./workbook next --json
      """)

  @Argument(help: "An exercise (4.2), passed or not; the first that is not passed without one.")
  var id: String?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let workspace = try ExerciseVerb.workspace()
    guard let state = try id.map({ try workspace.state($0) }) ?? workspace.next() else {
      return json
        ? Console.printJSON(["next": .null]) : print("Every exercise is passed.")
    }
    let info = try workspace.exercise(state.id)
    if json {
      let given = try workspace.given(info).map { given -> JSONValue in
        ["name": .text(given.name), "file": .text(given.file)]
      }
      return Console.printJSON([
        "next": state.json, "task": .text(info.task), "given": .array(given),
      ])
    }
    print(try ExerciseVerb.task(state, workspace))
  }
}

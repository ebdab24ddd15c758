import ArgumentParser
import WorkbookCore

/// `solution`: how it can be done.
struct SolutionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solution",
    abstract: "Shows the solution of an exercise, once it is passed.",
    discussion: """
      Example: ./workbook solution 2.3
      Example: ./workbook solution 2.3 --anyway
      """)

  @Argument(help: "The exercise: 2.3.")
  var id: String

  @Flag(help: "Shows it before the exercise is passed, too.")
  var anyway = false

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let text = try ExerciseVerb.workspace().solution(id, anyway: anyway)
    if json {
      Console.printJSON(["id": .text(id), "solution": .text(text)])
    } else {
      print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
    }
  }
}

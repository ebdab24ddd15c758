import ArgumentParser
import WorkbookCore

/// `solution`: how it can be done.
struct SolutionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solution",
    abstract: "Shows an exercise's solution beside your code, once it is passed.",
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
    let workspace = try ExerciseVerb.workspace()
    let text = try workspace.solution(id, anyway: anyway)
    let explanation = try workspace.explanation(of: id)
    if json {
      Console.printJSON([
        "id": .text(id), "solution": .text(text), "why": .text(explanation.why),
        "difference": explanation.difference.map { .text($0) } ?? .null,
      ])
    } else {
      print(ExerciseVerb.solution(text, explanation))
    }
  }
}

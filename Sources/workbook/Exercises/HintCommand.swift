import ArgumentParser
import WorkbookCore

/// `hint`: the next hint to an exercise.
struct HintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint",
    abstract: "Gives the next hint to an exercise, from a nudge to nearly the answer.",
    discussion: """
      Example: ./workbook hint 2.3
      Example: ./workbook hint 2.3 --all

      Each call gives one more; reset begins again with the first.
      """)

  @Argument(help: "The exercise: 2.3.")
  var id: String

  @Flag(help: "Every hint at once.")
  var all = false

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let workspace = try ExerciseVerb.workspace()
    let first: Int
    let texts: [String]
    let count: Int
    if all {
      texts = try workspace.hints(id)
      (first, count) = (1, texts.count)
    } else {
      let hint = try workspace.hint(id)
      (texts, first, count) = ([hint.text], hint.number, hint.count)
    }
    if json {
      return Console.printJSON([
        "id": .text(id), "hints": .array(texts.map { .text($0) }), "first": .integer(first),
        "count": .integer(count),
      ])
    }
    for (offset, text) in texts.enumerated() {
      print(Console.wrapped("hint \(first + offset) of \(count): \(text)"))
    }
    if first + texts.count - 1 == count {
      print("That was the last one; ./workbook solution \(id) --anyway shows an answer.")
    }
  }
}

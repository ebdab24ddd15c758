import ArgumentParser
import WorkbookCore

/// `reset`: puts the original of an exercise or of a chapter back, and keeps the learner's text.
struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Puts an exercise's stub back, or a chapter as git has it.",
    discussion: """
      Example: ./workbook reset 2.3
      Example: ./workbook reset 02

      Your text is kept under .workbook/backups, and the command says where.
      """)

  @Argument(help: "An exercise (2.3) or a chapter (02).")
  var name: String

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func run() throws {
    let workspace = try ExerciseVerb.workspace()
    let reset =
      if let chapter = try workspace.catalog.chapter(name) {
        try workspace.reset(chapter: chapter)
      } else {
        try workspace.reset(name)
      }
    if json {
      return Console.printJSON([
        "file": .text(reset.file), "changed": .bool(reset.isChanged),
        "backup": reset.backup.map { .text($0) } ?? .null,
      ])
    }
    if let list = reset.list { print("\(list) lists the exercises as they are now.") }
    guard reset.isChanged else { return print("\(reset.file) is the original already.") }
    print("\(reset.file) is the original again.")
    if let backup = reset.backup {
      print("Your text is kept; to have it back, in the workbook's folder:")
      print("  cp \(backup) \(reset.file)")
    }
  }
}

import ArgumentParser
import WorkbookCore

/// `reset`: puts the original of an exercise or of a chapter back, and keeps the learner's text.
struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Puts an exercise's stub back, or a chapter's files as git has them.",
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
    let resets = try workspace.reset(named: name)
    // An exercise is one file; of a chapter's the first is main.swift.
    guard let first = resets.first else { return }
    if json {
      return Console.printJSON([
        "file": .text(first.file), "changed": .bool(resets.contains(where: \.isChanged)),
        "backup": Self.json(backup: first),
        "files": .array(
          resets.map {
            [
              "file": .text($0.file), "changed": .bool($0.isChanged),
              "removed": .bool($0.isRemoved), "backup": Self.json(backup: $0),
            ]
          }),
      ])
    }
    if let list = first.list { print("\(list) lists the exercises as they are now.") }
    let changed = resets.filter(\.isChanged)
    guard !changed.isEmpty else { return print("\(first.file) is the original already.") }
    for reset in changed {
      print(
        "\(reset.file) is \(reset.isRemoved ? "no part of the original" : "the original again").")
    }
    let kept = changed.filter { $0.backup != nil }
    guard !kept.isEmpty else { return }
    print("Your text is kept; to have it back, in the workbook's folder:")
    for reset in kept { print("  cp \(reset.backup ?? "") \(reset.file)") }
  }

  private static func json(backup reset: ExerciseWorkspace.Reset) -> JSONValue {
    reset.backup.map { .text($0) } ?? .null
  }
}

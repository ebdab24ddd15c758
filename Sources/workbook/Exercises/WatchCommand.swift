import ArgumentParser
import Foundation
import WorkbookCore

/// `watch`: judges an exercise whenever its file is saved.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Judges each exercise when you save it, until Ctrl-C.",
    discussion: """
      Example: ./workbook watch
      Example: ./workbook watch 2 --json

      With --json each verdict is one JSON object on a line of its own.
      """)

  @Argument(help: "Exercises (2.3) or chapters (2) to watch; all when there is none.")
  var names: [String] = []

  @Flag(help: "One JSON object for each verdict, on standard output.")
  var json = false

  func run() throws {
    let workspace = try ExerciseVerb.workspace()
    let all = workspace.catalog.all.map(\.id)
    let ids = try names.isEmpty ? all : workspace.catalog.ids(names)
    var watched = ExerciseWatch(workspace, ids: ids)
    Interruption.watch()
    Console.note(
      "watching \(Plural.count(ids.count, "exercise")); save one to have it judged, Ctrl-C ends")
    if let next = workspace.next() { Console.note("next: \(next.id) in \(next.file)") }
    // Verdicts that nobody can read are the end too.
    while !Interruption.isRequested && !StandardStreams.isOutputLost {
      let changed = watched.changes()
      if changed.isEmpty {
        // Editors write in several strokes; a signal cuts the nap short.
        usleep(200_000)
        continue
      }
      let findings = try workspace.check(changed)
      if Interruption.isRequested { break }
      report(findings, workspace)
    }
    Console.note("\nno longer watching")
  }

  private func report(_ findings: [ExerciseWorkspace.Finding], _ workspace: ExerciseWorkspace) {
    for finding in findings {
      let line = json ? finding.json.encodedText : finding.text(workspace.catalog)
      Console.write(Array((line + "\n").utf8))
    }
    guard !json, findings.allSatisfy({ $0.status == .passed }) else { return }
    let next = workspace.next().map { "next: \($0.id) in \($0.file)" }
    Console.write(Array(((next ?? "Every exercise is passed.") + "\n").utf8))
  }
}

/// Which of some exercises' files were saved since they were last looked at.
struct ExerciseWatch {
  private let files: [(id: String, path: String)]
  private var seen: [String: [UInt8]] = [:]

  /// Looks at the files as they are now.
  init(_ workspace: ExerciseWorkspace, ids: [String]) {
    files = ids.compactMap { id in
      workspace.catalog.exercise(id).flatMap { workspace.learnerFile($0) }
        .map { (id, "\(workspace.root)/\($0)") }
    }
    _ = changes()
  }

  /// The exercises whose text is another one now. Saving the same text counts for nothing; a file
  /// that is gone for a moment, as some editors have it, is looked at again.
  mutating func changes() -> [String] {
    files.filter { _, path in
      guard let data = FileManager.default.contents(atPath: path) else { return false }
      let bytes = [UInt8](data)
      defer { seen[path] = bytes }
      return seen[path] != bytes
    }.map(\.id)
  }
}

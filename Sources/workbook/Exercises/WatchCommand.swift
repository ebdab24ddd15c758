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

      In a terminal, keys: n shows the next task, h gives a hint, s the solution, r puts the stub \
      back, q ends. With --json each verdict is one JSON object on a line of its own.
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
    let keys = json ? nil : TerminalKeys()
    if keys != nil { Console.note(WatchKeys.help) }
    var actions = WatchKeys(workspace, current: workspace.next()?.id ?? ids.first ?? "")
    // Verdicts that nobody can read are the end too.
    while !Interruption.isRequested && !StandardStreams.isOutputLost {
      let changed = watched.changes()
      guard changed.isEmpty else {
        if keys != nil { Console.note("compiling \(changed.joined(separator: ", ")) …") }
        actions.current = changed.last ?? actions.current
        let findings = try workspace.check(changed) { Console.note($0) }
        if Interruption.isRequested { break }
        report(findings, workspace)
        continue
      }
      // Editors write in several strokes; a signal cuts the nap short.
      guard let keys else {
        usleep(200_000)
        continue
      }
      guard let key = keys.next(milliseconds: 200) else { continue }
      guard actions.press(key) else { break }
      // What a reset writes is no answer.
      if key == "r" { _ = watched.changes() }
    }
    Console.note("\nno longer watching")
  }

  private func report(_ findings: [ExerciseWorkspace.Finding], _ workspace: ExerciseWorkspace) {
    for finding in findings {
      let line = json ? finding.json.encodedText : finding.text(workspace.catalog)
      Console.write(Array((line + "\n").utf8))
    }
    guard !json, findings.allSatisfy({ $0.status == .passed }) else { return }
    Console.write(Array((ExerciseVerb.progress(workspace) + "\n").utf8))
  }
}

/// What the keys of `watch` do.
struct WatchKeys {
  static let help = "keys: n next task, h hint, s solution, r reset, q quit"

  private let workspace: ExerciseWorkspace
  /// The exercise that hint, solution and reset are about: the one saved last.
  var current: String
  /// A reset is asked for twice.
  private var isResetting = false

  init(_ workspace: ExerciseWorkspace, current: String) {
    self.workspace = workspace
    self.current = current
  }

  /// Does what a key asks for; false for the end.
  mutating func press(_ key: Character) -> Bool {
    let asksAgain = isResetting
    isResetting = false
    do {
      switch key {
      case "q": return false
      case "n":
        guard let next = workspace.next() else {
          say("Every exercise is passed.")
          break
        }
        current = next.id
        say(try ExerciseVerb.task(next, workspace))
      case "h":
        let hint = try workspace.hint(current)
        say(Console.wrapped("\(current), hint \(hint.number) of \(hint.count): \(hint.text)"))
      case "s":
        // Before a pass, whoever asks has tried.
        let explanation = try workspace.explanation(of: current)
        guard try workspace.state(current).status != .open || explanation.difference != nil else {
          say("\(current) is not begun yet; h gives a hint")
          break
        }
        say(
          ExerciseVerb.solution(try workspace.solution(current, anyway: true), explanation))
      case "r" where asksAgain:
        let reset = try workspace.reset(current)
        say(
          "\(reset.file) is the original again"
            + (reset.backup.map { "; your text is in \($0)" } ?? ""))
      case "r":
        isResetting = true
        say("r once more puts the stub of \(current) back, and keeps your text")
      default: say(Self.help)
      }
    } catch {
      say("\(error)")
    }
    return true
  }

  private func say(_ text: String) { Console.write(Array((text + "\n").utf8)) }
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
      guard let bytes = try? AtomicFile.read(path) else { return false }
      defer { seen[path] = bytes }
      return seen[path] != bytes
    }.map(\.id)
  }
}

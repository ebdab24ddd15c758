import ArgumentParser
import WorkbookCore

/// What the verbs on exercises share.
enum ExerciseVerb {
  /// The learner's exercises, in the workbook's folder.
  static func workspace() throws -> ExerciseWorkspace {
    try ExerciseWorkspace(root: try PackageRoot.find())
  }

  /// An exercise's task for a reader: what to do, where, and how to go on.
  static func task(
    _ state: ExerciseWorkspace.State, _ workspace: ExerciseWorkspace
  ) throws -> String {
    let info = try workspace.exercise(state.id)
    let paragraphs = info.task.split(separator: "\n").map { Console.wrapped(String($0)) }
    let given = try workspace.given(info).map { "given  \($0.name) in \($0.file)\n" }.joined()
    return """
      \(state.id)  \(state.title)  (\(describe(state.kind)), about \
      \(state.minutes) min, \(state.status.rawValue))

      \(paragraphs.joined(separator: "\n\n"))

      edit   \(state.file)
      \(given)check  ./workbook check \(state.id)
      hint   ./workbook hint \(state.id)
      """
  }

  /// How far the learner is, and what comes next.
  static func progress(_ workspace: ExerciseWorkspace) -> String {
    let states = workspace.states()
    let passed = "\(states.count { $0.status == .passed }) of \(states.count) passed"
    guard let next = workspace.next() else { return "\(passed): every exercise" }
    return "\(passed); next: \(next.id) \(next.title), in \(next.file)"
  }

  /// A solution for a reader: the code, why, and what one's own code has in its place.
  static func solution(
    _ text: String, _ explanation: ExerciseWorkspace.Explanation
  ) -> String {
    var parts = [text.hasSuffix("\n") ? String(text.dropLast()) : text]
    if !explanation.why.isEmpty { parts.append(Console.wrapped("why: \(explanation.why)")) }
    if let difference = explanation.difference {
      parts.append("your code (-) beside it (+):\n\(difference)")
    }
    return parts.joined(separator: "\n\n")
  }

  /// Sentence-wise names of the kinds, and what each asks for.
  static func describe(_ kind: ExerciseKind) -> String {
    switch kind {
    case .function: "a function to write"
    case .estimate: "a quantity to estimate"
    case .bug: "a bug to find"
    case .capstone: "the chapter's capstone"
    }
  }
}

extension ExerciseWorkspace.State {
  var json: JSONValue {
    [
      "id": .text(id), "title": .text(title), "kind": .text(kind.rawValue),
      "minutes": .integer(minutes), "status": .text(status.rawValue), "file": .text(file),
    ]
  }
}

extension ExerciseWorkspace.Finding {
  var json: JSONValue {
    [
      "id": .text(id), "status": .text(status.rawValue),
      "message": message.map { .text($0) } ?? .null,
      "mistake": mistake.map { .text($0) } ?? .null,
      "measured": .array(measured.map { .text($0) }),
      "printed": .array(printed.map { .text($0) }),
    ]
  }

  /// The verdict as lines for a reader: what, then why, then what the code printed.
  func text(_ catalog: ExerciseCatalog) -> String {
    var lines = ["\(id)  \(status.rawValue)  \(catalog.exercise(id)?.title ?? "")"]
    // What fails is the last thing that was measured, and is said as the message.
    lines += measured.filter { $0 != message }.map { "     \($0)" }
    if let message { lines.append("     \(message)") }
    if let mistake { lines.append("     it looks as if \(mistake)") }
    lines += printed.map { "     | \($0)" }
    return lines.joined(separator: "\n")
  }
}

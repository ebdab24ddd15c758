import ArgumentParser
import WorkbookCore

/// What the verbs on exercises share.
enum ExerciseVerb {
  /// The learner's exercises, in the workbook's folder.
  static func workspace() throws -> ExerciseWorkspace {
    try ExerciseWorkspace(root: try PackageRoot.find())
  }

  /// Sentence-wise names of the kinds, and what each asks for.
  static func describe(_ kind: ExerciseKind) -> String {
    switch kind {
    case .function: "a function to write"
    case .estimate: "a quantity to estimate"
    case .bug: "a bug to find"
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
      "printed": .array(printed.map { .text($0) }),
    ]
  }

  /// The verdict as lines for a reader: what, then why, then what the code printed.
  func text(_ catalog: ExerciseCatalog) -> String {
    var lines = ["\(id)  \(status.rawValue)  \(catalog.exercise(id)?.title ?? "")"]
    if let message { lines.append("     \(message)") }
    if let mistake { lines.append("     it looks as if \(mistake)") }
    lines += printed.map { "     | \($0)" }
    return lines.joined(separator: "\n")
  }
}

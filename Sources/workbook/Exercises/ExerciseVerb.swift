import ArgumentParser
import WorkbookCore

/// What the verbs on exercises share.
enum ExerciseVerb {
  /// The learner's exercises, in the workbook's folder.
  static func workspace() throws -> ExerciseWorkspace {
    ExerciseWorkspace(root: try PackageRoot.find())
  }

  /// From ids and chapters as they are typed (`2.3`, `2`, `02`) to ids, each once, in order.
  ///
  /// - Throws: `ExerciseError` for what is neither.
  static func ids(_ names: [String]) throws -> [String] {
    var chosen: Set<String> = []
    for name in names {
      if let chapter = try chapter(name) {
        chosen.formUnion(ExerciseCatalog.exercises(ofChapter: chapter).map(\.id))
      } else if ExerciseCatalog.exercise(name) != nil {
        chosen.insert(name)
      } else {
        throw ExerciseError.unknown(id: name)
      }
    }
    return ExerciseCatalog.all.map(\.id).filter { chosen.contains($0) }
  }

  /// The chapter that a whole number names; nil for anything else.
  ///
  /// - Throws: `ExerciseError.noChapter` for a number that is none.
  static func chapter(_ name: String) throws -> Int? {
    guard !name.isEmpty, name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard let number = Int(name), ExerciseCatalog.folders.indices.contains(number - 1) else {
      throw ExerciseError.noChapter(name)
    }
    return number
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
  var text: String {
    var lines = [
      "\(id)  \(status.rawValue)  \(ExerciseCatalog.exercise(id)?.title ?? "")"
    ]
    if let message { lines.append("     \(message)") }
    if let mistake { lines.append("     it looks as if \(mistake)") }
    lines += printed.map { "     | \($0)" }
    return lines.joined(separator: "\n")
  }
}

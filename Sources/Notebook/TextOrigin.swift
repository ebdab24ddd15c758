import Corpora
import Groundwork

/// Whose text a run reads where chapters speak about language.
public enum TextOrigin: String, Sendable {
  /// The built-in worlds: nothing else is here.
  case worlds
  /// The course's real text (`CourseLibrary`).
  case course
  /// The user's own, and beside it a general text, theirs or the course's.
  case own
}

extension Notebook {
  /// Whose text this run reads where a chapter speaks about language. What needs an exact floor stays
  /// on the worlds (`courseText`, `fieldText`) wherever the text is not the user's own.
  public var textOrigin: TextOrigin {
    if userCorpus != nil { return .own }
    return library.isComplete ? .course : .worlds
  }

  /// The real text that the fields are read from, in one line; for the worlds, how to come by it.
  public var textDescription: String {
    switch textOrigin {
    case .course:
      "Text: real. "
        + CourseField.allCases.map { "\($0.rawValue): \($0.contents)" }.joined(separator: "; ")
        + "."
    case .own:
      "Text: yours (\(userCorpora.map(\.name).joined(separator: ", "))). General: "
        + (generalCorpus.map { "yours, too (\($0.name))" }
          ?? (hasGeneralText ? "\(CourseField.general.contents), of the course" : "none")) + "."
    case .worlds:
      "Text: the built-in worlds. \(ChapterRemedy.courseText(missing: library.missing))"
    }
  }

  /// Whether a general text is here for the user's own to be set against.
  var hasGeneralText: Bool {
    userCorpus == nil || generalCorpus != nil || library.holds(.general)
  }

  /// A digest of all text that a run reads; nil for the built-in worlds.
  ///
  /// - Parameters:
  ///   - own: the user's kinds of text; empty for none.
  ///   - general: the user's general text, if any.
  nonisolated static func fingerprint(
    own: [Corpus], general: Corpus?, library: CourseLibrary
  ) -> String? {
    guard let user = fingerprint(of: own) else {
      return library.isComplete ? CourseLibrary.fingerprint(of: CourseField.allCases) : nil
    }
    let beside =
      general?.fingerprint
      ?? (library.holds(.general) ? CourseLibrary.fingerprint(of: [.general]) : "none")
    return Checksum.sha256("\(user) against \(beside)")
  }
}

import Corpora

/// A general text and a field's, each split: what chapters about language set against each other.
public struct ComparedText: Sendable {
  public let general: CourseText.Part
  public let field: CourseText.Part
}

extension Notebook {
  /// The general text: of the course where that is here, of the world where it is not; beside the user's
  /// own text theirs (`ChapterOptions.general`) or the course's, never a world's.
  ///
  /// - Throws: `NotebookError.noGeneralText`, `DataSetError`.
  public func generalText(trainingBytes: Int, heldOutBytes: Int) throws -> CourseText.Part {
    switch textOrigin {
    case .worlds:
      return CourseText.part(
        of: .general, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
    case .course:
      return try coursePart(.general, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes)
    case .own:
      guard hasGeneralText else {
        throw NotebookError.noGeneralText(beside: userCorpora.map(\.name))
      }
      guard var general = generalCorpus else {
        return try coursePart(.general, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes)
      }
      general.name = CourseField.general.rawValue
      return CourseText.part(
        of: general, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
    }
  }

  /// The general text, and a field: the user's own text, an equal share of each kind, or else finance.
  ///
  /// - Throws: `NotebookError.noGeneralText`, `DataSetError`.
  public func comparedText(trainingBytes: Int, heldOutBytes: Int) throws -> ComparedText {
    ComparedText(
      general: try generalText(trainingBytes: trainingBytes, heldOutBytes: heldOutBytes),
      field: textOrigin == .course
        ? try coursePart(.finance, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes)
        : fieldText(trainingBytes: trainingBytes, heldOutBytes: heldOutBytes))
  }

  /// The fields that are compared where a chapter asks about several, the general one first: the
  /// course's, equally much of each; where they are not here, the four worlds; or the user's kinds of
  /// text behind a general one.
  ///
  /// - Throws: `NotebookError.noGeneralText`, `DataSetError`.
  public func domains(trainingBytes: Int, heldOutBytes: Int) throws -> [CourseText.Part] {
    switch textOrigin {
    case .worlds:
      return World.all.map {
        CourseText.part(
          of: $0, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
      }
    case .course:
      let parts = try CourseField.allCases.map {
        try coursePart($0, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes)
      }
      // The shortest text decides, so that none learns from more.
      let bytes = parts.map(\.training.byteCount).min() ?? 0
      return parts.map {
        CourseText.Part(
          name: $0.name, training: $0.training.sample(byteCount: bytes, seed: seed),
          heldOut: $0.heldOut)
      }
    case .own:
      let general = try generalText(trainingBytes: trainingBytes, heldOutBytes: heldOutBytes)
      return [general]
        + userCorpora.map {
          var part = CourseText.part(
            of: $0, trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
          if part.name == general.name { part.name = "your \(part.name)" }
          return part
        }
    }
  }

  /// A field of the course's real text, for where `textOrigin` is the course.
  ///
  /// - Throws: `DataSetError`.
  public func coursePart(
    _ field: CourseField, trainingBytes: Int, heldOutBytes: Int
  ) throws -> CourseText.Part {
    CourseText.part(
      of: try library.corpus(of: field), heldOutFraction: field.heldOutFraction,
      trainingBytes: trainingBytes, heldOutBytes: heldOutBytes, seed: seed)
  }
}

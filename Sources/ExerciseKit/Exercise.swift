/// What an exercise asks for.
public enum ExerciseKind: String, Codable, Sendable {
  /// A function to write.
  case function
  /// A quantity to work out: parameters, operations, bytes, days, dollars.
  case estimate
  /// A fault to find in code that is there.
  case bug
}

/// What is to be known of an exercise without running it.
public struct ExerciseInfo: Hashable, Sendable {
  /// Chapter and number: "2.3".
  public let id: String
  public let title: String
  public let kind: ExerciseKind
  /// How long it takes someone who knows Swift but not transformers.
  public let minutes: Int
  /// What to do, in a few sentences.
  public let task: String
  /// From a nudge to nearly the answer.
  public let hints: [String]

  public init(
    id: String, title: String, kind: ExerciseKind, minutes: Int, task: String, hints: [String]
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.minutes = minutes
    self.task = task
    self.hints = hints
  }

  /// The chapter's number: 2 of "2.3".
  public var chapter: Int { Int(id.prefix { $0 != "." }) ?? 0 }
}

/// An exercise: what it asks for, and how an answer is judged.
///
/// The check takes the answer as a function value, so that the same check runs on the learner's
/// code, on the solution and on known mistakes.
public struct Exercise<Implementation>: Sendable {
  public let info: ExerciseInfo
  /// Throws a `CheckFailure` that explains what is wrong: shapes first, then properties, then
  /// reference values.
  public let check: @Sendable (Implementation) throws -> Void
  /// What the implementation answers to fixed questions, as numbers: its fingerprint. Two
  /// implementations with one fingerprint make the same mistake.
  public let observe: @Sendable (Implementation) throws -> [Double]

  public init(
    _ info: ExerciseInfo, check: @escaping @Sendable (Implementation) throws -> Void,
    observe: @escaping @Sendable (Implementation) throws -> [Double]
  ) {
    self.info = info
    self.check = check
    self.observe = observe
  }
}

/// A wrong answer that people give, and the sentence that names it.
public struct KnownMistake<Implementation> {
  /// Speaks to the learner: "you divided by d, not by √d".
  public let sentence: String
  public let implementation: Implementation

  public init(_ sentence: String, _ implementation: Implementation) {
    self.sentence = sentence
    self.implementation = implementation
  }
}

/// Thrown by a stub that nobody has worked on yet.
public struct NotAttempted: Error, Hashable {
  public let id: String
  public init(_ id: String) { self.id = id }
}

/// The first line of a function with a planted bug: throws until the learner deletes it.
public func attempt(_ id: String) throws { throw NotAttempted(id) }

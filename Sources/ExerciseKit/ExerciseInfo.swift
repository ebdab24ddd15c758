/// What an exercise asks for.
public enum ExerciseKind: String, Codable, Sendable {
  /// A function to write.
  case function
  /// A quantity to work out: parameters, operations, bytes, days, dollars.
  case estimate
  /// A fault to find in code that is there.
  case bug
  /// A work of an hour, judged by running it: it is measured, and held to bounds.
  case capstone
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

/// An exercise: how an answer is judged. What it asks for is an `ExerciseInfo`.
///
/// The check takes the answer as a function value, so that the same check runs on the learner's
/// code, on the solution and on known mistakes.
public struct Exercise<Implementation>: Sendable {
  /// Throws a `CheckFailure` that explains what is wrong: shapes first, then properties, then
  /// reference values.
  public let check: @Sendable (Implementation, Workbench) throws -> Void
  /// What the implementation answers to fixed questions, as numbers: its fingerprint. Two
  /// implementations with one fingerprint make the same mistake.
  public let observe: @Sendable (Implementation) throws -> [Double]
  /// What the parts of an answer are called where it has several, in the order in which `observe`
  /// gives them, question by question; a name may stand there several times. A mistake in one part is
  /// named whatever the others are.
  public let parts: [String]
  /// Whether the fingerprint's numbers are numbers of classes: then nothing but equality counts.
  public let areClasses: Bool
  /// What right answers keep and wrong ones break; they name mistakes that nobody foresaw.
  public let properties: Properties<Implementation>

  public init(
    parts: [String] = [], areClasses: Bool = false,
    properties: Properties<Implementation> = Properties(),
    check: @escaping @Sendable (Implementation) throws -> Void,
    observe: @escaping @Sendable (Implementation) throws -> [Double]
  ) {
    self.parts = parts
    self.areClasses = areClasses
    self.properties = properties
    self.check = { implementation, _ in try check(implementation) }
    self.observe = observe
  }

  /// A capstone: its check runs the artefact, tells what it measures, and names mistakes by what they do
  /// to it, for no two artefacts are alike.
  ///
  /// - Parameter check: throws as that of an exercise does; a failure carries the sentence of the known
  ///   mistake that shows in it.
  public init(capstone check: @escaping @Sendable (Implementation, Workbench) throws -> Void) {
    parts = []
    areClasses = false
    properties = Properties()
    self.check = check
    observe = { _ in [] }
  }
}

/// A wrong answer that people give, and the sentence that names it.
public struct KnownMistake<Implementation> {
  /// Speaks to the learner: "you divided by d, not by √d".
  public let sentence: String
  public let implementation: Implementation
  /// Whether the sentence says what the answer is, "you gave 0 for no text", and so holds of whoever
  /// gives it. One that says how it was made, "you divided by d", is said only where the numbers leave
  /// no other way: see `Evidence`.
  public let isOfAnswer: Bool

  public init(_ sentence: String, _ implementation: Implementation) {
    self.init(sentence, implementation, isOfAnswer: false)
  }

  /// - Parameter sentence: says what the answer is, not how it was made.
  public init(answer sentence: String, _ implementation: Implementation) {
    self.init(sentence, implementation, isOfAnswer: true)
  }

  private init(_ sentence: String, _ implementation: Implementation, isOfAnswer: Bool) {
    self.sentence = sentence
    self.implementation = implementation
    self.isOfAnswer = isOfAnswer
  }

  /// The same mistake, its sentence being true of whoever gives the answer.
  public var ofAnswer: KnownMistake {
    KnownMistake(sentence, implementation, isOfAnswer: true)
  }
}

/// Thrown by a stub that nobody has worked on yet.
public struct NotAttempted: Error, Hashable {
  public let id: String
  public init(_ id: String) { self.id = id }
}

/// The first line of a function with a planted bug: throws until the learner deletes it.
public func attempt(_ id: String) throws { throw NotAttempted(id) }

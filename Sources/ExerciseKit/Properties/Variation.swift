/// Another question in the place of one: with twice a number, a list turned round, without its first
/// element.
///
/// Who answers as if another question had been asked is told which; and what such a change does to the
/// right answer it should do to any.
public struct Variation<Question>: Sendable {
  /// Stands behind "the right ones for": "twice the width".
  let words: String
  /// Nil where a question cannot be changed so.
  let change: @Sendable (Question) -> Question?
  /// Whether it is asked what the change does to an answer, and not only whether an answer is another
  /// question's.
  let isProbe: Bool

  /// - Parameters:
  ///   - words: a noun phrase, "every score 5 higher".
  ///   - isProbe: whether an answer is asked what the change does to it.
  ///   - change: gives nil where a question cannot be changed so.
  public init(
    _ words: String, isProbe: Bool = true,
    _ change: @escaping @Sendable (Question) -> Question?
  ) {
    self.words = words
    self.isProbe = isProbe
    self.change = change
  }
}

extension Variation {
  /// Each element of a list changed by itself; an element that is changed to nil is left out.
  public static func each<Element>(
    _ words: String, of path: WritableKeyPath<Question, [Element]> & Sendable,
    isProbe: Bool = true, _ change: @escaping @Sendable (Element) -> Element?
  ) -> Variation {
    Variation(words, isProbe: isProbe) { question in
      var other = question
      other[keyPath: path] = question[keyPath: path].compactMap(change)
      return other
    }
  }
}

/// A number as a sentence has it: with four digits that count.
public func written(_ number: Double) -> String { Discrepancy.text(number) }

/// What some questions have in common, and others have not.
public struct Trait<Question>: Sendable {
  /// Stands behind "where": "a score is below 0".
  let words: String
  let holds: @Sendable (Question) -> Bool

  public init(_ words: String, _ holds: @escaping @Sendable (Question) -> Bool) {
    self.words = words
    self.holds = holds
  }
}

/// What every right answer keeps, whatever is asked: "the weights of a row add up to 1".
public struct Law<Question, Output>: Sendable {
  /// What is kept.
  let name: String
  /// What is wrong with an answer that does not keep it, for a learner; nil where it is kept.
  let broken: @Sendable (Question, Output) -> String?

  /// - Parameter broken: gives a sentence with the numbers that show it, nil where the law is kept.
  public init(
    _ name: String, _ broken: @escaping @Sendable (Question, Output) -> String?
  ) {
    self.name = name
    self.broken = broken
  }
}

/// What somebody may do to a right answer.
public struct Outcome<Output>: Sendable {
  /// Stands behind "the right ones,": "without pairs that occur once".
  let words: String
  let change: @Sendable (Output) -> Output?

  public init(_ words: String, _ change: @escaping @Sendable (Output) -> Output?) {
    self.words = words
    self.change = change
  }
}

import Synchronization

/// What an answer is asked, told before it is asked: where it traps, the last question says why.
///
///     learner: asking(Exercises02.causalWeights)
enum Question {
  /// Who is told; nobody outside of a check's own process.
  private static let listener = Mutex<(@Sendable ([String]) -> Void)?>(nil)

  /// Tells every question from now on, its inputs as texts.
  static func listen(_ tell: @escaping @Sendable ([String]) -> Void) {
    listener.withLock { $0 = tell }
  }

  static func tell(_ inputs: [Any]) {
    guard let tell = listener.withLock({ $0 }) else { return }
    tell(inputs.map(shortened))
  }

  /// An input in at most some sixty characters.
  static func shortened(_ input: Any) -> String {
    let text: String
    if let words = input as? [Any], words.count > 24 {
      text = "[" + words.prefix(8).map { "\($0)" }.joined(separator: ", ") + "…"
    } else {
      // An array says where its elements' types were declared; nobody needs that.
      text = "\(input)".replacing(#/\b(Tasks|Chapter|Exercises)\d\d\./#, with: "")
    }
    let most = 64
    guard text.count > most || text.hasSuffix("…") else { return text }
    let count = (input as? [Any]).map { " (\($0.count) elements)" } ?? ""
    return text.prefix(most - 1) + (text.prefix(most - 1).hasSuffix("…") ? "" : "…") + count
  }
}

// Swift 6.3's compiler ends on a parameter pack that is captured, so there is a function for each number
// of inputs.

/// An answer that tells what it is asked before it answers.
public func asking<A, Output>(
  _ answer: @escaping @Sendable (A) throws -> Output
) -> (A) throws -> Output {
  {
    Question.tell([$0])
    return try answer($0)
  }
}

/// An answer that tells what it is asked before it answers.
public func asking<A, B, Output>(
  _ answer: @escaping @Sendable (A, B) throws -> Output
) -> (A, B) throws -> Output {
  {
    Question.tell([$0, $1])
    return try answer($0, $1)
  }
}

/// An answer that tells what it is asked before it answers.
public func asking<A, B, C, Output>(
  _ answer: @escaping @Sendable (A, B, C) throws -> Output
) -> (A, B, C) throws -> Output {
  {
    Question.tell([$0, $1, $2])
    return try answer($0, $1, $2)
  }
}

/// An answer that tells what it is asked before it answers; its last input is a function.
public func asking<A, B, C, D, Output>(
  _ answer: @escaping @Sendable (A, B, (C) -> D) throws -> Output
) -> (A, B, (C) -> D) throws -> Output {
  {
    Question.tell([$0, $1, "…"])
    return try answer($0, $1, $2)
  }
}

/// An answer that tells what it is asked before it answers.
public func asking<A, B, C, D, Output>(
  _ answer: @escaping @Sendable (A, B, C, D) throws -> Output
) -> (A, B, C, D) throws -> Output {
  {
    Question.tell([$0, $1, $2, $3])
    return try answer($0, $1, $2, $3)
  }
}

/// An answer that tells what it is asked before it answers.
public func asking<A, B, C, D, E, Output>(
  _ answer: @escaping @Sendable (A, B, C, D, E) throws -> Output
) -> (A, B, C, D, E) throws -> Output {
  {
    Question.tell([$0, $1, $2, $3, $4])
    return try answer($0, $1, $2, $3, $4)
  }
}

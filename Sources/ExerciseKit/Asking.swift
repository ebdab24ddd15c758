// Swift 6.3's compiler ends on a parameter pack that is captured, so there is a function for each number
// of inputs.

/// An answer that tells what it is asked before it answers.
public func asking<A, Output>(
  _ answer: @escaping (A) throws -> Output
) -> (A) throws -> Output {
  { a in
    try Question.ask([a]) { try answer(a) }
  }
}

/// An answer that tells what it is asked before it answers.
public func asking<A, B, Output>(
  _ answer: @escaping (A, B) throws -> Output
) -> (A, B) throws -> Output {
  { a, b in
    try Question.ask([a, b]) { try answer(a, b) }
  }
}

/// An answer that tells what it is asked before it answers.
public func asking<A, B, C, Output>(
  _ answer: @escaping (A, B, C) throws -> Output
) -> (A, B, C) throws -> Output {
  { a, b, c in
    try Question.ask([a, b, c]) { try answer(a, b, c) }
  }
}

/// An answer that tells what it is asked before it answers; its last input is a function.
public func asking<A, B, C, D, Output>(
  _ answer: @escaping (A, B, (C) -> D) throws -> Output
) -> (A, B, (C) -> D) throws -> Output {
  { a, b, c in
    try Question.ask([a, b, "…"]) { try answer(a, b, c) }
  }
}

/// An answer that tells what it is asked before it answers.
public func asking<A, B, C, D, Output>(
  _ answer: @escaping (A, B, C, D) throws -> Output
) -> (A, B, C, D) throws -> Output {
  { a, b, c, d in
    try Question.ask([a, b, c, d]) { try answer(a, b, c, d) }
  }
}

/// An answer that tells what it is asked before it answers.
public func asking<A, B, C, D, E, Output>(
  _ answer: @escaping (A, B, C, D, E) throws -> Output
) -> (A, B, C, D, E) throws -> Output {
  { a, b, c, d, e in
    try Question.ask([a, b, c, d, e]) { try answer(a, b, c, d, e) }
  }
}

//: # When does an own model pay?
//: function, 10 minutes
//:
//: An own model costs `fixedDollars` to train, and then a price for every million tokens that it
//: serves. A hosted model costs nothing at first, and another price for every million. After how
//: many tokens have both cost the same? Return nil where the own model never pays: where its tokens
//: are not cheaper.
//:
//: ## Hints
//:
//: 1. Each million tokens on the own model saves the difference of the two prices.
//: 2. The prices are for a million tokens; the answer counts tokens. And what if the difference is
//:    zero or less?
//: 3. guard otherDollarsPerMillion > ownDollarsPerMillion else { return nil }; then fixedDollars /
//:    (otherDollarsPerMillion − ownDollarsPerMillion) · 1e6.

import ExerciseKit

extension Chapter09 {
  /// From what an own model costs once, and what a million tokens cost with it and with another one,
  /// to the tokens after which the own model has paid; nothing where it never does.
  public typealias BreakEven = (
    _ fixedDollars: Double, _ ownDollarsPerMillion: Double, _ otherDollarsPerMillion: Double
  ) throws -> Double?

  public static let breakEven = Exercise<BreakEven>(
    parts: ["the tokens", "the case of never"],
    properties: breakEvenProperties,
    check: { breakEven in
      if let tokens = try breakEven(50_000, 3, 2) {
        throw CheckFailure("$3 a million against $2: expected nil, for never, got \(tokens)")
      }
      if let tokens = try breakEven(50_000, 2, 2) {
        throw CheckFailure("$2 a million against $2: expected nil, for never, got \(tokens)")
      }
      func paid(_ fixed: Double, _ own: Double, _ other: Double) throws -> Double {
        guard let tokens = try breakEven(fixed, own, other) else {
          throw CheckFailure("$\(own) a million against $\(other): it pays, but got nil, for never")
        }
        return tokens
      }
      let free = try paid(0, 1, 2)
      try Expect.that(free == 0, "nothing spent at first: expected 0.0 tokens, got \(free)")
      let tokens = try paid(50_000, 0.5, 3)
      try Expect.close(
        50_000 + tokens / 1e6 * 0.5, tokens / 1e6 * 3, relative: 1e-6,
        "the own model's bill after \(tokens) tokens, against the other's")
      try Expect.close(
        try paid(100_000, 0.5, 3), 2 * tokens, relative: 1e-6, "tokens at twice the fixed cost")
      try Expect.close(
        try paid(50_000, 0.5, 3), 2e10, relative: 1e-6, "tokens for $50,000, $0.5 against $3")
      try Expect.close(
        try paid(1_000, 0, 2), 5e8, relative: 1e-6, "tokens for $1,000, $0 against $2")
      try Expect.close(
        try paid(1, 0.35, 3.1), 363_636.36, relative: 1e-6, "tokens for $1, $0.35 against $3.1")
    },
    observe: { breakEven in
      let questions = [
        (50_000, 0.5, 3), (50_000, 3, 2), (50_000, 2, 2), (0, 1, 4), (1, 0.35, 3.1), (2, 0.35, 3.1),
        (1e5, 7, 9.7), (300, 0.5, 0.9), (700, 1.5, 1.2), (40, 2.5, 2.1), (9, 0.4, 2.9),
        (12, 2.25, 2.25), (5, 1.5, 9.2),
      ]
      return try questions.flatMap { fixed, own, other in
        let tokens = try breakEven(fixed, own, other)
        return [tokens ?? 0, tokens == nil ? 1 : 0]
      }
    })
}

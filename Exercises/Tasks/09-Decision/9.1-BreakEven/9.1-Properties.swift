import ExerciseKit

extension Chapter09 {
  static var breakEvenProperties: Properties<BreakEven> {
    typealias Question = (fixed: Double, own: Double, other: Double)
    let questions: [Question] = [
      (50_000, 0.5, 3), (50_000, 3, 2), (50_000, 2, 2), (0, 1, 4), (1, 0.35, 3.1), (2, 0.35, 3.1),
      (1e5, 7, 9.7), (300, 0.5, 0.9), (700, 1.5, 1.2), (40, 2.5, 2.1), (9, 0.4, 2.9),
      (12, 2.25, 2.25), (5, 1.5, 9.2),
    ]
    let inputs: [Facet<Question>] = [
      .number("fixedDollars", \.fixed), .number("ownDollarsPerMillion", \.own),
      .number("otherDollarsPerMillion", \.other),
    ]
    let laws: [Law<Question, Double?>] = [
      Law("where own tokens are not cheaper it never pays") { question, tokens in
        guard let tokens, question.own >= question.other else { return nil }
        return
          "own tokens at $\(written(question.own)) a million against $\(written(question.other)) never "
          + "pay, and you give \(written(tokens)) tokens"
      },
      Law("where own tokens are cheaper it pays some day") { question, tokens in
        tokens == nil && question.own < question.other
          ? "own tokens at $\(written(question.own)) a million against $\(written(question.other)) pay some "
            + "day, and you give nil, for never" : nil
      },
      Law("nothing spent at first has paid from the first token on") { question, tokens in
        guard let tokens, question.fixed == 0, tokens != 0 else { return nil }
        return
          "where nothing was spent at first, your own model pays after \(written(tokens)) tokens, not "
          + "after 0"
      },
      Law("both bills are the same then") { question, tokens in
        guard let tokens, question.fixed > 0 else { return nil }
        let own = question.fixed + tokens / 1e6 * question.own
        let other = tokens / 1e6 * question.other
        guard abs(own / other - 1) > 1e-6 else { return nil }
        return
          "after your \(written(tokens)) tokens the own model has cost $\(written(own)) and the other "
          + "one $\(written(other)): the \(own > other ? "own one has not paid yet" : "own one had paid long ago")"
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("both prices are the same") { $0.own == $0.other },
      Trait("own tokens are dearer") { $0.own > $0.other },
      Trait("own tokens are not cheaper") { $0.own >= $0.other },
      Trait("own tokens are cheaper") { $0.own < $0.other },
      Trait("nothing is spent at first") { $0.fixed == 0 },
      Trait("own tokens are cheaper, and something is spent at first") {
        $0.own < $0.other && $0.fixed > 0
      },
    ]
    return Properties(
      of: questions, ask: { try $0($1.fixed, $1.own, $1.other) }, inputs: inputs, laws: laws,
      traits: traits)
  }
}

import ExerciseKit
import Foundation

extension Chapter07 {
  static var optimalSizeProperties: Properties<OptimalSize> {
    typealias Question = (compute: Double, law: Law)
    typealias Output = (parameters: Double, tokens: Double)
    let steep = Law(
      irreducible: 2, parameterScale: 300, tokenScale: 900, parameterExponent: 0.4,
      tokenExponent: 0.3)
    let even = Law(
      irreducible: 1.5, parameterScale: 500, tokenScale: 500, parameterExponent: 0.35,
      tokenExponent: 0.35)
    let questions: [Question] =
      [3.51e23, 2e20, 1e18].flatMap { compute in
        [Law.hoffmann, .besiroglu, steep].map { (compute, $0) }
      } + [(6e21, even), (1e19, even)]
    let inputs: [Facet<Question>] = [
      .number("the budget", \.compute), .number("E", \.law.irreducible),
      .number("A", \.law.parameterScale), .number("B", \.law.tokenScale),
      .number("α", \.law.parameterExponent, in: 0...1),
      .number("β", \.law.tokenExponent, in: 0...1),
    ]
    let laws: [ExerciseKit.Law<Question, Output>] = [
      ExerciseKit.Law("both are numbers above 0") { _, answer in
        answer.parameters > 0 && answer.tokens > 0 && answer.parameters.isFinite
          && answer.tokens.isFinite
          ? nil
          : "\(written(answer.parameters)) parameters and \(written(answer.tokens)) tokens train nothing"
      },
      ExerciseKit.Law("the whole budget is spent, and no more") { question, answer in
        let share = 6 * answer.parameters * answer.tokens / question.compute
        return abs(share - 1) < 1e-6
          ? nil : "6 · N · D of your size and tokens comes to \(written(share)) of the budget"
      },
      ExerciseKit.Law("where both parts of the law are alike, so are parameters and tokens") {
        question, answer in
        let law = question.law
        guard law.parameterScale == law.tokenScale, law.parameterExponent == law.tokenExponent
        else { return nil }
        return abs(answer.parameters / answer.tokens - 1) < 1e-6
          ? nil
          : "where A = B and α = β parameters and tokens should be as many; your tokens are "
            + "\(written(answer.tokens / answer.parameters)) times the parameters"
      },
      ExerciseKit.Law("no other split of the budget reaches a lower loss") { question, answer in
        let law = question.law
        let gain =
          law.parameterExponent * law.parameterScale
          / pow(answer.parameters, law.parameterExponent)
        let other = law.tokenExponent * law.tokenScale / pow(answer.tokens, law.tokenExponent)
        guard abs(gain / other - 1) > 1e-6 else { return nil }
        return
          "a little more of the budget for the \(gain > other ? "parameters" : "tokens") would still "
          + "lower the loss: your model is too \(gain > other ? "small" : "large") for its tokens"
      },
    ]
    let variations: [Variation<Question>] = [
      Variation("A and B, and α and β, exchanged") { question in
        let law = question.law
        return (
          question.compute,
          Law(
            irreducible: law.irreducible, parameterScale: law.tokenScale,
            tokenScale: law.parameterScale, parameterExponent: law.tokenExponent,
            tokenExponent: law.parameterExponent)
        )
      },
      Variation("A and B both doubled") { question in
        var law = question.law
        law.parameterScale *= 2
        law.tokenScale *= 2
        return (question.compute, law)
      },
      Variation("a budget of 6 times as much", isProbe: false) { (6 * $0.compute, $0.law) },
      Variation("a sixth of the budget", isProbe: false) { ($0.compute / 6, $0.law) },
      Variation("one law, Hoffmann's, whatever is asked", isProbe: false) {
        ($0.compute, .hoffmann)
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("α is larger than β") { $0.law.parameterExponent > $0.law.tokenExponent },
      Trait("α and β differ") { $0.law.parameterExponent != $0.law.tokenExponent },
      Trait("A and B differ") { $0.law.parameterScale != $0.law.tokenScale },
    ]
    return Properties(
      of: questions, ask: { try $0($1.compute, $1.law) }, inputs: inputs, laws: laws,
      variations: variations, traits: traits)
  }
}

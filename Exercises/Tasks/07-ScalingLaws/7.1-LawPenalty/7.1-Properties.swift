import ExerciseKit
import Foundation

extension Chapter07 {
  static var lawPenaltyProperties: Properties<LawPenalty> {
    typealias Question = (law: Law, parameters: Double, tokens: Double, loss: Double, delta: Double)
    typealias Output = (loss: Double, penalty: Double)
    var questions: [Question] = [(2.0, 0.01), (2.2, 1e-3), (1.9, 0.02), (2.05, 0.5), (1.6, 0.3)].map
    {
      (.hoffmann, 50_558_868_480, 569e9, $0.0, $0.1)
    }
    questions += [
      (.besiroglu, 3e8, 9e9, 2.9, 0.01), (.besiroglu, 1e9, 2e10, 2.5, 0.2),
      (.hoffmann, 4e8, 8e9, 3.5, 0.05),
      (.hoffmann, 1e10, 2e11, 2.1, 0.25), (.besiroglu, 7e9, 1e12, 2.3, 0.4),
      (.hoffmann, 1e8, 2e9, 3, 1),
    ]
    let inputs: [Facet<Question>] = [
      .number("E", \.law.irreducible), .number("A", \.law.parameterScale),
      .number("B", \.law.tokenScale),
      .number("α", \.law.parameterExponent, in: 0...1),
      .number("β", \.law.tokenExponent, in: 0...1),
      .number("N", \.parameters), .number("D", \.tokens), .number("the measured loss", \.loss),
      .number("δ", \.delta),
    ]
    let laws: [LawOf] = [
      ExerciseKit.Law("a loss is above E") { question, answer in
        answer.loss > question.law.irreducible
          ? nil
          : "a loss of \(written(answer.loss)) lies below E, \(written(question.law.irreducible)), which no "
            + "model comes below"
      },
      ExerciseKit.Law("a penalty is never below 0") { _, answer in
        answer.penalty >= 0 ? nil : "a penalty is below 0: \(written(answer.penalty))"
      },
      ExerciseKit.Law("up to δ the penalty is half the square of the residual") {
        question, answer in
        let residual = abs(log(answer.loss) - log(question.loss))
        guard residual.isFinite, residual <= question.delta else { return nil }
        let wanted = residual * residual / 2
        guard abs(answer.penalty - wanted) > 1e-6 * wanted else { return nil }
        return "within δ, for your loss a residual of \(written(residual)) against "
          + "\(written(question.delta)), the penalty is \(written(answer.penalty / wanted)) times half the "
          + "residual's square"
      },
      ExerciseKit.Law("beyond δ the penalty rises by δ for each 1 of the residual, without a step")
      {
        question, answer in
        let residual = abs(log(answer.loss) - log(question.loss))
        guard residual.isFinite, residual > question.delta else { return nil }
        let wanted = question.delta * (residual - question.delta / 2)
        guard abs(answer.penalty - wanted) > 1e-6 * wanted else { return nil }
        return "beyond δ, for your loss a residual of \(written(residual)) against "
          + "\(written(question.delta)), the penalty is \(written(answer.penalty)); a line that continues "
          + "the parabola without a step or a kink is at \(written(wanted))"
      },
    ]
    let traits: [Trait<Question>] = [
      Trait("the residual is beyond δ") { residual($0) > $0.delta },
      Trait("the residual is within δ") { residual($0) <= $0.delta },
      Trait("the law predicts more than was measured") { predicted($0) > $0.loss },
      Trait("the law predicts less than was measured") { predicted($0) < $0.loss },
      Trait("the law predicts less than was measured, by more than δ") {
        predicted($0) < $0.loss && residual($0) > $0.delta
      },
      Trait("the law predicts more than was measured, by more than δ") {
        predicted($0) > $0.loss && residual($0) > $0.delta
      },
    ]
    return Properties(
      of: questions, ask: { try $0($1.law, ($1.parameters, $1.tokens, $1.loss), $1.delta) },
      inputs: inputs, laws: laws, traits: traits)
  }

  /// A law that every right answer keeps; the chapter has laws of its own.
  private typealias LawOf = ExerciseKit.Law<
    (law: Law, parameters: Double, tokens: Double, loss: Double, delta: Double),
    (loss: Double, penalty: Double)
  >

  private static func predicted(
    _ question: (law: Law, parameters: Double, tokens: Double, loss: Double, delta: Double)
  ) -> Double {
    reference(question.law, question.parameters, question.tokens)
  }

  private static func residual(
    _ question: (law: Law, parameters: Double, tokens: Double, loss: Double, delta: Double)
  ) -> Double {
    abs(log(predicted(question)) - log(question.loss))
  }
}

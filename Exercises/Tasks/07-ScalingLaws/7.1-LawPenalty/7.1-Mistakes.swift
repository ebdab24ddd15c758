import ExerciseKit
import Foundation

/// The known mistakes of exercise 7.1.
public var lawPenaltyMistakes: [KnownMistake<Chapter07.LawPenalty>] {
  /// The loss, and a penalty of it and of the measured one.
  func wrong(
    _ sentence: String,
    loss: @escaping (Chapter07.Law, Chapter07.Run) -> Double = predict,
    residual: @escaping (Double, Double) -> Double = { abs(log($0) - log($1)) },
    penalty: @escaping (_ residual: Double, _ delta: Double) -> Double = huber
  ) -> KnownMistake<Chapter07.LawPenalty> {
    KnownMistake(sentence) { law, run, delta in
      let predicted = loss(law, run)
      return (predicted, penalty(residual(predicted, run.loss), delta))
    }
  }
  return [
    wrong(
      "you swapped the exponents: α belongs to the parameters, β to the tokens",
      loss: { law, run in
        law.irreducible + law.parameterScale / pow(run.parameters, law.tokenExponent)
          + law.tokenScale / pow(run.tokens, law.parameterExponent)
      }),
    wrong(
      "you left out E, the loss that stays however large the model is",
      loss: { law, run in predict(law, run) - law.irreducible }),
    wrong(
      "you took the difference of the losses, not of their logarithms",
      residual: { abs($0 - $1) }),
    wrong(
      "you left out the half of r² / 2",
      penalty: { residual, delta in
        residual <= delta ? residual * residual : delta * (residual - delta / 2)
      }),
    wrong(
      "you squared beyond δ too: there the penalty is a line",
      penalty: { residual, _ in residual * residual / 2 }),
    wrong(
      "your line starts with a step: at δ it must meet δ² / 2",
      penalty: { residual, delta in
        residual <= delta ? residual * residual / 2 : delta * residual
      }),
  ]
}

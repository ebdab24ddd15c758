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
    wrong(
      "you swapped A and B: A belongs to the parameters, B to the tokens",
      loss: { law, run in
        law.irreducible + law.tokenScale / pow(run.parameters, law.parameterExponent)
          + law.parameterScale / pow(run.tokens, law.tokenExponent)
      }),
    wrong(
      "you multiplied by the powers: A and B are divided by them",
      loss: { law, run in
        law.irreducible + law.parameterScale * pow(run.parameters, law.parameterExponent)
          + law.tokenScale * pow(run.tokens, law.tokenExponent)
      }),
    wrong(
      "you left the tokens' term out",
      loss: { law, run in
        law.irreducible + law.parameterScale / pow(run.parameters, law.parameterExponent)
      }),
    wrong(
      "you left the parameters' term out",
      loss: { law, run in law.irreducible + law.tokenScale / pow(run.tokens, law.tokenExponent) }),
    wrong(
      "you multiplied the two terms: they are added",
      loss: { law, run in
        law.irreducible + law.parameterScale / pow(run.parameters, law.parameterExponent)
          * law.tokenScale / pow(run.tokens, law.tokenExponent)
      }),
    wrong(
      "you took decimal logarithms: ln is the natural one",
      residual: { abs(log10($0) - log10($1)) }),
    wrong(
      "you took logarithms to the base 2: ln is the natural one",
      residual: { abs(log2($0) - log2($1)) }),
    wrong(
      "you took the share by which the loss is missed, not a difference of logarithms",
      residual: { abs($0 / $1 - 1) }),
    wrong(
      "you kept the residual's sign: the penalty minds |r|", residual: { log($0) - log($1) }),
    wrong(
      "you took the residual's magnitude for the penalty", penalty: { residual, _ in residual }),
    wrong(
      "your line is δ² / 2 too low: it is δ · (|r| − δ / 2)",
      penalty: { residual, delta in
        residual <= delta ? residual * residual / 2 : delta * (residual - delta)
      }),
    wrong(
      "your line has the slope 1: it continues the parabola, whose slope at δ is δ",
      penalty: { residual, delta in
        residual <= delta ? residual * residual / 2 : residual - delta / 2
      }),
    wrong(
      "you forgot the parabola: up to δ the penalty is r² / 2",
      penalty: { residual, delta in delta * (residual - delta / 2) }),
    wrong(
      "you exchanged the two sides of δ: near it is a parabola, far away a line",
      penalty: { residual, delta in
        residual > delta ? residual * residual / 2 : delta * (residual - delta / 2)
      }),
    KnownMistake("you returned the logarithm of the loss") { law, run, delta in
      let (loss, penalty) = try lawPenalty(law, run, delta: delta)
      return (log(loss), penalty)
    },
    wrong(
      "you squared the difference of the losses: the penalty minds logarithms, and is a line far away",
      residual: { abs($0 - $1) }, penalty: { residual, _ in residual * residual / 2 }),
    KnownMistake("you returned the measured loss: the predicted one is asked") { law, run, delta in
      (run.loss, try lawPenalty(law, run, delta: delta).penalty)
    },
    KnownMistake("you halved δ") { law, run, delta in
      (predict(law, run), try lawPenalty(law, run, delta: delta / 2).penalty)
    },
    KnownMistake("you exchanged parameters and tokens") {
      law, run, delta in
      try lawPenalty(law, (run.tokens, run.parameters, run.loss), delta: delta)
    },
    KnownMistake("you took the parameters' exponent for both terms") {
      law, run, delta in
      var other = law
      other.tokenExponent = law.parameterExponent
      return try lawPenalty(other, run, delta: delta)
    },
    KnownMistake("you took the tokens' exponent for both terms") {
      law, run, delta in
      var other = law
      other.parameterExponent = law.tokenExponent
      return try lawPenalty(other, run, delta: delta)
    },
    wrong(
      "you multiplied by E: it is added",
      loss: { law, run in law.irreducible * (predict(law, run) - law.irreducible) }),
    wrong(
      "you took e to the power of E: E is a loss already",
      loss: { law, run in exp(law.irreducible) + predict(law, run) - law.irreducible }),
    wrong(
      "you multiplied by the exponents: N and D are raised to them",
      loss: { law, run in
        law.irreducible + law.parameterScale / (run.parameters * law.parameterExponent)
          + law.tokenScale / (run.tokens * law.tokenExponent)
      }),
    wrong(
      "you counted parameters in billions: the constants are for single ones",
      loss: { law, run in predict(law, (run.parameters / 1e9, run.tokens, run.loss)) }),
    wrong(
      "you counted tokens in billions: the constants are for single ones",
      loss: { law, run in predict(law, (run.parameters, run.tokens / 1e9, run.loss)) }),
    wrong(
      "your penalty is smooth, δ² · (√(1 + r²/δ²) − 1): up to δ Huber's is r² / 2",
      penalty: { residual, delta in
        delta * delta * ((1 + residual * residual / delta / delta).squareRoot() - 1)
      }),
    wrong(
      "your penalty stops growing at δ: from there it is a line",
      penalty: { residual, delta in min(residual, delta) * min(residual, delta) / 2 }),
    wrong(
      "you squared δ: it is the residual at which the line begins",
      penalty: { residual, delta in huber(residual, delta * delta) }),
  ]
}

import ExerciseKit
import Exercises07
import Foundation

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [lawPenaltyCase, optimalSizeCase, fitObjectiveCase, valleyFloorCase, worthOfRepeatsCase]
}

private var lawPenaltyCase: ExerciseCase {
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
  return ExerciseCase(
    Chapter07.lawPenalty, learner: Exercises07.lawPenalty(_:_:delta:),
    solution: lawPenalty(_:_:delta:),
    mistakes: [
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
    ])
}

private var optimalSizeCase: ExerciseCase {
  /// An optimum from another G or other exponents.
  func wrong(
    _ sentence: String,
    _ answer:
      @escaping (_ budget: Double, _ g: Double, _ a: Double, _ b: Double) -> (
        Double, Double
      )
  ) -> KnownMistake<Chapter07.OptimalSize> {
    KnownMistake(sentence) { compute, law in
      let sum = law.parameterExponent + law.tokenExponent
      let ratio =
        law.parameterExponent * law.parameterScale / (law.tokenExponent * law.tokenScale)
      let (parameters, tokens) = answer(
        compute, pow(ratio, 1 / sum), law.tokenExponent / sum, law.parameterExponent / sum)
      return (parameters, tokens)
    }
  }
  return ExerciseCase(
    Chapter07.optimalSize, learner: Exercises07.optimalSize(compute:law:),
    solution: optimalSize(compute:law:),
    mistakes: [
      wrong("you swapped the exponents: N grows with β / (α + β), D with α / (α + β)") {
        ($1 * pow($0 / 6, $3), pow($0 / 6, $2) / $1)
      },
      wrong("you forgot the 6: a parameter and a token cost six operations") {
        ($1 * pow($0, $2), pow($0, $3) / $1)
      },
      wrong("you turned G over: it multiplies N and divides D") {
        (pow($0 / 6, $2) / $1, $1 * pow($0 / 6, $3))
      },
      wrong("you multiplied both by G: then 6·N·D is no longer the budget") {
        ($1 * pow($0 / 6, $2), $1 * pow($0 / 6, $3))
      },
      wrong("you left out G: it weighs what parameters and tokens are worth") {
        (pow($0 / 6, $2), pow($0 / 6, $3))
      },
      wrong("you gave as many tokens as parameters: then the law plays no part") {
        budget, _, _, _ in
        ((budget / 6).squareRoot(), (budget / 6).squareRoot())
      },
    ])
}

private var fitObjectiveCase: ExerciseCase {
  /// A sum over runs with one part replaced.
  func wrong(
    _ sentence: String,
    residual: @escaping (Chapter07.Law, Chapter07.Run) -> Double = {
      abs(log(predict($0, $1)) - log($1.loss))
    },
    penalty: @escaping (_ residual: Double, _ delta: Double) -> Double = huber
  ) -> KnownMistake<Chapter07.FitObjective> {
    KnownMistake(sentence) { law, runs in
      runs.map { penalty(residual(law, $0), 1e-3) }.reduce(0, +)
    }
  }
  return ExerciseCase(
    Chapter07.fitObjective, learner: Exercises07.fitObjective, solution: fitObjective,
    mistakes: [
      KnownMistake("you still divide by the number of runs") { law, runs in
        runs.isEmpty ? 0 : try fitObjective(law, runs) / Double(runs.count)
      },
      wrong(
        "you added the logarithms of the terms: the logarithm of a sum is another number",
        residual: { law, run in
          let terms = [
            law.irreducible, law.parameterScale / pow(run.parameters, law.parameterExponent),
            law.tokenScale / pow(run.tokens, law.tokenExponent),
          ]
          return abs(terms.map { log($0) }.reduce(0, +) - log(run.loss))
        }),
      wrong(
        "you compare the logarithm of the prediction with the measured loss itself",
        residual: { abs(log(predict($0, $1)) - $1.loss) }),
      wrong(
        "you squared every residual: one run far off now outweighs all the others",
        penalty: { residual, _ in residual * residual / 2 }),
      wrong(
        "you made every residual linear: below δ the penalty is r² / 2",
        penalty: { residual, delta in delta * residual }),
    ])
}

private var valleyFloorCase: ExerciseCase {
  ExerciseCase(
    Chapter07.valleyFloor, learner: Exercises07.valleyFloor, solution: valleyFloor,
    mistakes: [
      KnownMistake("you gave the best of the runs: the valley's floor lies between them") { runs in
        try valleyFloor(runs) == nil ? nil : runs.min { $0.loss < $1.loss }?.parameters
      },
      KnownMistake("you drew the parabola over N: it is one over the logarithm of N") { runs in
        // A parabola over N is one over ln N of e^N, so sizes are scaled to stay in range.
        let unit = (runs.map(\.parameters).max() ?? 1) / 10
        let floor = try valleyFloor(runs.map { (exp($0.parameters / unit), $0.loss) })
        return floor.map { log($0) * unit }
      },
      KnownMistake("you returned ln N: the answer is a number of parameters") { runs in
        try valleyFloor(runs).map { log($0) }
      },
      KnownMistake("you also gave a hill's top: where p is not above zero there is no lowest point")
      {
        runs in
        try valleyFloor(runs) ?? valleyFloor(runs.map { ($0.parameters, -$0.loss) })
          ?? runs.first?.parameters
      },
    ])
}

private var worthOfRepeatsCase: ExerciseCase {
  func decayed(_ unique: Double, _ repeats: Double, _ decay: Double) -> Double {
    unique * decay * (1 - exp(-repeats / decay))
  }
  return ExerciseCase(
    Chapter07.worthOfRepeats,
    learner: Exercises07.worthOfRepeats(uniqueTokens:epochs:decay:),
    solution: worthOfRepeats(uniqueTokens:epochs:decay:),
    mistakes: [
      KnownMistake("you counted the first reading as a repetition: R is epochs − 1") {
        $0 * min($1, 1) + decayed($0, $1 > 1 ? $1 : 0, $2)
      },
      KnownMistake("you left out the first reading, which counts in full") {
        $1 > 1 ? decayed($0, $1 - 1, $2) : $0 * $1
      },
      KnownMistake("you valued every reading like a fresh one") { unique, epochs, _ in
        unique * epochs
      },
      KnownMistake("you multiplied by e^(−R/R*), which is what the last reading is worth") {
        $1 > 1 ? $0 * $1 * exp(-($1 - 1) / $2) : $0 * $1
      },
      KnownMistake("you gave half an epoch the worth of a whole one") { unique, epochs, decay in
        try worthOfRepeats(uniqueTokens: unique, epochs: max(1, epochs), decay: decay)
      },
    ])
}

private func predict(_ law: Chapter07.Law, _ run: Chapter07.Run) -> Double {
  law.irreducible + law.parameterScale / pow(run.parameters, law.parameterExponent)
    + law.tokenScale / pow(run.tokens, law.tokenExponent)
}

private func huber(_ residual: Double, _ delta: Double) -> Double {
  residual <= delta ? residual * residual / 2 : delta * (residual - delta / 2)
}

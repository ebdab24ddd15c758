import ExerciseKit
import Foundation

/// The known mistakes of exercise 7.3.
public var fitObjectiveMistakes: [KnownMistake<Chapter07.FitObjective>] {
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
  return [
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
  ]
}

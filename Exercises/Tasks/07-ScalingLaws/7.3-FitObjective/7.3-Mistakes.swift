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
    KnownMistake("you divide by one less than the number of runs") { law, runs in
      try fitObjective(law, runs) / Double(max(1, runs.count - 1))
    },
    KnownMistake("you divide by the root of the number of runs") { law, runs in
      try fitObjective(law, runs) / Double(max(1, runs.count)).squareRoot()
    },
    KnownMistake("you multiply by the number of runs: the sum has each run once") { law, runs in
      try fitObjective(law, runs) * Double(runs.count)
    },
    KnownMistake("you return the largest penalty: all of them are added") { law, runs in
      try runs.map { try fitObjective(law, [$0]) }.max() ?? 0
    },
    KnownMistake("you return the last run's penalty: all of them are added") { law, runs in
      try fitObjective(law, runs.suffix(1))
    },
    KnownMistake("you return the first run's penalty: all of them are added") { law, runs in
      try fitObjective(law, Array(runs.prefix(1)))
    },
    KnownMistake("you return the median penalty: all of them are added") { law, runs in
      let each = try runs.map { try fitObjective(law, [$0]) }.sorted()
      return each.isEmpty ? 0 : each[each.count / 2]
    },
    KnownMistake("you took the root of the sum") { try fitObjective($0, $1).squareRoot() },
    wrong(
      "you changed δ: it is 0.001",
      penalty: { residual, _ in
        residual <= 1e-2 ? residual * residual / 2 : 1e-2 * (residual - 0.5e-2)
      }),
    KnownMistake("you turned the sign round: a fit makes the penalties small") {
      -(try fitObjective($0, $1))
    },
    KnownMistake("you left out runs that are given twice") { law, runs in
      var different: [Chapter07.Run] = []
      for run in runs where !different.contains(where: { $0 == run }) { different.append(run) }
      return try fitObjective(law, different)
    },
    wrong(
      "you added the residuals' magnitudes: each has its penalty",
      penalty: { residual, _ in residual }),
    wrong(
      "you added squares without the half, and without a line",
      penalty: { residual, _ in residual * residual }),
    KnownMistake("you weigh runs by their tokens: each counts once") { law, runs in
      let all = runs.map(\.tokens).reduce(0, +)
      return try runs.map { try fitObjective(law, [$0]) * $0.tokens / all }.reduce(0, +)
    },
    KnownMistake("you leave the worst run out: δ takes care of it") { law, runs in
      try runs.map { try fitObjective(law, [$0]) }.sorted().dropLast().reduce(0, +)
    },
    wrong(
      "you took decimal logarithms: ln is the natural one",
      residual: { abs(log10(predict($0, $1)) - log10($1.loss)) }),
    wrong(
      "you compared the square with δ: the residual's magnitude is compared",
      penalty: { residual, delta in
        residual * residual <= delta ? residual * residual / 2 : delta * (residual - delta / 2)
      }),
    KnownMistake("you added residuals before you charged: misses of two signs then cancel") {
      law, runs in
      let sum = runs.map { log(predict(law, $0)) - log($0.loss) }.reduce(0, +)
      return huber(abs(sum), 1e-3)
    },
    wrong(
      "you charge for predictions that are too low alone",
      residual: { max(0, log($1.loss) - log(predict($0, $1))) }),
    wrong(
      "you left E out of the prediction",
      residual: { abs(log(predict($0, $1) - $0.irreducible) - log($1.loss)) }),
    KnownMistake("you left the first run out") { law, runs in
      try fitObjective(law, Array(runs.dropFirst()))
    },
    KnownMistake("you divide by the losses: penalties are added as they are") { law, runs in
      runs.isEmpty ? 0 : try fitObjective(law, runs) / runs.map(\.loss).reduce(0, +)
    },
  ]
}

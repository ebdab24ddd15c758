import ExerciseKit
import Foundation
import Tasks07

/// More wrong answers to the exercises of chapter 7, written without a look at the known mistakes.
var unseen07: [Mutants] { [penalties, budgets, objectives, valleys, repeats] }

private typealias Law = Chapter07.Law
private typealias Run = Chapter07.Run

private func predicted(_ law: Law, _ run: Run) -> Double {
  law.irreducible + law.parameterScale / pow(run.parameters, law.parameterExponent)
    + law.tokenScale / pow(run.tokens, law.tokenExponent)
}

private func residual(_ law: Law, _ run: Run) -> Double {
  log(predicted(law, run)) - log(run.loss)
}

private func penalty(_ residual: Double, _ delta: Double) -> Double {
  let size = abs(residual)
  return size <= delta ? size * size / 2 : delta * (size - delta / 2)
}

private var penalties: Mutants {
  @Sendable func answer(
    _ law: Law, _ run: Run, _ penalty: Double
  ) -> (loss: Double, penalty: Double) {
    (predicted(law, run), penalty)
  }
  return Mutants(
    "7.1", Chapter07.lawPenalty, solution: lawPenalty, mistakes: lawPenaltyMistakes,
    inputs: ["law", "run", "delta"],
    [
      "logarithms to the base of ten": { law, run, delta in
        answer(law, run, penalty(residual(law, run) / log(10), delta))
      },
      "the sign of the residual decides": { law, run, delta in
        let miss = residual(law, run)
        return answer(law, run, miss <= delta ? miss * miss / 2 : delta * (miss - delta / 2))
      },
      "squares that are not halved": { law, run, delta in
        answer(law, run, 2 * penalty(residual(law, run), delta))
      },
      "no more than at the bend": { law, run, delta in
        answer(law, run, penalty(min(abs(residual(law, run)), delta), delta))
      },
      "a slope of one beyond the bend": { law, run, delta in
        let miss = abs(residual(law, run))
        let beyond = delta * delta / 2 + miss - delta
        return answer(law, run, miss <= delta ? miss * miss / 2 : beyond)
      },
      "the relative miss": { law, run, delta in
        answer(law, run, penalty((predicted(law, run) - run.loss) / run.loss, delta))
      },
      "logarithms of what lies above the floor": { law, run, delta in
        let (expected, measured) = (
          predicted(law, run) - law.irreducible, run.loss - law.irreducible
        )
        return answer(law, run, penalty(log(expected) - log(max(1e-9, measured)), delta))
      },
      "a loss without the floor": { law, run, delta in
        var floorless = law
        floorless.irreducible = 0
        return answer(floorless, run, penalty(residual(law, run), delta))
      },
      "the exponents change places": { law, run, delta in
        var other = law
        (other.parameterExponent, other.tokenExponent) = (law.tokenExponent, law.parameterExponent)
        return answer(other, run, penalty(residual(other, run), delta))
      },
      "a line that begins at zero": { law, run, delta in
        let miss = abs(residual(law, run))
        return answer(law, run, miss <= delta ? miss * miss / 2 : delta * (miss - delta))
      },
    ])
}

private typealias Plan = (parameters: Double, tokens: Double)

private var budgets: Mutants {
  @Sendable func factor(_ law: Law) -> Double {
    law.parameterExponent * law.parameterScale / (law.tokenExponent * law.tokenScale)
  }
  @Sendable func plan(
    _ compute: Double, _ law: Law, ratio: Double, perPair: Double = 6
  ) -> Plan {
    let sum = law.parameterExponent + law.tokenExponent
    let size = pow(ratio, 1 / sum) * pow(compute / perPair, law.tokenExponent / sum)
    return (size, compute / (perPair * size))
  }
  return Mutants(
    "7.2", Chapter07.optimalSize, solution: optimalSize, mistakes: optimalSizeMistakes,
    inputs: ["compute", "law"],
    [
      "one operation a parameter and token": { plan($0, $1, ratio: factor($1), perPair: 1) },
      "no root of the ratio": { compute, law in
        let sum = law.parameterExponent + law.tokenExponent
        return plan(compute, law, ratio: pow(factor(law), sum))
      },
      "the ratio upside down": { plan($0, $1, ratio: 1 / factor($1)) },
      "twenty tokens a parameter": { compute, _ in
        let size = (compute / 120).squareRoot()
        return (size, 20 * size)
      },
      "the forward pass only": { plan($0, $1, ratio: factor($1), perPair: 2) },
      "the six for tokens only": { compute, law in
        let size = plan(compute, law, ratio: factor(law), perPair: 1).parameters
        return (size, compute / (6 * size))
      },
      "a square root of the budget": { compute, law in
        let size =
          pow(factor(law), 1 / (law.parameterExponent + law.tokenExponent))
          * (compute / 6).squareRoot()
        return (size, compute / (6 * size))
      },
      "the best power of two": { compute, law in
        let sizes = (4...60).map { exp2(Double($0)) }
        let best = sizes.min { first, second in
          predicted(law, (first, compute / (6 * first), 1))
            < predicted(law, (second, compute / (6 * second), 1))
        }
        let size = best ?? 1
        return (size, compute / (6 * size))
      },
      "tokens in billions": { compute, law in
        let (size, tokens) = plan(compute, law, ratio: factor(law))
        return (size, tokens / 1e9)
      },
      "both terms are equal": { compute, law in
        plan(compute, law, ratio: law.parameterScale / law.tokenScale)
      },
    ])
}

private var objectives: Mutants {
  @Sendable func charges(_ law: Law, _ runs: [Run], delta: Double = 1e-3) -> [Double] {
    runs.map { penalty(residual(law, $0), delta) }
  }
  @Sendable func sum(_ values: [Double]) -> Double { values.reduce(0, +) }
  return Mutants(
    "7.3", Chapter07.fitObjective, solution: fitObjective, mistakes: fitObjectiveMistakes,
    inputs: ["law", "runs"],
    [
      "by the root of their number": { law, runs in
        sum(charges(law, runs)) / max(1, Double(runs.count)).squareRoot()
      },
      "the worst run": { law, runs in charges(law, runs).max() ?? 0 },
      "by one less than their number": { law, runs in
        sum(charges(law, runs)) / Double(max(1, runs.count - 1))
      },
      "times their number": { law, runs in
        sum(charges(law, runs)) * Double(runs.count)
      },
      "each run takes the place of the one before": { law, runs in
        charges(law, runs).last ?? 0
      },
      "one penalty for all residuals": { law, runs in
        penalty(sum(runs.map { residual(law, $0) }), 1e-3)
      },
      "a repeated run counts once": { law, runs in
        var seen: [Run] = []
        for run in runs where !seen.contains(where: { $0 == run }) { seen.append(run) }
        return sum(charges(law, seen))
      },
      "outliers are dropped": { law, runs in
        sum(charges(law, runs.filter { abs(residual(law, $0)) < 0.1 }))
      },
      "a bend that their number moves": { law, runs in
        sum(charges(law, runs, delta: 1e-3 / Double(max(1, runs.count))))
      },
      "weighted by tokens": { law, runs in
        let all = runs.map(\.tokens).reduce(0, +)
        return zip(charges(law, runs), runs).reduce(0.0) {
          $0 + $1.0 * $1.1.tokens / all * Double(runs.count)
        }
      },
    ])
}

/// A parabola's lowest point, with other axes or another formula.
private func bottom(
  _ runs: [(parameters: Double, loss: Double)], axis: (Double) -> Double = { log($0) },
  back: (Double) -> Double = { exp($0) }, height: (Double) -> Double = { $0 },
  overWidth: Bool = true, from: Int = 1
) -> Double? {
  guard runs.count == 3 else { return nil }
  let sorted = runs.sorted { $0.parameters < $1.parameters }
  let (x, y) = (sorted.map { axis($0.parameters) }, sorted.map { height($0.loss) })
  let first = (y[1] - y[0]) / (x[1] - x[0])
  let second = (y[2] - y[1]) / (x[2] - x[1])
  guard second - first > abs(first) * 1e-9 else { return nil }
  let curvature = (second - first) / (overWidth ? x[2] - x[0] : 1)
  return back((x[0] + x[from]) / 2 - first / (2 * curvature))
}

private var valleys: Mutants {
  @Sendable func sizes(_ runs: [(parameters: Double, loss: Double)]) -> [Double] {
    runs.map(\.parameters).sorted()
  }
  return Mutants(
    "7.4", Chapter07.valleyFloor, solution: valleyFloor, mistakes: valleyFloorMistakes,
    inputs: ["runs"],
    [
      "a parabola over the size itself": { bottom($0, axis: { $0 }, back: { $0 }) },
      "the size of the lowest run": { runs in
        bottom(runs) == nil ? nil : runs.min { $0.loss < $1.loss }?.parameters
      },
      "no valley beyond the sizes": { runs in
        guard let size = bottom(runs), let low = sizes(runs).first, let high = sizes(runs).last
        else { return nil }
        return (low...high).contains(size) ? size : nil
      },
      "a valley beyond the sizes is at the last one": { runs in
        guard let size = bottom(runs), let low = sizes(runs).first, let high = sizes(runs).last
        else { return nil }
        return min(high, max(low, size))
      },
      "logarithms to the base of ten, powers of e": { bottom($0, axis: { log10($0) }) },
      "sizes that are taken for evenly spaced": { runs in
        guard runs.count == 3 else { return nil }
        let sorted = runs.sorted { $0.parameters < $1.parameters }
        let y = sorted.map(\.loss)
        let bend = y[0] - 2 * y[1] + y[2]
        guard bend > 1e-9 else { return nil }
        let width = log(sorted[2].parameters / sorted[0].parameters) / 2
        return sorted[1].parameters * exp(width * (y[0] - y[2]) / (2 * bend))
      },
      "the logarithm of the loss, too": { bottom($0, height: { log($0) }) },
      "the change of slope is not divided": { bottom($0, overWidth: false) },
      "the first slope between the outer sizes": { bottom($0, from: 2) },
      "the top of a hill": { runs in
        bottom(runs) ?? bottom(runs.map { ($0.parameters, -$0.loss) })
      },
    ])
}

private var repeats: Mutants {
  @Sendable func worth(_ repetitions: Double, _ decay: Double) -> Double {
    decay * (1 - exp(-repetitions / decay))
  }
  return Mutants(
    "7.5", Chapter07.worthOfRepeats, solution: worthOfRepeats, mistakes: worthOfRepeatsMistakes,
    inputs: ["uniqueTokens", "epochs", "decay"],
    [
      "whole repetitions only": { unique, epochs, decay in
        guard epochs > 1 else { return unique * epochs }
        return unique * (1 + worth((epochs - 1).rounded(.down), decay))
      },
      "a half-life": { unique, epochs, decay in
        guard epochs > 1 else { return unique * epochs }
        return unique * (1 + decay * (1 - exp2(-(epochs - 1) / decay)))
      },
      "the same formula below one epoch": { unique, epochs, decay in
        unique * (1 + worth(epochs - 1, decay))
      },
      "a part of an epoch is a whole one": { unique, epochs, decay in
        unique * (1 + worth(max(0, epochs - 1), decay))
      },
      "fresh up to the limit, then nothing": { unique, epochs, decay in
        unique * min(epochs, decay)
      },
      "the paper's decay, whatever is given": { unique, epochs, _ in
        epochs > 1 ? unique * (1 + worth(epochs - 1, 15.39)) : unique * epochs
      },
      "repetitions times the decay": { unique, epochs, decay in
        guard epochs > 1 else { return unique * epochs }
        return unique * (1 + decay * (1 - exp(-(epochs - 1) * decay)))
      },
      "every reading is worth what the last one is": { unique, epochs, decay in
        unique * epochs * exp(-max(0, epochs - 1) / decay)
      },
      "a sum over whole repetitions": { unique, epochs, decay in
        guard epochs > 1 else { return unique * epochs }
        let whole = stride(from: 1.0, through: epochs - 1, by: 1)
        return unique * (1 + whole.reduce(0) { $0 + exp(-$1 / decay) })
      },
      "the first reading is discounted, too": { unique, epochs, decay in
        epochs > 1 ? unique * worth(epochs, decay) : unique * epochs
      },
    ])
}

import ExerciseKit
import Foundation
import Tasks07

/// Wrong answers to the exercises of chapter 7.
var mutants07: [Mutants] {
  [
    lawPenaltyMutants, optimalSizeMutants, fitObjectiveMutants, valleyFloorMutants,
    worthOfRepeatsMutants,
  ]
}

private typealias Law = Chapter07.Law
private typealias Run = Chapter07.Run

private func reference(_ law: Law, _ parameters: Double, _ tokens: Double) -> Double {
  law.irreducible + law.parameterScale / pow(parameters, law.parameterExponent)
    + law.tokenScale / pow(tokens, law.tokenExponent)
}

private func huber(_ residual: Double, _ delta: Double) -> Double {
  residual <= delta ? residual * residual / 2 : delta * (residual - delta / 2)
}

private var lawPenaltyMutants: Mutants {
  @Sendable func judged(_ loss: Double, _ run: Run, _ delta: Double) -> (
    loss: Double, penalty: Double
  ) {
    (loss, huber(abs(log(loss) - log(run.loss)), delta))
  }
  @Sendable func charged(
    _ law: Law, _ run: Run, _ penalty: (_ residual: Double) -> Double
  ) -> (loss: Double, penalty: Double) {
    let loss = reference(law, run.parameters, run.tokens)
    return (loss, penalty(abs(log(loss) - log(run.loss))))
  }
  return Mutants(
    "7.1", Chapter07.lawPenalty, solution: lawPenalty(_:_:delta:), mistakes: lawPenaltyMistakes,
    inputs: ["law", "run", "delta"],
    [
      "E times the other terms": { law, run, delta in
        judged(
          law.irreducible * (reference(law, run.parameters, run.tokens) - law.irreducible), run,
          delta)
      },
      "e to the power of E": { law, run, delta in
        judged(
          exp(law.irreducible) + reference(law, run.parameters, run.tokens) - law.irreducible, run,
          delta)
      },
      "exponents as factors": { law, run, delta in
        judged(
          law.irreducible + law.parameterScale / (run.parameters * law.parameterExponent)
            + law.tokenScale / (run.tokens * law.tokenExponent), run, delta)
      },
      "billions of parameters": { law, run, delta in
        judged(reference(law, run.parameters / 1e9, run.tokens), run, delta)
      },
      "billions of tokens": { law, run, delta in
        judged(reference(law, run.parameters, run.tokens / 1e9), run, delta)
      },
      "a smooth penalty": { law, run, delta in
        charged(law, run) { delta * delta * ((1 + $0 * $0 / delta / delta).squareRoot() - 1) }
      },
      "a penalty that stops growing at δ": { law, run, delta in
        charged(law, run) { min($0, delta) * min($0, delta) / 2 }
      },
      "a line with half of δ added": { law, run, delta in
        charged(law, run) { $0 <= delta ? $0 * $0 / 2 : delta * ($0 + delta / 2) }
      },
      "the logarithm of 1 and the difference": { law, run, delta in
        let loss = reference(law, run.parameters, run.tokens)
        return (loss, huber(log(1 + abs(loss - run.loss)), delta))
      },
      "a penalty divided by δ": { law, run, delta in
        charged(law, run) { huber($0, delta) / delta }
      },
      "what the reducible parts miss": { law, run, delta in
        let loss = reference(law, run.parameters, run.tokens)
        let measured = max(run.loss - law.irreducible, 1e-6)
        return (loss, huber(abs(log(loss - law.irreducible) - log(measured)), delta))
      },
      "bits for nats": { law, run, delta in
        let right = try lawPenalty(law, run, delta: delta)
        return (right.loss / log(2), right.penalty)
      },
      "the square of δ for δ": { law, run, delta in
        charged(law, run) { huber($0, delta * delta) }
      },
    ])
}

private var optimalSizeMutants: Mutants {
  @Sendable func spent(_ parameters: Double, _ compute: Double) -> (
    parameters: Double, tokens: Double
  ) {
    (parameters, compute / (6 * parameters))
  }
  @Sendable func ratio(_ law: Law) -> Double {
    law.parameterExponent * law.parameterScale / (law.tokenExponent * law.tokenScale)
  }
  return Mutants(
    "7.2", Chapter07.optimalSize, solution: optimalSize(compute:law:),
    mistakes: optimalSizeMistakes, inputs: ["compute", "law"],
    [
      "two operations, as for generating": { compute, law in
        try optimalSize(compute: 3 * compute, law: law)
      },
      "a third of the operations forgotten": { compute, law in
        try optimalSize(compute: 1.5 * compute, law: law)
      },
      "the mean of the exponents for their sum": { compute, law in
        let mean = (law.parameterExponent + law.tokenExponent) / 2
        return spent(
          pow(ratio(law), 1 / mean) * pow(compute / 6, law.tokenExponent / mean / 2), compute)
      },
      "the root of the scales' ratio": { compute, law in
        spent((compute / 6 * law.parameterScale / law.tokenScale).squareRoot(), compute)
      },
      "tokens times six": { compute, law in
        let parameters = try optimalSize(compute: compute, law: law).parameters
        return (parameters, 6 * compute / parameters)
      },
      "the best power of two": { compute, law in
        let sizes = (20...50).map { exp2(Double($0)) }
        let best = sizes.min {
          reference(law, $0, compute / 6 / $0) < reference(law, $1, compute / 6 / $1)
        }
        return spent(best ?? 1, compute)
      },
      "the best power of ten": { compute, law in
        let sizes = (5...15).map { pow(10, Double($0)) }
        let best = sizes.min {
          reference(law, $0, compute / 6 / $0) < reference(law, $1, compute / 6 / $1)
        }
        return spent(best ?? 1, compute)
      },
      "α in G alone": { compute, law in
        let sum = law.parameterExponent + law.tokenExponent
        let g = pow(law.parameterExponent * law.parameterScale / law.tokenScale, 1 / sum)
        return spent(g * pow(compute / 6, law.tokenExponent / sum), compute)
      },
      "petaflop-days": { compute, law in
        try optimalSize(compute: compute / 8.64e19, law: law)
      },
      "a root of the budget, whatever the exponents": { compute, law in
        let sum = law.parameterExponent + law.tokenExponent
        return spent(pow(ratio(law), 1 / sum) * (compute / 6).squareRoot(), compute)
      },
      "an exponent of 0.73, whatever the law": { compute, law in
        spent(pow(compute / 6, 0.73), compute)
      },
      "the power of the product": { compute, law in
        let sum = law.parameterExponent + law.tokenExponent
        return spent(pow(ratio(law) * compute / 6, law.tokenExponent / sum), compute)
      },
      "both below 0": { compute, law in
        let right = try optimalSize(compute: compute, law: law)
        return (-right.parameters, -right.tokens)
      },
    ])
}

private var fitObjectiveMutants: Mutants {
  @Sendable func residual(_ law: Law, _ run: Run) -> Double {
    log(reference(law, run.parameters, run.tokens)) - log(run.loss)
  }
  @Sendable func penalties(_ law: Law, _ runs: [Run]) -> [Double] {
    runs.map { huber(abs(residual(law, $0)), 1e-3) }
  }
  return Mutants(
    "7.3", Chapter07.fitObjective, solution: fitObjective(_:_:), mistakes: fitObjectiveMistakes,
    inputs: ["law", "runs"],
    [
      "runs weighed by their tokens": { law, runs in
        let all = runs.map(\.tokens).reduce(0, +)
        return zip(penalties(law, runs), runs).map { $0 * $1.tokens / max(all, 1) }.reduce(0, +)
      },
      "the worst run left out": { law, runs in
        penalties(law, runs).sorted().dropLast().reduce(0, +)
      },
      "decimal logarithms": { law, runs in
        runs.map { huber(abs(residual(law, $0)) / log(10), 1e-3) }.reduce(0, +)
      },
      "the product of the penalties": { law, runs in
        runs.isEmpty ? 0 : penalties(law, runs).reduce(1, *)
      },
      "the square compared with δ": { law, runs in
        runs.map { run in
          let r = abs(residual(law, run))
          return r * r <= 1e-3 ? r * r / 2 : 1e-3 * (r - 0.5e-3)
        }.reduce(0, +)
      },
      "the penalty of the summed residuals": { law, runs in
        huber(abs(runs.map { residual(law, $0) }.reduce(0, +)), 1e-3)
      },
      "predictions that are too high cost nothing": { law, runs in
        runs.map { huber(max(0, -residual(law, $0)), 1e-3) }.reduce(0, +)
      },
      "a prediction without E": { law, runs in
        var without = law
        without.irreducible = 0
        return penalties(without, runs).reduce(0, +)
      },
      "the largest term not added back": { law, runs in
        runs.map { run in
          let terms = [
            law.irreducible, law.parameterScale / pow(run.parameters, law.parameterExponent),
            law.tokenScale / pow(run.tokens, law.tokenExponent),
          ]
          let sum = terms.reduce(0, +) / (terms.max() ?? 1)
          return huber(abs(log(sum) - log(run.loss)), 1e-3)
        }.reduce(0, +)
      },
      "the root of the summed squares": { law, runs in
        penalties(law, runs).map { $0 * $0 }.reduce(0, +).squareRoot()
      },
      "divided by the summed losses": { law, runs in
        runs.isEmpty ? 0 : penalties(law, runs).reduce(0, +) / runs.map(\.loss).reduce(0, +)
      },
      "the first run left out": { law, runs in
        penalties(law, Array(runs.dropFirst())).reduce(0, +)
      },
      "twice the penalty": { law, runs in 2 * penalties(law, runs).reduce(0, +) },
      "one more": { law, runs in 1 + penalties(law, runs).reduce(0, +) },
    ])
}

private var valleyFloorMutants: Mutants {
  /// The floor of a parabola over another function of the size, and back.
  @Sendable func over(
    _ runs: [(parameters: Double, loss: Double)], _ place: (Double) -> Double,
    _ back: (Double) -> Double
  ) throws -> Double? {
    try valleyFloor(runs.map { (exp(place($0.parameters)), $0.loss) }).map { back(log($0)) }
  }
  @Sendable func fitted(
    _ runs: [(parameters: Double, loss: Double)]
  ) -> (p: Double, first: Double, second: Double, x: [Double]) {
    let sorted = runs.sorted { $0.parameters < $1.parameters }
    let (x, y) = (sorted.map { log($0.parameters) }, sorted.map(\.loss))
    let first = (y[1] - y[0]) / (x[1] - x[0])
    let second = (y[2] - y[1]) / (x[2] - x[1])
    return ((second - first) / (x[2] - x[0]), first, second, x)
  }
  return Mutants(
    "7.4", Chapter07.valleyFloor, solution: valleyFloor, mistakes: valleyFloorMistakes,
    inputs: ["runs"],
    [
      "decimal logarithms, and back by e": { runs in try over(runs, log10, exp) },
      "the nearest of the sizes": { runs in
        guard let floor = try valleyFloor(runs) else { return nil }
        return runs.map(\.parameters).min { abs(log($0 / floor)) < abs(log($1 / floor)) }
      },
      "nil where the floor lies beyond the sizes": { runs in
        guard let floor = try valleyFloor(runs) else { return nil }
        let sizes = runs.map(\.parameters)
        return floor < sizes.min() ?? 0 || floor > sizes.max() ?? 0 ? nil : floor
      },
      "nil where the middle size is not the best": { runs in
        let sorted = runs.sorted { $0.parameters < $1.parameters }
        guard sorted.count == 3, sorted[1].loss < min(sorted[0].loss, sorted[2].loss) else {
          return nil
        }
        return try valleyFloor(runs)
      },
      "a parabola over the root of the size": { runs in
        let unit = (runs.map(\.parameters).max() ?? 1).squareRoot() / 10
        return try over(runs, { $0.squareRoot() / unit }, { $0 * $0 * unit * unit })
      },
      "2 and p in each other's places": { runs in
        guard try valleyFloor(runs) != nil else { return nil }
        let (p, first, _, x) = fitted(runs)
        return exp(-(first - p * (x[0] + x[1])) * p / 2)
      },
      "nil for valleys, a size for hills": { runs in
        try valleyFloor(runs.map { ($0.parameters, -$0.loss) })
      },
      "the largest size for a straight line": { runs in
        let (p, _, _, x) = fitted(runs)
        return abs(p) < 1e-9 ? exp(x[2]) : try valleyFloor(runs)
      },
      "x₁ and x₂ added, not subtracted": { runs in
        guard try valleyFloor(runs) != nil else { return nil }
        let (p, first, _, x) = fitted(runs)
        return exp(-(first + p * (x[0] + x[1])) / (2 * p))
      },
      "the second slope with the first two sizes": { runs in
        guard try valleyFloor(runs) != nil else { return nil }
        let (p, _, second, x) = fitted(runs)
        return exp(-(second - p * (x[0] + x[1])) / (2 * p))
      },
      "halfway between the two best runs": { runs in
        guard try valleyFloor(runs) != nil else { return nil }
        let best = runs.sorted { $0.loss < $1.loss }.prefix(2)
        return (best.map(\.parameters).reduce(1, *)).squareRoot()
      },
      "flat valleys taken for lines": { runs in
        fitted(runs).p < 0.05 ? nil : try valleyFloor(runs)
      },
      "the magnitude of the curvature": { runs in
        let (p, first, _, x) = fitted(runs)
        guard abs(p) > 1e-9 else { return nil }
        return exp((x[0] + x[1]) / 2 - first / (2 * abs(p)))
      },
    ])
}

private var worthOfRepeatsMutants: Mutants {
  Mutants(
    "7.5", Chapter07.worthOfRepeats, solution: worthOfRepeats, mistakes: worthOfRepeatsMistakes,
    inputs: ["uniqueTokens", "epochs", "decay"],
    [
      "less than an epoch is worth nothing": { unique, epochs, decay in
        epochs < 1 ? 0 : try worthOfRepeats(uniqueTokens: unique, epochs: epochs, decay: decay)
      },
      "a power of ten": { unique, epochs, decay in
        epochs <= 1
          ? unique * epochs : unique * (1 + decay * (1 - pow(10, -(epochs - 1) / decay)))
      },
      "millions of tokens": { unique, epochs, decay in
        try worthOfRepeats(uniqueTokens: unique, epochs: epochs, decay: decay) / 1e6
      },
      "each reading worth 1 − 1/R* of the one before": { unique, epochs, decay in
        epochs <= 1
          ? unique * epochs : unique * (1 - pow(1 - 1 / decay, epochs)) * decay
      },
      "the k-th reading worth 1/k": { unique, epochs, _ in
        guard epochs > 1 else { return unique * epochs }
        return unique * (1...Int(epochs)).map { 1 / Double($0) }.reduce(0, +)
      },
      "a worth that saturates as a fraction": { unique, epochs, decay in
        epochs <= 1
          ? unique * epochs : unique * (1 + (epochs - 1) / (1 + (epochs - 1) / decay))
      },
      "R* less one": { unique, epochs, decay in
        try worthOfRepeats(uniqueTokens: unique, epochs: epochs, decay: decay - 1)
      },
      "the first reading discounted as well": { unique, epochs, decay in
        epochs <= 1 ? unique * epochs : unique * decay * (1 - exp(-epochs / decay))
      },
      "what is lost, not what is left": { unique, epochs, decay in
        unique * epochs
          - (try worthOfRepeats(uniqueTokens: unique, epochs: epochs, decay: decay))
      },
      "the share of what was read": { unique, epochs, decay in
        try worthOfRepeats(uniqueTokens: unique, epochs: epochs, decay: decay) / (unique * epochs)
      },
      "twice the exponent": { unique, epochs, decay in
        epochs <= 1
          ? unique * epochs : unique * (1 + decay * (1 - exp(-2 * (epochs - 1) / decay)))
      },
      "a root in the exponent": { unique, epochs, decay in
        epochs <= 1
          ? unique * epochs
          : unique * (1 + decay * (1 - exp(-((epochs - 1) / decay).squareRoot())))
      },
    ])
}

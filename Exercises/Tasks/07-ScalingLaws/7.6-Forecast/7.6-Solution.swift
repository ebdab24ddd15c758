import ExerciseKit
import Foundation

/// The loss that a run will end with, by a table of smaller ones.
///
/// - Parameters:
///   - runs: the table; some of its runs may have diverged.
///   - parameters: the size of the run to forecast.
///   - tokens: that it is trained on.
public func forecast(
  _ runs: [Chapter07.Run], parameters: Double, tokens: Double
) throws -> Double {
  // exercise begin 7.6: fit E, A, B, α and β so that diverged runs do not rule, then extrapolate
  let law = fitLaw(runs, delta: 0.004)
  return law.irreducible + law.parameterScale / pow(parameters, law.parameterExponent)
    + law.tokenScale / pow(tokens, law.tokenExponent)
  // exercise end
}

// exercise help
/// The law with the smallest summed Huber penalty of the relative residuals.
///
/// For given exponents the rest is linear, so only α and β are searched: on a grid, and then on two
/// finer ones around its best point.
func fitLaw(_ runs: [Chapter07.Run], delta: Double) -> Chapter07.Law {
  var best = (penalty: Double.infinity, law: Chapter07.Law.hoffmann)
  var (middle, step) = ((0.35, 0.35), 0.04)
  for _ in 0..<3 {
    for i in -4...4 {
      for j in -4...4 {
        let (alpha, beta) = (middle.0 + Double(i) * step, middle.1 + Double(j) * step)
        guard alpha > 0.05, beta > 0.05 else { continue }
        let found = fitConstants(runs, alpha, beta, delta: delta)
        if found.penalty < best.penalty { best = found }
      }
    }
    middle = (best.law.parameterExponent, best.law.tokenExponent)
    step /= 4
  }
  return best.law
}

/// E, A and B for given exponents, and the penalty that is left; infinite where one is negative.
///
/// A Huber fit by least squares, again and again: a row whose residual is beyond δ gets the weight
/// δ / |r|, with which its square counts as its line would.
private func fitConstants(
  _ runs: [Chapter07.Run], _ alpha: Double, _ beta: Double, delta: Double
) -> (penalty: Double, law: Chapter07.Law) {
  // Powers of the sizes in units of their own, so that the three columns are of one magnitude.
  let units = (
    runs.map(\.parameters).min() ?? 1, runs.map(\.tokens).min() ?? 1
  )
  // Divided by the losses: a row says by which share it is missed.
  let rows = runs.map { run in
    [1, pow(run.parameters / units.0, -alpha), pow(run.tokens / units.1, -beta)]
      .map { $0 / run.loss }
  }
  var weights = runs.map { _ in 1.0 }
  var constants = [0.0, 0, 0]
  var residuals = weights
  for _ in 0..<8 {
    constants = leastSquares(rows, weights)
    residuals = rows.map { row in abs(zip(row, constants).map { $0 * $1 }.reduce(0, +) - 1) }
    weights = residuals.map { min(1, delta / max($0, 1e-12)) }
  }
  let penalty = residuals.map { $0 <= delta ? $0 * $0 / 2 : delta * ($0 - delta / 2) }
    .reduce(0, +)
  let law = Chapter07.Law(
    irreducible: constants[0], parameterScale: constants[1] * pow(units.0, alpha),
    tokenScale: constants[2] * pow(units.1, beta), parameterExponent: alpha, tokenExponent: beta)
  return (constants.allSatisfy { $0 > 0 } ? penalty : .infinity, law)
}

/// The constants c for which the weighted squares of row · c − 1 are smallest: the normal equations,
/// by Gaussian elimination.
private func leastSquares(_ rows: [[Double]], _ weights: [Double]) -> [Double] {
  let size = rows.first?.count ?? 0
  var matrix = (0..<size).map { i in
    (0..<size).map { j in zip(rows, weights).map { $0[i] * $0[j] * $1 }.reduce(0, +) }
  }
  var right = (0..<size).map { i in zip(rows, weights).map { $0[i] * $1 }.reduce(0, +) }
  for i in 0..<size {
    for k in (i + 1)..<max(size, i + 1) {
      let factor = matrix[k][i] / matrix[i][i]
      for j in i..<size { matrix[k][j] -= factor * matrix[i][j] }
      right[k] -= factor * right[i]
    }
  }
  var solution = right
  for i in stride(from: size - 1, through: 0, by: -1) {
    for j in (i + 1)..<max(size, i + 1) { solution[i] -= matrix[i][j] * solution[j] }
    solution[i] /= matrix[i][i]
  }
  return solution
}
// exercise end

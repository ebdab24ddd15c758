import RealModule

/// What a fit of the Chinchilla form minimises: Σ wᵢ·Huber(LSE(a − α ln N, b − β ln D, e) − ln L)
/// (Hoffmann et al. 2022, equation 3), in units of δ².
///
/// The sum stays in logarithms: E = exp(e), A = exp(a), B = exp(b), which are therefore positive,
/// and no power overflows. It is the **sum**, not the mean: divided by the number of points, the
/// gradients fall below what stops a minimiser, and it stops early (Besiroglu et al. 2024 found
/// Hoffmann's own constants to have come about so). Dividing by δ² brings the values near 1.
public struct LawObjective: Sendable {
  /// Where the penalty turns from a parabola into a line, in ln L.
  public let delta: Double
  private let logParameters: [Double]
  private let logTokens: [Double]
  private let logLosses: [Double]
  /// How often each point counts; a bootstrap counts some twice and some not at all.
  var weights: [Double]
  /// e is held where this is true, because E is known from elsewhere.
  let holdsIrreducible: Bool

  /// - Precondition: the runs' parameters, tokens and losses are positive.
  public init(_ runs: [TrainingRun], delta: Double = 1e-3, holdsIrreducible: Bool = false) {
    self.delta = delta
    self.holdsIrreducible = holdsIrreducible
    logParameters = runs.map { .log($0.parameters) }
    logTokens = runs.map { .log($0.tokens) }
    logLosses = runs.map { .log($0.loss) }
    weights = Array(repeating: 1, count: runs.count)
  }

  var count: Int { logLosses.count }

  /// The constants as the vector that the minimiser moves: (a, b, e, α, β), the rest zero.
  public static func vector(_ law: ChinchillaLaw) -> SIMD8<Double> {
    SIMD8(
      .log(law.parameterScale), .log(law.tokenScale), .log(law.irreducibleLoss), law.alpha,
      law.beta,
      0, 0, 0)
  }

  /// The law of a vector.
  public static func law(_ vector: SIMD8<Double>) -> ChinchillaLaw {
    ChinchillaLaw(
      E: .exp(vector[2]), A: .exp(vector[0]), alpha: vector[3], B: .exp(vector[1]),
      beta: vector[4])
  }

  /// ln L of a point, predicted less measured, and the shares of the three terms in the prediction.
  func residual(
    _ index: Int, _ vector: SIMD8<Double>
  ) -> (value: Double, parameterShare: Double, tokenShare: Double, irreducibleShare: Double) {
    let u = vector[0] - vector[3] * logParameters[index]
    let v = vector[1] - vector[4] * logTokens[index]
    let e = vector[2]
    let top = max(u, v, e)
    let (x, y, z) = (Double.exp(u - top), Double.exp(v - top), Double.exp(e - top))
    let sum = x + y + z
    return (top + .log(sum) - logLosses[index], x / sum, y / sum, z / sum)
  }

  /// The derivatives of a point's residual.
  func slope(_ index: Int, _ vector: SIMD8<Double>) -> SIMD8<Double> {
    let r = residual(index, vector)
    return slope(index, r.parameterShare, r.tokenShare, r.irreducibleShare)
  }

  private func slope(
    _ index: Int, _ parameterShare: Double, _ tokenShare: Double, _ irreducibleShare: Double
  ) -> SIMD8<Double> {
    SIMD8(
      parameterShare, tokenShare, holdsIrreducible ? 0 : irreducibleShare,
      -parameterShare * logParameters[index], -tokenShare * logTokens[index], 0, 0, 0)
  }

  /// The objective and its gradient, both in units of δ².
  public func callAsFunction(
    _ vector: SIMD8<Double>
  ) -> (value: Double, gradient: SIMD8<Double>) {
    var value = 0.0
    var gradient = SIMD8<Double>()
    for index in 0..<count where weights[index] > 0 {
      let r = residual(index, vector)
      let ratio = r.value / delta
      let size = abs(ratio)
      value += weights[index] * (size <= 1 ? 0.5 * ratio * ratio : size - 0.5)
      let pull = weights[index] * min(max(ratio, -1), 1) / delta
      gradient += pull * slope(index, r.parameterShare, r.tokenShare, r.irreducibleShare)
    }
    return (value, gradient)
  }
}

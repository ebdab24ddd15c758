import RealModule

/// Standard errors of a law's constants, from the curvature at the minimum.
///
/// For penalties ψ the covariance is (Σψ²/(n−k)) / (Σψ'/n)² · (JᵀJ)⁻¹ (Huber 1981, chapter 7), J
/// being the derivatives of ln L. It presumes a well-determined minimum; a bootstrap presumes less.
public struct LawErrors: Hashable, Sendable {
  /// Of E, in nats.
  public let irreducibleLoss: Double
  /// Of ln A and ln B: shares of A and B.
  public let logParameterScale: Double
  public let logTokenScale: Double
  public let parameterExponent: Double
  public let tokenExponent: Double

  /// Nil where the runs do not determine the constants at all.
  init?(_ objective: LawObjective, at vector: SIMD8<Double>) {
    let free = objective.holdsIrreducible ? [0, 1, 3, 4] : [0, 1, 2, 3, 4]
    let n = objective.count
    guard n > free.count else { return nil }
    var normal = SymmetricMatrix(size: free.count)
    var penalties = 0.0
    var inner = 0
    for index in 0..<n {
      let slope = objective.slope(index, vector)
      normal.addSquare(of: free.map { slope[$0] })
      let residual = objective.residual(index, vector).value
      let bounded = min(max(residual, -objective.delta), objective.delta)
      penalties += bounded * bounded
      if abs(residual) <= objective.delta { inner += 1 }
    }
    guard let inverse = normal.inverse() else { return nil }
    let share = Double(max(inner, 1)) / Double(n)
    let variance = penalties / Double(n - free.count) / (share * share)
    var errors = [Double](repeating: 0, count: 5)
    for (row, place) in free.enumerated() {
      errors[place] = (variance * inverse[row, row]).squareRoot()
    }
    logParameterScale = errors[0]
    logTokenScale = errors[1]
    irreducibleLoss = errors[2] * .exp(vector[2])
    parameterExponent = errors[3]
    tokenExponent = errors[4]
  }
}

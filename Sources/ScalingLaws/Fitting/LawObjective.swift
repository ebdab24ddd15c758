import RealModule

/// What a fit minimises: Σ wᵢ·Huber(residualᵢ), in units of δ² (Hoffmann et al. 2022, equation 3).
///
///     let objective = LawObjective(.chinchilla(runs))
///     objective(vector).gradient
///
/// It is the **sum**, not the mean: divided by the number of points, the gradients fall below what
/// stops a minimiser, and it stops early (Besiroglu et al. 2024 found Hoffmann's own constants to have
/// come about so). Dividing by δ² brings the values near 1.
public struct LawObjective: Sendable {
  public let residuals: LawResiduals
  /// Where the penalty turns from a parabola into a line, in the residuals' unit.
  public let delta: Double
  /// How often each point counts; a bootstrap counts some twice and some not at all.
  private var weights: Column
  /// 0 for elements of the vector that are held, 1 for those that are free.
  private var freedom: FitVector

  /// - Parameter held: names of constants that do not move, and have no gradient.
  public init(_ residuals: LawResiduals, delta: Double = 1e-3, held: Set<String> = []) {
    self.residuals = residuals
    self.delta = delta
    weights = Column([])
    freedom = FitVector()
    for (place, name) in residuals.names.enumerated() where !held.contains(name) {
      freedom[place] = 1
    }
    setWeights(Array(repeating: 1, count: residuals.pointCount))
  }

  mutating func setWeights(_ values: [Double]) {
    let padding = Array(repeating: 0.0, count: residuals.blockCount * 8 - values.count)
    weights = Column(values + padding)
  }

  mutating func copyWeights(of other: LawObjective) { weights = other.weights }

  /// The places of the vector that move.
  var free: [Int] { residuals.names.indices.filter { freedom[$0] > 0 } }

  /// The objective and its gradient, both in units of δ².
  public func callAsFunction(
    _ vector: FitVector
  ) -> (value: Double, gradient: FitVector) {
    let count = residuals.constantCount
    let inverse = 1 / delta
    return withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: 2 * count) { buffer in
      guard let slopes = buffer.baseAddress else { return (.nan, FitVector()) }
      let sums = slopes + count
      slopes.initialize(repeating: SIMD8(), count: 2 * count)
      var value = SIMD8<Double>()
      for index in 0..<residuals.blockCount {
        let ratio = residuals.block(index, vector, slopes) * inverse
        let weight = weights[index]
        // Huber's penalty is m·(r − m/2), m being r bounded by ±1, which is also its slope.
        let one = SIMD8<Double>(repeating: 1)
        let bounded = VectorMath.max(VectorMath.min(ratio, one), -one)
        value += weight * bounded * (ratio - 0.5 * bounded)
        let pull = weight * bounded
        for place in 0..<count { sums[place] += pull * slopes[place] }
      }
      var gradient = FitVector()
      for place in 0..<count { gradient[place] = sums[place].sum() * inverse * freedom[place] }
      return (value.sum(), gradient)
    }
  }
}

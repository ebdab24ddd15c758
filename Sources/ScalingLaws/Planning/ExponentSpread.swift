import RealModule

/// What is known about a law whose errors are published for the exponents alone: errors of single
/// constants that hang together do not add up to that of N*, but the exponent's does, if one assumes
/// where the optimum is known best.
///
/// ln N*(C) = ln N*(C₀) + a·ln(C/C₀): about the pivot C₀ the error is `deviationAtPivot`, and it grows
/// with the distance by the error of a.
struct ExponentSpread: Sendable {
  /// Of a.
  let parameters: ClosedRange<Double>
  /// Of b.
  let tokens: ClosedRange<Double>
  /// The share of such ranges that hold the truth.
  let level: Double
  /// C₀, floating-point operations.
  let pivot: Double
  /// The standard deviation of ln N* at C₀.
  var deviationAtPivot = 0.0

  /// How far below and above ln of the value itself the truth may lie; both are at least zero, so
  /// that a range which misses its own law's exponent still gives an interval around the value.
  func reach(
    _ exponents: ClosedRange<Double>, own: Double, compute: Double, level: Double
  ) -> (below: Double, above: Double) {
    let distance = Double.log(compute / pivot)
    let scale =
      NormalDistribution.halfWidth(level: level) / NormalDistribution.halfWidth(level: self.level)
    let ends = [exponents.lowerBound, exponents.upperBound].map { ($0 - own) * distance * scale }
    let pivotal = deviationAtPivot * NormalDistribution.halfWidth(level: level)
    return (
      .hypot(max(-min(ends[0], ends[1]), 0), pivotal),
      .hypot(max(max(ends[0], ends[1]), 0), pivotal)
    )
  }
}

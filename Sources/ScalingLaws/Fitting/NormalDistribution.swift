import RealModule

/// Quantiles of the normal distribution with mean 0 and deviation 1.
enum NormalDistribution {
  /// z such that a share of `level` lies within ±z.
  ///
  /// - Parameter level: in (0, 1).
  static func halfWidth(level: Double) -> Double {
    Bisection.root(in: 0...40) { .erf($0 / Double.sqrt(2)) - level }
  }

  /// The value that a χ² of one degree of freedom stays below with a probability: the square of a
  /// normal deviate's.
  static func chiSquared(level: Double) -> Double {
    let deviate = halfWidth(level: level)
    return deviate * deviate
  }

  /// P(Z < z).
  static func probability(_ z: Double) -> Double { 0.5 * .erfc(-z / Double.sqrt(2)) }

  /// z with P(Z < z) = p.
  static func quantile(_ p: Double) -> Double {
    Bisection.root(in: -40...40) { probability($0) - p }
  }
}

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
}

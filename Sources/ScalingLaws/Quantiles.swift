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

/// How many standard deviations reach how far, where the deviation was estimated from few points
/// (Student 1908).
enum StudentDistribution {
  /// t such that a share of `level` lies within ±t.
  ///
  /// - Parameters:
  ///   - level: in (0, 1).
  ///   - degreesOfFreedom: at least 1.
  static func halfWidth(level: Double, degreesOfFreedom: Int) -> Double {
    // In θ = atan(t/√ν) the whole axis is finite: even ν = 1 has its far quantiles.
    let angle = Bisection.root(in: 0...Double.pi / 2) {
      share(angle: $0, degreesOfFreedom) - level
    }
    return .tan(angle) * .sqrt(Double(degreesOfFreedom))
  }

  /// The share within ±t, θ = atan(t/√ν), as a finite sum (Abramowitz and Stegun 1964, 26.7.3 and
  /// 26.7.4).
  private static func share(angle: Double, _ degreesOfFreedom: Int) -> Double {
    let (sine, cosine) = (Double.sin(angle), Double.cos(angle))
    let isOdd = degreesOfFreedom % 2 == 1
    var term = isOdd ? cosine : 1
    var sum = 0.0
    for k in stride(from: isOdd ? 1 : 0, to: degreesOfFreedom - 1, by: 2) {
      sum += term
      term *= Double(k + 1) / Double(k + 2) * cosine * cosine
    }
    return isOdd ? 2 / .pi * (angle + sine * sum) : sine * sum
  }
}

/// Halving of an interval until it holds nothing more.
enum Bisection {
  /// Where a rising function crosses zero; the nearer end where it does not.
  static func root(in range: ClosedRange<Double>, _ function: (Double) -> Double) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    for _ in 0..<200 {
      let middle = 0.5 * (low + high)
      guard middle > low, middle < high else { break }
      if function(middle) < 0 { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}

import RealModule

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

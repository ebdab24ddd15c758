import RealModule

/// Points joined by straight lines in double logarithms; the outer pieces go on beyond the ends.
///
///     let curve = try PiecewisePowerLaw(x: [1, 2, 4], y: [8, 4, 1])
///     curve.value(at: 3)                   // 1.78, on a piece that falls with the square
///     curve.value(at: 8)                   // 0.25
///     curve.place(reaching: 9)             // nil: y falls
///
/// Nothing is fitted: every point lies on the curve. `PowerLaw` is one line through all of them.
public struct PiecewisePowerLaw: Hashable, Sendable {
  public let x: [Double]
  public let y: [Double]

  /// - Parameters:
  ///   - x: rising or falling all along.
  ///   - y: as many.
  /// - Throws: `ScalingError` for fewer than two points, or for numbers that are not positive.
  public init(x: [Double], y: [Double]) throws(ScalingError) {
    try PowerLaw.requirePoints(x: x, y: y, for: "a piecewise power law")
    self.x = x
    self.y = y
  }

  /// y at a place.
  public func value(at place: Double) -> Double {
    var piece = 1
    while piece < x.count - 1 && (x[piece] < place) == (x[0] < x[1]) { piece += 1 }
    return y[piece] * .pow(place / x[piece], exponent(piece))
  }

  /// The first place at which y has risen to a level; beyond the ends where the outer pieces lead
  /// there, nil where they lead away.
  public func place(reaching level: Double) -> Double? {
    let piece = max(1, y.firstIndex { $0 >= level } ?? y.count - 1)
    guard y[piece] > y[piece - 1] else { return nil }
    return x[piece] * .pow(level / y[piece], 1 / exponent(piece))
  }

  /// p of y ∝ xᵖ between a point and the one before it.
  private func exponent(_ piece: Int) -> Double {
    Double.log(y[piece] / y[piece - 1]) / .log(x[piece] / x[piece - 1])
  }
}

import RealModule

/// A straight line in double logarithms, y = k·xᵖ, by ordinary least squares of ln y on ln x.
///
///     let law = try PowerLaw.fit(x: computes, y: sizes)
///     law.exponent                        // 0.498, say
///     law.predict(3.51e23)
public struct PowerLaw: Codable, Hashable, Sendable {
  /// p.
  public let exponent: Double
  /// ln k.
  public let logScale: Double
  public let exponentError: Double
  /// The spread of ln y about the line, with n − 2 degrees of freedom.
  public let residualDeviation: Double
  public let pointCount: Int
  private let meanLogX: Double
  private let spreadLogX: Double

  /// k.
  public var scale: Double { .exp(logScale) }

  /// Throws for points that no line in double logarithms runs through.
  static func requirePoints(
    x: [Double], y: [Double], for purpose: String
  ) throws(ScalingError) {
    guard x.count == y.count else {
      throw .impossible("\(x.count) values of x do not go with \(y.count) of y")
    }
    guard x.count >= 2 else { throw .tooFewPoints(count: x.count, needed: 2, purpose: purpose) }
    for value in x + y where !(value > 0 && value.isFinite) {
      throw .impossible("\(purpose) needs positive numbers, not \(value)")
    }
  }

  /// Fits a line; with two points it runs through both, and its errors are infinite.
  ///
  /// - Throws: `ScalingError` for fewer than two points, for one x alone, or for numbers that are not
  ///   positive.
  public static func fit(x: [Double], y: [Double]) throws(ScalingError) -> PowerLaw {
    try requirePoints(x: x, y: y, for: "a power law")
    let (u, v) = (x.map { Double.log($0) }, y.map { Double.log($0) })
    let n = Double(x.count)
    let (meanU, meanV) = (u.reduce(0, +) / n, v.reduce(0, +) / n)
    let spread = u.reduce(0) { $0 + ($1 - meanU) * ($1 - meanU) }
    guard spread > 1e-12 else {
      throw .impossible("all values of x are alike: no slope can be seen")
    }
    let slope = zip(u, v).reduce(0) { $0 + ($1.0 - meanU) * ($1.1 - meanV) } / spread
    let intercept = meanV - slope * meanU
    let squares = zip(u, v).reduce(0) {
      let residual = $1.1 - intercept - slope * $1.0
      return $0 + residual * residual
    }
    let deviation = x.count > 2 ? (squares / (n - 2)).squareRoot() : .infinity
    return PowerLaw(
      exponent: slope, logScale: intercept, exponentError: deviation / spread.squareRoot(),
      residualDeviation: deviation, pointCount: x.count, meanLogX: meanU, spreadLogX: spread)
  }

  /// y at an x.
  public func predict(_ x: Double) -> Double { .exp(logScale + exponent * .log(x)) }

  /// The standard error of ln y on the line at an x; it grows with the distance from the points.
  public func logError(at x: Double) -> Double {
    let distance = .log(x) - meanLogX
    return residualDeviation
      * (1 / Double(pointCount) + distance * distance / spreadLogX).squareRoot()
  }
}

extension PowerLaw {
  /// Of two lines, N* = k_N·C^a and D* = k_D·C^b.
  static let constantNames = ["a", "k_N", "b", "k_D"]

  /// The constants of two lines, the best size and the best length in compute.
  static func constants(size: PowerLaw, length: PowerLaw) -> LawConstants {
    LawConstants(
      names: constantNames, values: [size.exponent, size.scale, length.exponent, length.scale])
  }
}

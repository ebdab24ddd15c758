/// How the size of BloombergGPT was chosen (Wu et al. 2023, arXiv 2303.17564, §2.3): power laws of
/// size and tokens in compute, through the optima that Hoffmann et al. 2022 print.
///
///     let sizing = try BloombergSizing(.minimumOverCurves)
///     sizing.parameters                    // 52.993e9
///     sizing.tokens(1e24)                  // for another budget
public struct BloombergSizing: Sendable {
  /// Which of Hoffmann's tables the lines run through.
  public enum Approach: String, CaseIterable, Sendable {
    /// Approach 1, the lowest of all training curves: their table 3.
    case minimumOverCurves
    /// Approach 2, parabolas at equal compute: their table A3.
    case isoFLOPProfiles

    /// What the approach is called where it was invented.
    public var name: String {
      switch self {
      case .minimumOverCurves: "approach 1"
      case .isoFLOPProfiles: "approach 2"
      }
    }

    /// Where its optima are printed.
    public var tableName: String {
      switch self {
      case .minimumOverCurves: "table 3"
      case .isoFLOPProfiles: "table A3"
      }
    }

    /// (parameters, compute, tokens) as printed (Hoffmann et al. 2022, tables 3 and A3).
    public var printedOptima: [(parameters: Double, compute: Double, tokens: Double)] {
      switch self {
      case .minimumOverCurves:
        [
          (400e6, 1.92e19, 8.0e9), (1e9, 1.21e20, 20.2e9), (10e9, 1.23e22, 205.1e9),
          (67e9, 5.76e23, 1.5e12), (175e9, 3.85e24, 3.7e12), (280e9, 9.90e24, 5.9e12),
          (520e9, 3.43e25, 11.0e12), (1e12, 1.27e26, 21.2e12), (10e12, 1.30e28, 216.2e12),
        ]
      case .isoFLOPProfiles:
        [
          (400e6, 1.84e19, 7.7e9), (1e9, 1.20e20, 20.0e9), (10e9, 1.32e22, 219.5e9),
          (67e9, 6.88e23, 1.7e12), (175e9, 4.54e24, 4.3e12), (280e9, 1.18e25, 7.1e12),
          (520e9, 4.19e25, 13.4e12), (1e12, 1.59e26, 26.5e12), (10e12, 1.75e28, 292.0e12),
        ]
      }
    }
  }

  /// The budget, floating-point operations: 1.3 million A100 hours, of which a quarter goes into
  /// recomputing activations, at 100 TFLOP/s. The paper does not print this rate; its four results
  /// fix it to five digits.
  public static let compute = 0.75 * 1.3e6 * 3_600 * 100e12

  public let approach: Approach
  /// N in C.
  public let size: PowerLaw
  /// D in C, a line of its own: nothing makes 6·N·D come out as C exactly.
  public let length: PowerLaw

  public init(_ approach: Approach) throws(ScalingError) {
    let optima = approach.printedOptima
    self.approach = approach
    size = try PowerLaw.fit(x: optima.map(\.compute), y: optima.map(\.parameters))
    length = try PowerLaw.fit(x: optima.map(\.compute), y: optima.map(\.tokens))
  }

  /// The lines of both approaches; BloombergGPT's size is near the mean of the two.
  public static func bothApproaches() throws(ScalingError) -> [BloombergSizing] {
    var lines: [BloombergSizing] = []
    for approach in Approach.allCases { lines.append(try BloombergSizing(approach)) }
    return lines
  }

  /// The size for Bloomberg's own budget.
  public var parameters: Double { parameters(Self.compute) }

  /// The tokens for Bloomberg's own budget.
  public var tokens: Double { tokens(Self.compute) }

  /// The size for a budget.
  public func parameters(_ compute: Double) -> Double { size.predict(compute) }

  /// The tokens for a budget.
  public func tokens(_ compute: Double) -> Double { length.predict(compute) }
}

import RealModule

/// The laws that a plan knows by name.
public enum PublishedLaw: String, CaseIterable, Sendable {
  /// Lines through Hoffmann's table 3, as BloombergGPT's authors drew them.
  case chinchilla1 = "chinchilla-1"
  /// Lines through Hoffmann's table A3.
  case chinchilla2 = "chinchilla-2"
  /// Hoffmann's parametric law, with unrounded constants.
  case chinchilla3 = "chinchilla-3"
  /// The same form fitted anew by Besiroglu et al.
  case replication
}

extension PlanningLaw {
  /// The nine budgets of Hoffmann's profiles, the only computes that the paper prints for its runs.
  static let hoffmannComputes = 6e18...3e21

  /// The exponents' intervals of Hoffmann's table 2: 10th and 90th percentiles of 100 draws of 80 %
  /// of the runs. Nothing is printed about where N* is known best; the middle of the budgets is
  /// assumed, and that it is known there.
  private static func hoffmannSpread(
    _ a: ClosedRange<Double>, _ b: ClosedRange<Double>
  ) -> ExponentSpread {
    let middle = (hoffmannComputes.lowerBound * hoffmannComputes.upperBound).squareRoot()
    return ExponentSpread(parameters: a, tokens: b, level: 0.8, pivot: middle)
  }

  /// A law by its published figures.
  ///
  /// - Throws: never for the tables as printed.
  public init(_ law: PublishedLaw) throws(ScalingError) {
    switch law {
    case .chinchilla1:
      self = try .lines(
        law, .minimumOverCurves, "table 3 (approach 1, the lowest of all training curves)",
        Self.hoffmannSpread(0.488...0.502, 0.501...0.512))
    case .chinchilla2:
      self = try .lines(
        law, .isoFLOPProfiles, "table A3 (approach 2, profiles at equal compute)",
        Self.hoffmannSpread(0.462...0.534, 0.483...0.529))
    case .chinchilla3:
      self = .init(
        name: law.rawValue,
        source:
          "Hoffmann et al. 2022 (arXiv 2203.15556), approach 3, with the constants of its source",
        rule: .surface(LossSurface(.hoffmann)), computeRange: Self.hoffmannComputes,
        intervalBasis:
          "the paper's interval of the exponents (10th to 90th percentile), from the middle of its "
          + "budgets on",
        remarks: [
          "The interval is the paper's own and implausibly narrow: .454 to .455 for the exponent of "
            + "N, which does not even hold the .4565 of its own constants. Besiroglu et al. 2024 "
            + "found that the fit had stopped early. Take the replication for a size to act on."
        ],
        spread: Self.hoffmannSpread(0.454...0.455, 0.542...0.543))
    case .replication:
      self = .replication
    }
  }

  /// Besiroglu et al. 2024: the exponent's published standard error, .020, about the compute at which
  /// N* is known best.
  ///
  /// Standard errors of single constants are published too, but they hang together so closely that N*
  /// cannot be had from them. The pivot and the deviation there are those of a bootstrap of the 240
  /// published points (400 resamples: a standard deviation of ln N* of 0.024 about 2e19; 0.18 at
  /// 3.51e23, where this spread gives 0.20).
  public static let replication = PlanningLaw(
    name: PublishedLaw.replication.rawValue,
    source: "Besiroglu et al. 2024 (arXiv 2404.10102), Hoffmann's form fitted anew",
    rule: .surface(LossSurface(.epoch)), computeRange: 1.4e18...1.3e22,
    intervalBasis:
      "the published standard error of the exponent (.020) about 2e19 FLOPs, where the runs fix N* "
      + "to 2.4 %",
    spread: ExponentSpread(
      parameters: replicationExponent - 0.020...replicationExponent + 0.020,
      tokens: 1 - replicationExponent - 0.020...1 - replicationExponent + 0.020,
      level: .erf(1 / Double.sqrt(2)), pivot: 2e19, deviationAtPivot: 0.024))

  private static var replicationExponent: Double { ChinchillaLaw.epoch.parameterComputeExponent }

  private static func lines(
    _ law: PublishedLaw, _ approach: BloombergSizing.Approach, _ table: String,
    _ spread: ExponentSpread
  ) throws(ScalingError) -> PlanningLaw {
    let sizing = try BloombergSizing(approach)
    return PlanningLaw(
      name: law.rawValue,
      source:
        "lines through Hoffmann et al. 2022 (arXiv 2203.15556), \(table), as in Wu et al. 2023 "
        + "(arXiv 2303.17564), section 2.3",
      rule: .lines(
        parameterScale: sizing.size.scale, a: sizing.size.exponent,
        tokenScale: sizing.length.scale, b: sizing.length.exponent),
      computeRange: hoffmannComputes,
      intervalBasis:
        "Student's t about the line, and the paper's interval of the exponent (10th to 90th "
        + "percentile) from the middle of its budgets on",
      remarks: [
        "The table is itself an extrapolation by its authors' line: the scatter about it is that of "
          + "rounding, and nearly the whole interval comes from the exponent's."
      ],
      spread: spread, lines: sizing)
  }
}

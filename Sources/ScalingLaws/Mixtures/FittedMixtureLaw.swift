import Groundwork
import RealModule

/// Laws of a table's texts as a fit leaves them: constants, how well they are known, what they foretold.
///
///     let law = try MixtureFitter().fit(table)
///     law.losses([0.2, 0.5, 0.3])          // one a text
///     law.interval(of: 0) { $0.floor }     // of the first text's c
public struct FittedMixtureLaw: Sendable {
  /// How close a text's law comes to the runs that it was fitted to.
  public struct Closeness: Hashable, Sendable {
    /// The share of the losses' variance that the law explains.
    public let rSquared: Double
    /// The standard deviation of the residuals, by the degrees of freedom that are left.
    public let deviation: Double
    /// The largest measured loss less the smallest.
    public let spread: Double
    /// Measured less foretold, run by run.
    public let residuals: [Double]
  }

  public let form: MixtureForm
  /// The runs that it was fitted to.
  public let table: MixtureTable
  /// One a text.
  public let laws: [MixtureLaw]
  /// One a text.
  public let closeness: [Closeness]
  /// Refits, each with one law a text: what is computed from each has an interval in which the
  /// constants' errors hang together as they do.
  public var draws: [[MixtureLaw]] = []
  /// The share of intervals of this kind that hold the truth.
  public var level = 0.9
  /// What the form foretold of mixtures that it was not shown; nil where there were too few.
  public var test: MixtureTest?
  /// What every form that the table supports foretold of the same mixtures, this one among them.
  public var formTests: [MixtureTest] = []

  /// How many numbers each text's law has.
  public var constantCount: Int { form.constantCount(varied: variedDomains.count) }

  /// The places of the domains whose shares differ between runs; of the others nothing is known.
  public var variedDomains: [Int] { table.variedDomains }

  /// The loss on each text of a mixture.
  public func losses(_ shares: [Double]) -> [Double] { laws.map { $0.loss(shares) } }

  /// Where something that follows from a text's law may lie; nil without draws.
  ///
  /// - Parameter text: the text's place.
  public func interval(
    of text: Int, _ value: (MixtureLaw) -> Double
  ) -> ClosedRange<Double>? {
    Interval(draws.map { value($0[text]) }, level: level).map { $0.low...$0.high }
  }
}

extension MixtureFitter {
  /// Finds out, before anything slow, whether a table holds enough for a law.
  ///
  /// - Throws: `MixtureLawError`; also where as many different mixtures were tried as there are
  ///   constants: a law then goes through every point and nothing tests it.
  public func check(
    _ whole: MixtureTable, holdOut: MixtureHoldOut = .automatic
  ) throws(MixtureLawError) {
    let table = whole.seen
    let design = try MixtureDesign(form, table)
    let (count, constants) = (table.mixtures.count, design.constantCount)
    guard count > constants else {
      throw .tooFewMixtures(
        count: count, needed: constants + 1, constants: constants, form: form)
    }
    _ = try holdOut.parts(whole, seed: 0)
  }

  /// The fit and all that there is to say about it.
  ///
  /// - Parameters:
  ///   - whole: runs that it marks as held out are not fitted to: they test the law.
  ///   - resamples: refits for the intervals; 0 for none.
  ///   - holdOut: which mixtures test the form.
  /// - Throws: `MixtureLawError`, as `check` and `laws`.
  public func fit(
    _ whole: MixtureTable, resamples: Int = 1_000, seed: UInt64 = 1,
    holdOut: MixtureHoldOut = .automatic
  ) throws(MixtureLawError) -> FittedMixtureLaw {
    try check(whole, holdOut: holdOut)
    let table = whole.seen
    let design = try MixtureDesign(form, table)
    let fits = try fits(table)
    let freedom = table.runs.count - design.constantCount
    var law = FittedMixtureLaw(
      form: form, table: table, laws: fits.map(\.law),
      closeness: zip(table.texts.indices, fits).map { text, fit in
        closeness(table.runs.map { $0.losses[text] }, fit.minimum.points.predictions, freedom)
      })
    law.level = level
    law.draws = bootstrap(fits, design, table, resamples: resamples, seed: seed)
    law.formTests = try formTests(whole, holdOut, seed: seed)
    law.test = law.formTests.first { $0.form == form }
    return law
  }

  private func closeness(
    _ measured: [Double], _ predicted: [Double], _ freedom: Int
  ) -> FittedMixtureLaw.Closeness {
    let residuals = zip(measured, predicted).map { $0 - $1 }
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    let mean = measured.mean
    let variance = measured.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return FittedMixtureLaw.Closeness(
      rSquared: 1 - squares / variance, deviation: (squares / Double(max(1, freedom))).squareRoot(),
      spread: (measured.max() ?? 0) - (measured.min() ?? 0), residuals: residuals)
  }
}

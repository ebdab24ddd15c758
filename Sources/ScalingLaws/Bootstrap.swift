/// How far a fitted law would move had other runs of the same kind been made: see
/// `FormFit.bootstrap`.
///
///     let bootstrap = Bootstrap(of: fit, resamples: 200, seed: 1)
///     bootstrap.interval { $0.alpha }
///     bootstrap.interval { $0.computeOptimal(compute: 1e21).parameters }
///
/// It shows the noise of the runs, not the error of the law's form: beyond the runs' range that may
/// be the larger part.
public struct Bootstrap: Sendable {
  /// One law for each draw, in order.
  public let laws: [ChinchillaLaw]

  /// - Parameters:
  ///   - resamples: how many draws; the 5th percentile of 100 rests on five of them.
  ///   - seed: the same seed gives the same draws, however many threads there are.
  public init(of fit: LawFit, resamples: Int = 200, seed: UInt64 = 1, threads: Int? = nil) {
    // Where E has gone to zero its gradient has too: from there alone no draw would ever find
    // another E, and the interval would look certain.
    var other = fit.form.constants
    other[0] = 0.5 * (fit.runs.map(\.loss).min() ?? 1)
    let draws = fit.form.bootstrap(
      resamples: resamples, seed: seed, others: fit.holdsIrreducible ? [] : [other],
      threads: threads)
    laws = draws.compactMap { ChinchillaLaw($0) }
  }

  /// The range of something that a law says.
  ///
  /// - Parameter level: the share of the draws inside.
  /// - Returns: nil where no draw gives a finite value.
  public func interval(level: Double = 0.9, _ quantity: (ChinchillaLaw) -> Double) -> Interval? {
    Interval(laws.map(quantity), level: level)
  }
}

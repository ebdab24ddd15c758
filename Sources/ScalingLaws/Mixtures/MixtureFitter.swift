import Groundwork

/// Fits a form of law of mixtures to a table: a law for each measured text, intervals, tests.
///
///     let law = try MixtureFitter(.exponential).fit(table, resamples: 1_000)
///     law.laws[0].loss([0.3, 0.7])         // the loss on the first text
///     law.test?.score(of: 0).rSquared      // of mixtures that it was not shown
///
/// There is no limit to domains or texts: each text has its own few constants, fitted by themselves.
public struct MixtureFitter: Sendable {
  public var form: MixtureForm
  /// Where Huber's penalty turns from a parabola into a line, in the losses' unit: 0.02, as Ye et al.
  /// 2024 have it. One run that went wrong then moves a law no further than one that is off by this.
  public var delta = 0.02
  /// The share of intervals that are to hold the truth.
  public var level = 0.9
  /// How many threads; nil for one a core.
  public var threads: Int?

  public init(_ form: MixtureForm = .exponential) { self.form = form }

  /// The laws of a table's texts, in their order: constants alone, of all runs, held out or not.
  ///
  /// - Throws: `MixtureLawError` for fewer different mixtures than constants, and for mixtures or losses
  ///   that tell nothing.
  public func laws(_ table: MixtureTable) throws(MixtureLawError) -> [MixtureLaw] {
    try fits(table).map(\.law)
  }

  /// One text's law, and what its fit leaves behind.
  struct Fit {
    let law: MixtureLaw
    let minimum: RobustLeastSquares.Minimum
  }

  func fits(_ table: MixtureTable) throws(MixtureLawError) -> [Fit] {
    let design = try MixtureDesign(form, table)
    var fits: [Fit] = []
    for (place, text) in table.texts.enumerated() {
      let losses = table.runs.map { $0.losses[place] }
      guard let low = losses.min(), let high = losses.max(), high - low > 1e-9 else {
        throw .impossible(
          "the loss on \(TerminalText.oneLine(text)) is the same in every run: no law can be told")
      }
      guard let fit = fit(losses, design, from: design.starts(losses), following: 3) else {
        throw .impossible("the losses on \(TerminalText.oneLine(text)) led to no law")
      }
      fits.append(fit)
    }
    return fits
  }

  /// The lowest minimum that the best of the starts lead to.
  ///
  /// - Parameters:
  ///   - count: how many starts are followed to their end: a few steps tell which are worth it.
  ///   - tolerance: as the solver's.
  func fit(
    _ losses: [Double], _ design: MixtureDesign, from starts: [[Double]], following count: Int,
    tolerance: Double = 1e-12
  ) -> Fit? {
    var solver = RobustLeastSquares(delta: delta)
    solver.tolerance = tolerance
    var first = solver
    first.iterationLimit = 8
    let begun = starts.compactMap {
      first.minimize(losses, from: $0, leasts: design.leasts, design.evaluate)
    }.enumerated().sorted { ($0.element.objective, $0.offset) < ($1.element.objective, $1.offset) }
    let ended = begun.prefix(count).compactMap {
      solver.minimize(losses, from: $0.element.parameters, leasts: design.leasts, design.evaluate)
    }
    guard let best = ended.min(by: { $0.objective < $1.objective }) else { return nil }
    let lead = design.form.hasFloor ? 2 : 1
    let law = design.law(
      floor: best.parameters[0], logScale: design.form.hasFloor ? best.parameters[1] : 0,
      slopes: Array(best.parameters.dropFirst(lead)))
    guard law.floor.isFinite, law.scale.isFinite, law.rates.allSatisfy(\.isFinite) else {
      return nil
    }
    return Fit(law: law, minimum: best)
  }
}

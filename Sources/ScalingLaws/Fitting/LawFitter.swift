import RealModule

/// Fits a form of law to a table of runs: constants, intervals, weaknesses, hold-outs.
///
///     var fitter = LawFitter(.chinchilla)
///     let law = try fitter.fit(table, resamples: 1_000, holdOutsAbove: [1e21])
///     law.warnings
public struct LawFitter: Sendable {
  /// The law for fresh tokens under a data-constrained one.
  public enum Base: Hashable, Sendable {
    /// It is known: only R*_D and R*_N are fitted.
    case held(ChinchillaLaw)
    /// All seven constants are fitted.
    case fitted
  }

  public var form: LawForm
  /// Of the Huber penalty, in ln L.
  public var delta = 1e-3
  /// Where Chinchilla's form sets out from.
  public var starts = FitStarts.full
  public var base = Base.held(.muennighoff)
  /// The share of intervals that are to hold the truth.
  public var level = 0.9
  /// How many threads; nil for one a core.
  public var threads: Int?

  public init(_ form: LawForm) { self.form = form }

  /// The form over a table's runs; nil for the two that fit no losses.
  public func residuals(_ table: RunTable) throws(ScalingError) -> LawResiduals? {
    for (index, run) in table.runs.enumerated() {
      if let problem = run.problem {
        throw .impossible("run \(index + 1) \(run.name): \(problem)")
      }
    }
    switch form {
    case .chinchilla: return .chinchilla(table.runs)
    case .kaplan: return .kaplan(table.runs)
    case .dataConstrained:
      guard table.runs.allSatisfy({ ($0.uniqueTokens ?? 0) > 0 }) else {
        throw .impossible("each run needs its number of unique tokens, above zero")
      }
      return .dataConstrained(table.runs)
    case .continuedPretraining:
      for (index, run) in table.runs.enumerated() {
        guard let share = run.share, share <= 1 else {
          throw .impossible("run \(index + 1) \(run.name) needs its share, above 0 and at most 1")
        }
      }
      return .continuedPretraining(table.runs)
    case .isoflop, .envelope: return nil
    }
  }

  /// Where the form fits a table's losses best: constants alone, in a fraction of the time that all
  /// there is to say about them takes.
  ///
  /// - Throws: `ScalingError`; also for `isoflop` and `envelope`, which have fits of their own.
  public func minimum(for table: RunTable) throws(ScalingError) -> LawMinimum {
    guard let residuals = try residuals(table) else {
      throw .impossible("the form \(form.rawValue) has no residuals of losses")
    }
    switch form {
    case .kaplan:
      return try LawMinimum.find(
        residuals, starts: Self.kaplanStarts, delta: delta, threads: threads)
    case .dataConstrained: return try minimumOfRepeats(residuals)
    case .continuedPretraining:
      return try LawMinimum.find(
        residuals, starts: ContinuedPretrainingLaw.starts, delta: delta, threads: threads,
        prefer: { Self.falls($0) && $0["gamma"] > 0 })
    case .chinchilla, .isoflop, .envelope:
      return try LawMinimum.find(
        residuals, starts: starts.vectors, delta: delta, threads: threads, prefer: Self.falls)
    }
  }

  /// More parameters and more tokens both help: other minima are no laws.
  private static func falls(_ constants: LawConstants) -> Bool {
    constants["alpha"] > 0 && constants["beta"] > 0
  }

  /// ln N_c, ln D_c, ln α_N, ln α_D.
  static let kaplanStarts = FitStarts.grid([
    [10, 20, 30, 40, 50], [10, 20, 30, 40, 50], [0.03, 0.1, 0.3].map { Double.log($0) },
    [0.03, 0.1, 0.3].map { Double.log($0) },
  ])

  /// The objective of R*_D and R*_N has several minima in a long, flat valley: one that the data
  /// cannot choose among, by less than a hundredth, is taken nearest to the published one.
  private func minimumOfRepeats(_ form: LawResiduals) throws(ScalingError) -> LawMinimum {
    let published = RepeatedData.muennighoff
    var held: LawConstants = [:]
    var law = ChinchillaLaw.muennighoff
    if case .held(let known) = base {
      law = known
      held = known.constants
    }
    func start(_ repeats: RepeatedData) -> FitVector {
      form.vector(law.constants.appending(repeats.constants))
    }
    var starts = [start(published)]
    for decay in [3.0, 10, 30, 100, 300] {
      for excess in [0.5, 1.5, 5, 15, 50] {
        starts.append(start(RepeatedData(tokenDecay: decay, parameterDecay: excess)))
      }
    }
    if base == .fitted {
      starts += FitStarts.few.vectors.map { fresh in
        var start = start(published)
        for place in ChinchillaLaw.Place.allCases {
          let isExponent = place == .alpha || place == .beta
          start[place] = max(fresh[place], isExponent ? 0.1 : -1)
        }
        return start
      }
    }
    let lowest = try LawMinimum.find(
      form, starts: starts, delta: delta, held: held, threads: threads, prefer: Self.falls)
    func distance(_ candidate: LawMinimum.Candidate) -> Double {
      abs(.log(candidate.constants["R*_D"] / published.tokenDecay))
        + abs(.log(candidate.constants["R*_N"] / published.parameterDecay))
    }
    let rivals = lowest.candidates.filter { $0.objective <= 1.01 * lowest.objective }
    guard let nearest = rivals.min(by: { distance($0) < distance($1) }) else { return lowest }
    return LawMinimum(lowest, taking: nearest)
  }
}

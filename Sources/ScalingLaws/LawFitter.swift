import RealModule

/// Everything that a fit of a form to a table says: constants, intervals, weaknesses, hold-outs.
///
///     var fitter = LawFitter(.chinchilla)
///     let law = try fitter.fittedLaw(table, resamples: 1_000, holdOutsAbove: [1e21])
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
  public func residuals(_ table: FitTable) throws(ScalingError) -> LawResiduals? {
    for (index, run) in table.runs.enumerated() {
      if let problem = run.problem {
        throw .impossible("run \(index + 1) \(run.name): \(problem)")
      }
    }
    switch form {
    case .chinchilla: return .chinchilla(table.runs)
    case .kaplan: return .kaplan(table.runs)
    case .dataConstrained:
      guard table.uniqueTokens.count == table.runs.count,
        table.uniqueTokens.allSatisfy({ $0 > 0 && $0.isFinite })
      else { throw .impossible("each run needs its number of unique tokens, above zero") }
      return .dataConstrained(table.runs, uniqueTokens: table.uniqueTokens)
    case .isoflop, .envelope: return nil
    }
  }

  /// Fits a form of losses.
  ///
  /// - Throws: `ScalingError`; also for `isoflop` and `envelope`, which have fits of their own.
  public func fit(_ table: FitTable) throws(ScalingError) -> FormFit {
    guard let form = try residuals(table) else {
      throw .impossible("the form \(self.form.rawValue) has no residuals of losses")
    }
    switch self.form {
    case .kaplan:
      return try FormFit.fit(
        form, starts: Self.kaplanStarts, delta: delta, threads: threads)
    case .dataConstrained: return try fitRepeated(form)
    case .chinchilla, .isoflop, .envelope:
      return try FormFit.fit(
        form, starts: starts.vectors, delta: delta, threads: threads,
        prefer: { $0[3] > 0 && $0[4] > 0 })
    }
  }

  /// ln N_c, ln D_c, ln α_N, ln α_D.
  static let kaplanStarts = FitStarts.grid([
    [10, 20, 30, 40, 50], [10, 20, 30, 40, 50], [0.03, 0.1, 0.3].map { Double.log($0) },
    [0.03, 0.1, 0.3].map { Double.log($0) },
  ])

  /// The objective of R*_D and R*_N has several minima in a long, flat valley: one that the data
  /// cannot choose among, by less than a hundredth, is taken nearest to the published one.
  private func fitRepeated(_ form: LawResiduals) throws(ScalingError) -> FormFit {
    let rule = RepeatedData.muennighoff
    let published = [rule.tokenDecay, rule.parameterDecay]
    var held: [String: Double] = [:]
    var law = ChinchillaLaw.muennighoff
    if case .held(let known) = base {
      law = known
      held = Dictionary(
        uniqueKeysWithValues: zip(LawForm.chinchilla.constantNames, known.constants))
    }
    var starts = [form.vector(law.constants + published)]
    for decay in [3.0, 10, 30, 100, 300] {
      for excess in [0.5, 1.5, 5, 15, 50] {
        starts.append(form.vector(law.constants + [decay, excess]))
      }
    }
    if base == .fitted {
      starts += FitStarts.few.vectors.map {
        var start = form.vector(law.constants + published)
        for place in 0..<5 { start[place] = max($0[place], place > 2 ? 0.1 : -1) }
        return start
      }
    }
    let lowest = try FormFit.fit(
      form, starts: starts, delta: delta, held: held, threads: threads,
      prefer: { $0[3] > 0 && $0[4] > 0 })
    func distance(_ minimum: FormFit.Minimum) -> Double {
      abs(.log(minimum.constants[5] / published[0]))
        + abs(.log(minimum.constants[6] / published[1]))
    }
    let rivals = lowest.minima.filter { $0.objective <= 1.01 * lowest.objective }
    guard let nearest = rivals.min(by: { distance($0) < distance($1) }) else { return lowest }
    return FormFit(lowest, taking: nearest)
  }

  /// The fit and all that there is to say about it.
  ///
  /// - Parameters:
  ///   - resamples: bootstrap refits; without any, intervals are those of the profiles.
  ///   - holdOutsAbove: floating-point operations; for each the law is fitted anew to the runs up to
  ///     there and held against those above.
  /// - Throws: `ScalingError`.
  public func fittedLaw(
    _ table: FitTable, resamples: Int = 1_000, seed: UInt64 = 1, holdOutsAbove: [Double] = []
  ) throws(ScalingError) -> FittedLaw {
    var law: FittedLaw
    switch form {
    case .isoflop:
      let fit = try IsoFLOPFit.fit(table.runs)
      law = try FittedLaw(form: form, constants: fit.constants)
      law.objective = fit.squares
      law.warnings = fit.warnings
      law.takeDraws(
        fit.bootstrap(resamples: resamples, seed: seed, threads: threads), level, resamples)
    case .envelope:
      let fit = try TrainingEnvelope.fit(table.runs)
      law = try FittedLaw(form: form, constants: fit.constants)
      law.takeDraws(
        fit.bootstrap(resamples: resamples, seed: seed, threads: threads), level, resamples)
    case .chinchilla, .kaplan, .dataConstrained:
      let fit = try fit(table)
      law = try fittedLaw(table, fit, resamples: resamples, seed: seed)
    }
    law.points = table.runs.count
    let computes = table.runs.map(\.compute)
    if let least = computes.min(), let most = computes.max() { law.computeRange = least...most }
    for limit in holdOutsAbove { law.holdOuts.append(try holdOut(table, above: limit)) }
    return law
  }

  private func fittedLaw(
    _ table: FitTable, _ fit: FormFit, resamples: Int, seed: UInt64
  ) throws(ScalingError) -> FittedLaw {
    var law = try FittedLaw(form: form, constants: fit.constants)
    law.objective = fit.objective
    law.delta = fit.delta
    let free = fit.function.free.map { fit.names[$0] }
    law.held = fit.names.filter { !free.contains($0) }
    if form == .chinchilla {
      law.warnings = FitWeakness.found(runs: table.runs, fit: fit).map(\.description)
    }
    let profiles = free.compactMap { fit.profile($0, level: level) }
    law.warnings += profiles.compactMap(\.weakness)
    for profile in profiles { law.profiles[profile.name] = profile }
    law.warnings += rivals(of: fit)
    if form == .dataConstrained { law.warnings += misfit(of: fit, law) }
    if resamples > 0 {
      law.takeDraws(
        fit.bootstrap(
          resamples: resamples, seed: seed, others: otherStarts(table, fit), threads: threads),
        level,
        resamples)
      for name in law.held { law.intervals[name] = nil }
    } else {
      law.level = level
      for profile in profiles {
        if let low = profile.low, let high = profile.high {
          law.intervals[profile.name] = low...high
        }
      }
    }
    return law
  }

  /// Where E has gone to zero its gradient has too: from there alone no draw would find another E.
  private func otherStarts(_ table: FitTable, _ fit: FormFit) -> [[Double]] {
    guard form != .kaplan, fit.function.free.contains(0) else {
      return fit.minima.filter { $0.objective < 1.2 * fit.objective }.prefix(3).map(\.constants)
    }
    var other = fit.constants
    other[0] = 0.5 * (table.runs.map(\.loss).min() ?? 1)
    return [other]
  }

  /// Other minima that are lower, or nearly as low, than the one that was taken.
  private func rivals(of fit: FormFit) -> [String] {
    guard form == .dataConstrained else { return [] }
    let free = fit.function.free
    func text(_ constants: [Double]) -> String {
      free.suffix(2).map { "\(fit.names[$0]) \(SignificantDigits.text(constants[$0], 4))" }
        .joined(separator: ", ")
    }
    let better = fit.minima.filter { $0.objective < fit.objective * (1 - 1e-7) }
    return better.prefix(3).map {
      "another minimum is lower: \(text($0.constants)), with an objective of "
        + "\(SignificantDigits.text($0.objective, 6)) against "
        + SignificantDigits.text(fit.objective, 6)
    }
  }

  /// A base law from elsewhere that does not fit these runs makes R*_D and R*_N meaningless.
  private func misfit(of fit: FormFit, _ law: FittedLaw) -> [String] {
    guard !law.held.isEmpty else { return [] }
    let source = base == .held(.muennighoff) ? " for C4 (Muennighoff et al. 2023)" : ""
    var result = ["E, A, B, alpha and beta are given\(source), not fitted to these runs"]
    let middle = fit.residuals.sorted()[fit.residuals.count / 2]
    if abs(middle) > 0.1 || fit.residualSpread > 0.2 {
      result.append(
        "the given law misses these runs by \(SignificantDigits.text(100 * fit.residualSpread, 2)) %: "
          + "fit it to your own runs")
    }
    return result
  }
}

extension FittedLaw {
  /// Draws that make sense, and percentile intervals of all.
  mutating func takeDraws(_ all: [[Double]], _ level: Double, _ asked: Int) {
    guard asked > 0 else { return }
    self.level = level
    for (place, name) in form.constantNames.enumerated() {
      if let range = Interval(all.map { $0[place] }, level: level) {
        intervals[name] = range.low...range.high
      }
    }
    draws = all.filter { draw in
      zip(form.constantNames, draw).allSatisfy { Self.problem(form, $0, $1) == nil }
    }
    if draws.count * 20 < asked * 19 {
      warnings.append(
        "\(asked - draws.count) of \(asked) bootstrap refits make no sense as a law: the runs hardly "
          + "determine it")
    }
  }
}

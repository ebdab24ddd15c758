extension LawFitter {
  /// The fit and all that there is to say about it.
  ///
  /// - Parameters:
  ///   - resamples: bootstrap refits; without any, intervals are those of the profiles.
  ///   - whole: runs that it marks as held out are not fitted to: they test the law.
  ///   - holdOutsAbove: floating-point operations; for each the law is fitted anew to the runs up to
  ///     there and held against those above. Without any, the tests are those of `holdOuts`.
  ///   - formTests: what other forms foretold of the same runs, if anybody has asked them.
  /// - Throws: `ScalingError`.
  public func fit(
    _ whole: RunTable, resamples: Int = 1_000, seed: UInt64 = 1, holdOutsAbove: [Double] = [],
    formTests: [FormTest] = []
  ) throws(ScalingError) -> FittedLaw {
    var law: FittedLaw
    let table = whole.seen
    guard !table.runs.isEmpty else {
      throw .impossible("all runs are held out: none is left to fit to")
    }
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
    case .chinchilla, .kaplan, .dataConstrained, .continuedPretraining:
      law = try fittedLaw(
        table, at: try minimum(for: table), resamples: resamples, seed: seed)
    }
    law.points = table.runs.count
    let computes = table.runs.map(\.compute)
    if let least = computes.min(), let most = computes.max() { law.computeRange = least...most }
    law.domain = RunDomain(whole)
    // Only a sweep's table says what its column of parameters counts.
    if table.runs.allSatisfy({ $0.nonEmbeddingParameters != nil }) { law.counting = .all }
    for limit in holdOutsAbove { law.holdOuts.append(try holdOut(whole, above: limit)) }
    law.formTests = formTests
    // A law of fresh tokens from elsewhere foretells otherwise than one of the table's own.
    let known = form == .dataConstrained ? nil : formTests.first { $0.form == form }?.holdOuts
    let tests = known ?? holdOuts(whole)
    law.holdOuts += holdOutsAbove.isEmpty ? tests : tests.filter { $0.basis == .marked }
    law.warnings = law.warningsOfTests + law.warnings
    return law
  }

  private func fittedLaw(
    _ table: RunTable, at minimum: LawMinimum, resamples: Int, seed: UInt64
  ) throws(ScalingError) -> FittedLaw {
    var law = try FittedLaw(form: form, constants: minimum.constants)
    law.objective = minimum.objective
    law.delta = minimum.delta
    let free = minimum.names.filter(minimum.isFree)
    law.held = minimum.names.filter { !minimum.isFree($0) }
    if form == .chinchilla {
      law.warnings = FitWeakness.found(in: table, at: minimum).map(\.description)
    }
    let profiles = free.compactMap { minimum.profile($0, level: level) }
    law.warnings += profiles.compactMap(\.weakness)
    for profile in profiles { law.profiles[profile.name] = profile }
    law.warnings += rivals(of: minimum)
    if form == .dataConstrained { law.warnings += misfit(of: minimum, law) }
    if resamples > 0 {
      law.takeDraws(
        bootstrap(minimum, of: table, resamples: resamples, seed: seed), level, resamples)
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

  /// Refits to runs drawn anew, all of them, those that make no sense as a law among them.
  ///
  ///     let draws = fitter.bootstrap(minimum, of: table, resamples: 200)
  ///     let laws = try draws.map { try ChinchillaLaw($0) }
  ///     Interval(laws.map { $0.computeOptimal(compute: 1e21).parameters })
  ///
  /// They show the noise of the runs, not the error of the law's form: beyond the runs' range that may
  /// be the larger part.
  ///
  /// - Parameters:
  ///   - resamples: how many; the 5th percentile of 100 rests on five of them.
  ///   - seed: the same seed gives the same draws, however many threads there are.
  public func bootstrap(
    _ minimum: LawMinimum, of table: RunTable, resamples: Int = 200, seed: UInt64 = 1
  ) -> [LawConstants] {
    minimum.bootstrap(
      resamples: resamples, seed: seed, others: otherStarts(table, minimum), threads: threads)
  }

  /// Where E has gone to zero its gradient has too: from there alone no draw would ever find another
  /// E, and the interval would look certain.
  private func otherStarts(_ table: RunTable, _ minimum: LawMinimum) -> [LawConstants] {
    guard minimum.isFree("E") else {
      return minimum.candidates.filter { $0.objective < 1.2 * minimum.objective }.prefix(3)
        .map(\.constants)
    }
    var other = minimum.constants
    other["E"] = 0.5 * (table.runs.map(\.loss).min() ?? 1)
    return [other]
  }

  /// Other minima that are lower, or nearly as low, than the one that was taken.
  private func rivals(of minimum: LawMinimum) -> [String] {
    guard form == .dataConstrained else { return [] }
    func text(_ constants: LawConstants) -> String {
      RepeatedData.muennighoff.constants.names
        .map { "\($0) \(SignificantDigits.text(constants[$0], 4))" }.joined(separator: ", ")
    }
    let better = minimum.candidates.filter { $0.objective < minimum.objective * (1 - 1e-7) }
    return better.prefix(3).map {
      "another minimum is lower: \(text($0.constants)), with an objective of "
        + "\(SignificantDigits.text($0.objective, 6)) against "
        + SignificantDigits.text(minimum.objective, 6)
    }
  }

  /// A base law from elsewhere that does not fit these runs makes R*_D and R*_N meaningless.
  private func misfit(of minimum: LawMinimum, _ law: FittedLaw) -> [String] {
    guard !law.held.isEmpty else { return [] }
    let source = base == .held(.muennighoff) ? " for C4 (Muennighoff et al. 2023)" : ""
    var result = ["E, A, B, alpha and beta are given\(source), not fitted to these runs"]
    let middle = minimum.residuals.sorted()[minimum.residuals.count / 2]
    if abs(middle) > 0.1 || minimum.residualSpread > 0.2 {
      result.append(
        "the given law misses these runs by "
          + "\(SignificantDigits.text(100 * minimum.residualSpread, 2)) %: fit it to your own runs")
    }
    return result
  }
}

extension FittedLaw {
  /// A miss that is no objection yet, and a form that foretold better.
  fileprivate var warningsOfTests: [String] {
    var result: [String] = []
    let limit = form.foretellsLosses ? LawObjection.missLimit : LawObjection.sizeMissLimit
    if let test, test.meanError > limit / 2, test.meanError <= limit {
      result.append("a misfit: " + test.sentence(ofLosses: form.foretellsLosses))
    }
    let own = formTests.first { $0.form == form }
    if let own, let error = own.error, let best = FormTest.ranked(formTests).first,
      let least = best.error, best.form != form, own.isOfLosses, least < 0.9 * error
    {
      let (lower, higher) = (
        SignificantDigits.text(100 * least, 3), SignificantDigits.text(100 * error, 3)
      )
      result.append(
        "the form \(best.form.rawValue) foretold the held-out runs better: it missed them by \(lower) %, "
          + "this one by \(higher) %")
    }
    if holdOuts.isEmpty, form != .envelope {
      result.append("nothing has tested it: there are too few runs for some to be held out")
    }
    return result
  }

  /// Draws that make sense, and percentile intervals of all.
  mutating func takeDraws(_ all: [LawConstants], _ level: Double, _ asked: Int) {
    guard asked > 0 else { return }
    self.level = level
    for name in form.constantNames {
      if let range = Interval(all.map { $0[name] }, level: level) {
        intervals[name] = range.low...range.high
      }
    }
    draws = all.filter { Self.problem(form, $0) == nil }
    if draws.count * 20 < asked * 19 {
      warnings.append(
        "\(asked - draws.count) of \(asked) bootstrap refits make no sense as a law: the runs hardly "
          + "determine it")
    }
  }
}

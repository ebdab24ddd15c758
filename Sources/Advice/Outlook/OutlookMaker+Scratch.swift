import Groundwork

/// Models from random weights.
extension OutlookMaker {
  private func unique(_ run: AdviceRun) -> Double {
    fieldTokens.own / max(run.fieldShare ?? 1, 1e-3)
  }

  func laws(_ option: AdviceOption) -> (field: ScratchLaw, general: ScratchLaw) {
    let all = candidates(option)
    let noise = seedNoise(option)
    func law(_ bits: (AdviceRun) -> Double?) -> ScratchLaw {
      ScratchLaw(
        all.compactMap { run in
          bits(run).map {
            .init(
              parameters: run.parameters, tokens: run.tokens, unique: unique(run), bits: $0)
          }
        }, noise: noise)
    }
    return (law { $0.field.bitsPerByte }, law { $0.general?.bitsPerByte })
  }

  func fresh(_ option: AdviceOption) -> OptionOutlook {
    let all = candidates(option)
    guard let best = all.min(by: { (score($0), $0.name) < (score($1), $1.name) }) else {
      return OptionOutlook(option)
    }
    let most = all.map(\.compute).max() ?? best.compute
    let (law, general) = laws(option)
    // Sizes and lengths share the runs.
    let reach = LearningCurve.reach(points: all.count / 2) * most
    let spent = min(compute, reach)
    let test = law.backTest
    guard let test, test.isPassed, law.isUsable, spent > most * 1.01 else {
      var result = OptionOutlook(
        AdviceChoice(option), asMeasuredIn: best,
        basis: Self.reason(
          test, runs: all.count, form: "law",
          missed: "law of the cheaper runs missed the dearest", bound: "the budget allows"))
      result.backTest = test
      result.isUnfinished = compute > most * 1.01
      return result
    }
    var result = OptionOutlook(option)
    result.run = best
    result.backTest = test
    result.evidence = .extrapolated
    let at = law.best(compute: spent, unique: unique(best), sizes: sizes)
    (result.parameters, result.tokens) = (at.parameters, at.tokens)
    result.compute = 6 * at.parameters * at.tokens
    result.fieldDraws = best.field.draws(movedTo: at.forecast)
    result.generalDraws =
      best.general?.draws(
        movedTo: general.forecast(
          parameters: at.parameters, tokens: at.tokens, unique: unique(best))) ?? []
    result.basis =
      "law of \(Plural.count(all.count, "run")), \(Self.factor(spent / most)) times the dearest; "
      + "back-test missed by \(Self.bits(test.worst))"
      + (compute > reach ? "; the budget buys more than can be foretold" : "")
    return result
  }
}

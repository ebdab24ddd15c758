import Figures
import Groundwork
import RealModule

/// From runs to what each option comes to at a budget.
struct OutlookMaker {
  let runs: [AdviceRun]
  let base: String?
  let settings: AdviceSettings
  let costs: AdviceCosts
  /// Different tokens at hand: of the field in the base's vocabulary, and in one of its own.
  let fieldTokens: (base: Double, own: Double)
  /// Operations that may be spent on training.
  var compute: Double
  /// The parameters that new models may have.
  let sizes: [Double]

  /// Text of a field is read so often, at most: beyond that the curves say nothing (Muennighoff et al. 2023
  /// see little loss up to four times).
  static let repetitions = 4.0

  func outlook(_ choice: AdviceChoice) -> OptionOutlook {
    let option = choice.option
    var result =
      switch option {
      case _ where choice.window != nil: together(choice)
      case .asIs: fixed(option) { $0.passages == 0 }
      case .prompted, .retrieved: fixed(option) { $0.passages > 0 }
      case .adapted, .continued: grown(option)
      case .mixture, .ownText: fresh(option)
      }
    if let run = result.run {
      result.bill = costs.bill(
        option, window: choice.window, parameters: result.parameters, compute: result.compute,
        readPerToken: run.readPerToken)
    }
    return result
  }

  func outlook(_ option: AdviceOption) -> OptionOutlook { outlook(AdviceChoice(option)) }

  /// An option's runs, without those that have something in the window besides.
  func candidates(_ option: AdviceOption) -> [AdviceRun] {
    runs.filter {
      $0.choice == AdviceChoice(option) && !$0.isControl && (!option.needsBase || $0.base == base)
    }
  }

  func score(_ run: AdviceRun) -> Double { run.score(fieldWeight: settings.fieldWeight) }

  /// Options without training: what was measured is what one gets.
  private func fixed(_ option: AdviceOption, _ fits: (AdviceRun) -> Bool) -> OptionOutlook {
    let found = candidates(option).filter(fits)
    guard let run = found.min(by: { (score($0), $0.passages) < (score($1), $1.passages) }) else {
      return OptionOutlook(option)
    }
    return OptionOutlook(
      AdviceChoice(option), asMeasuredIn: run,
      basis:
        "asked on \(Plural.count(run.field.pieces.count, "piece")) of the field's held-out text")
  }

  /// Why a training is not foretold: too few runs, a back-test that failed, or nothing more to be had.
  static func reason(
    _ test: BackTest?, runs: Int, form: String, missed: String, bound: String
  ) -> String {
    guard let test else {
      return "\(Plural.count(runs, "run")), too few for a \(form) that can be tested"
    }
    return test.isPassed
      ? "\(bound) no more than was run" : "the \(missed) by \(bits(test.worst)): no forecast"
  }

  // MARK: - Trained from a given model

  /// The runs of an option's curve: the usual replay and the first seed.
  func curveRuns(_ option: AdviceOption) -> [AdviceRun] {
    let all = candidates(option).filter { $0.seed == settings.seed && $0.tokens > 0 }
    guard option.needsBase else { return all }
    return all.filter { $0.replay == AdviceSettings.usualReplay }.sorted { $0.tokens < $1.tokens }
  }

  var asIs: AdviceRun? { candidates(.asIs).first { $0.passages == 0 } }

  /// What another seed changes, from runs that were made twice; else what is usual for such short runs.
  func seedNoise(_ option: AdviceOption) -> Double {
    let all = runs.filter { $0.choice == AdviceChoice(option) && $0.tokens > 0 }
    let pairs = all.filter { $0.seed != settings.seed }.compactMap { run -> Double? in
      let twin = all.first {
        $0.seed == settings.seed && $0.tokens == run.tokens && $0.parameters == run.parameters
          && $0.fieldShare == run.fieldShare && $0.base == run.base
      }
      return twin.map { $0.field.bitsPerByte - run.field.bitsPerByte }
    }
    let usual = option.needsBase ? 0.005 : 0.01
    guard !pairs.isEmpty else { return usual }
    // Half the mean square of a difference; one pair says little, so the usual value counts as another.
    let squares = pairs.reduce(0) { $0 + $1 * $1 / 2 } + usual * usual
    return (squares / Double(pairs.count + 1)).squareRoot()
  }

  func curve(_ option: AdviceOption) -> LearningCurve? {
    guard let asIs else { return nil }
    let points = curveRuns(option).map {
      LearningCurve.Point(x: $0.tokens, y: $0.field.bitsPerByte)
    }
    return LearningCurve(points, start: asIs.field.bitsPerByte, noise: seedNoise(option))
  }

  private func grown(_ option: AdviceOption) -> OptionOutlook {
    let onCurve = curveRuns(option)
    guard let last = onCurve.last, let asIs, let curve = curve(option) else {
      return OptionOutlook(option)
    }
    let wanted = min(compute / (6 * last.parameters), Self.repetitions * fieldTokens.base)
    let reach = LearningCurve.reach(points: onCurve.count) * last.tokens
    let tokens = max(last.tokens, min(wanted, reach))
    let test = curve.backTest
    guard let test, test.isPassed, tokens > last.tokens * 1.01 else {
      // Nothing that was not measured is said.
      var result = OptionOutlook(
        AdviceChoice(option), asMeasuredIn: last,
        basis: Self.reason(
          test, runs: onCurve.count, form: "curve",
          missed: "curve of the first runs missed the last",
          bound: "the budget and the text allow"))
      result.backTest = test
      result.isUnfinished = wanted > last.tokens * 1.01
      return result
    }
    var result = OptionOutlook(option)
    result.run = last
    result.backTest = test
    result.evidence = .extrapolated
    result.parameters = last.parameters
    (result.tokens, result.compute) = (tokens, 6 * last.parameters * tokens)
    result.fieldDraws = last.field.draws(movedTo: curve.forecast(at: tokens))
    result.generalDraws = forgetting(onCurve, asIs: asIs, at: tokens)
    result.replay = AdviceSettings.usualReplay
    var replay = ""
    if option == .continued, let general = last.general {
      let found = self.replay(at: tokens)
      if let best = found.best, best != AdviceSettings.usualReplay,
        let forecast = found.generalForecast
      {
        result.replay = best
        result.fieldDraws = zip(result.fieldDraws, found.fieldChange).map { $0 + $1 }
        result.generalDraws = general.draws(movedTo: forecast)
        replay =
          "; with \(NumberStyle.percent(0).text(best)) of general text replayed, by the D-CPT law of "
          + "\(Plural.count(found.runs, "run"))"
      }
    }
    result.basis =
      "curve of \(Plural.count(onCurve.count, "run")), "
      + "\(Self.factor(tokens / last.tokens)) times the longest; back-test missed by "
      + Self.bits(test.worst)
      + replay
      + (wanted > reach ? "; the budget buys more than can be foretold" : "")
    return result
  }

  /// General text after more training: it goes on as it went over the last doubling, give or take as much.
  private func forgetting(_ runs: [AdviceRun], asIs: AdviceRun, at tokens: Double) -> [Double] {
    guard let last = runs.last, let general = last.general else { return [] }
    let former = runs.dropLast().last
    let before = former?.general?.bitsPerByte ?? asIs.general?.bitsPerByte ?? general.bitsPerByte
    let doublings = former.map { max(1, .log2(last.tokens / $0.tokens)) } ?? 3
    let slope = (general.bitsPerByte - before) / doublings
    let steps = Double.log2(tokens / last.tokens)
    var stream = RandomStream(seed: settings.seed).fork("forgetting")
    let spread = abs(slope) + seedNoise(last.option)
    return general.draws.map { $0 + steps * (slope + spread * stream.normal() / 2) }
  }

  static func bits(_ value: Double) -> String {
    NumberStyle.decimals(3).text(value) + " bits a byte"
  }
  static func count(_ value: Double) -> String { NumberStyle.suffix.text(value) }
  static func factor(_ value: Double) -> String {
    NumberStyle.decimals(value < 10 ? 1 : 0).text(value)
  }
}

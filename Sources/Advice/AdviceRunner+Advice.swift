import Groundwork
import Models

extension AdviceRunner {
  /// What follows from the runs that there are.
  ///
  /// - Parameters:
  ///   - licence: the given model's, where it is known.
  public func advice(
    costs: AdviceCosts, constraints: [AdviceConstraint] = [], licence: String? = nil
  ) -> Advice {
    let base = ledger.chosenBase(settings)
    let (compute, basis) = affordable(costs)
    let maker = outlookMaker(costs: costs, compute: compute)
    var options = AdviceChoice.all.map { maker.outlook($0) }
    for index in options.indices {
      let option = options[index]
      options[index].objection =
        constraints.lazy.compactMap {
          $0.objection(
            to: option.option, parameters: option.parameters,
            isHosted: option.option.needsBase && costs.hostedPrice != nil && !option.option.trains,
            licence: licence)
        }.first
    }
    return Advice(
      options: options, settings: settings, costs: costs, base: base, compute: compute,
      computeBasis: basis)
  }

  /// The outlooks of the runs at a number of operations.
  func outlookMaker(costs: AdviceCosts, compute: Double) -> OutlookMaker {
    let base = ledger.chosenBase(settings)
    return OutlookMaker(
      runs: ledger.runs, base: base, settings: settings, costs: costs,
      fieldTokens: (base: tokens(in: base), own: ownTokens),
      compute: compute,
      sizes: notches.map(\.parameters))
  }

  var notches: [(notch: Int, parameters: Double)] {
    SweepNotches.parameters(
      vocabularySize: settings.vocabularySize, contextLength: settings.contextLength)
  }

  /// Trains what an outlook speaks of, as long as it says, and asks it: what came of a forecast. It is not
  /// added to the runs.
  ///
  /// - Returns: nil for an option that trains nothing, or was not measured.
  public func made(_ outlook: OptionOutlook) throws -> AdviceRun? {
    guard outlook.option.trains, outlook.run != nil else { return nil }
    // Of two rungs together, the run with the window is the last.
    return try trial(of: outlook)?.make().last
  }

  /// Different tokens of the field, in a vocabulary of its own.
  public var ownTokens: Double { tokens(in: GapMeasurement.ownVocabulary) }

  private func tokens(in vocabulary: String?) -> Double {
    let found = ledger.findings?.vocabularies.first { $0.name == vocabulary }
    return field.trainingBytes / (found?.fieldBytesPerToken ?? 4)
  }

  /// Operations for training: what the budget pays for, or what this machine does in a day.
  private func affordable(_ costs: AdviceCosts) -> (compute: Double, basis: String) {
    if let paid = costs.affordableCompute, let budget = costs.budget {
      return (
        paid, "$\(Int(budget)) at $\(costs.hourlyPrice) for an hour of \(costs.acceleratorName)"
      )
    }
    let trained = ledger.runs.filter { $0.compute > 0 && $0.seconds > 0 && $0.window == nil }
    let rates = trained.map {
      $0.compute / $0.seconds
    }
    guard let fastest = rates.max() else { return (0, "nothing was trained here yet") }
    return (fastest * 86_400, "a day of this machine")
  }
}

extension RunLedger {
  /// Of several models, the one that is gone on with.
  func chosenBase(_ settings: AdviceSettings) -> String? { rankedBases(settings).first }

  /// Models by their weighted bits per byte as they are. Where the second was trained, too, it comes first if
  /// it is better by the margin after the most tokens that both were trained on.
  func rankedBases(_ settings: AdviceSettings) -> [String] {
    func score(_ run: AdviceRun) -> Double { run.score(fieldWeight: settings.fieldWeight) }
    var ranked = runs.filter { $0.option == .asIs && !$0.isControl }
      .sorted { (score($0), $0.name) < (score($1), $1.name) }.compactMap(\.base)
    guard ranked.count > 1, let pair = equallyTrained(ranked[0], ranked[1], settings) else {
      return ranked
    }
    if score(pair.second) < score(pair.first) - settings.margin { ranked.swapAt(0, 1) }
    return ranked
  }

  /// The longest runs of two models on the same number of tokens; nil where there are none.
  func equallyTrained(
    _ first: String, _ second: String, _ settings: AdviceSettings
  ) -> (first: AdviceRun, second: AdviceRun)? {
    func continued(_ base: String) -> [AdviceRun] {
      runs.filter {
        $0.option == .continued && $0.base == base && !$0.isControl && $0.window == nil
          && $0.seed == settings.seed && $0.replay == AdviceSettings.usualReplay
      }
    }
    let others = continued(second)
    let pairs = continued(first).compactMap { run in
      others.first { $0.tokens == run.tokens }.map { (first: run, second: $0) }
    }
    return pairs.max { $0.first.tokens < $1.first.tokens }
  }
}

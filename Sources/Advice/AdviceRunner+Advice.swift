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
    var options = AdviceOption.allCases.map { maker.outlook($0) }
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
    return try trial(of: outlook)?.make()
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
    let rates = ledger.runs.filter { $0.compute > 0 && $0.seconds > 0 }.map {
      $0.compute / $0.seconds
    }
    return ((rates.max() ?? 0) * 86_400, "a day of this machine")
  }
}

extension RunLedger {
  /// Of several models, the one whose weighted bits per byte are lowest as it is.
  func chosenBase(_ settings: AdviceSettings) -> String? {
    runs.filter { $0.option == .asIs && !$0.isControl }
      .min {
        ($0.score(fieldWeight: settings.fieldWeight), $0.name)
          < ($1.score(fieldWeight: settings.fieldWeight), $1.name)
      }?.base
  }
}

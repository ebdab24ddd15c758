import Groundwork

/// The decision: what each option comes to, which one is recommended, and how sure that is.
public struct Advice: Sendable {
  /// From the cheapest option on.
  public let options: [OptionOutlook]
  public let settings: AdviceSettings
  public let costs: AdviceCosts
  public let base: String?
  /// Operations that training may take, and where that comes from.
  public let compute: Double
  public let computeBasis: String
  /// The probability that each candidate beats the recommended one by the margin, or the other way about.
  public private(set) var odds: [AdviceOption: Double] = [:]
  /// Nil where no option was measured.
  public private(set) var recommended: AdviceOption?
  /// Whether no other option may as well be the right one.
  public var isDecided: Bool { recommended != nil && open.isEmpty }
  /// Those of which neither can be said.
  public var open: [AdviceOption] { options.filter { $0.verdict == .open }.map(\.option) }

  /// - Parameters:
  ///   - compute: operations that training may take.
  public init(
    options: [OptionOutlook], settings: AdviceSettings, costs: AdviceCosts, base: String?,
    compute: Double, computeBasis: String
  ) {
    self.settings = settings
    self.costs = costs
    self.base = base
    self.compute = compute
    self.computeBasis = computeBasis
    var options = options
    let climbed = Self.climb(
      options, fieldWeight: settings.fieldWeight, margin: settings.margin,
      confidence: settings.confidence)
    recommended = climbed.recommended
    odds = climbed.odds
    for index in options.indices {
      options[index].verdict = climbed.verdict(options[index])
    }
    self.options = options
  }

  public subscript(option: AdviceOption) -> OptionOutlook? {
    options.first { $0.option == option }
  }

  /// The rung that outcomes speak for, were they all known: bits per byte of both texts.
  public func choice(
    knowing outcomes: [AdviceOption: (field: Double, general: Double)]
  ) -> AdviceOption? {
    var known = options
    for index in known.indices {
      let outcome = outcomes[known[index].option]
      known[index].fieldDraws = outcome.map { [$0.field] } ?? []
      known[index].generalDraws = outcome.map { [$0.general] } ?? []
    }
    return Self.climb(
      known, fieldWeight: settings.fieldWeight, margin: settings.margin, confidence: 0.5
    ).recommended
  }

  struct Climb {
    var recommended: AdviceOption?
    var odds: [AdviceOption: Double] = [:]
    var confidence = 0.8

    func verdict(_ outlook: OptionOutlook) -> AdviceVerdict {
      guard outlook.objection == nil else { return .excluded }
      guard outlook.isCandidate, let recommended else { return .notMeasured }
      if outlook.option == recommended { return .recommended }
      let odds = odds[outlook.option] ?? 0
      if outlook.option.rung > recommended.rung {
        // The odds that the dearer one is worth it.
        return odds > 1 - confidence ? .open : .notWorthIt
      }
      // The odds that the recommended one is worth more than this cheaper one.
      return odds >= confidence ? .surpassed : .open
    }
  }

  /// Goes up the ladder: a rung is taken where it is better than the best below by the margin, with the
  /// confidence that is asked for.
  static func climb(
    _ options: [OptionOutlook], fieldWeight: Double, margin: Double, confidence: Double
  ) -> Climb {
    let candidates = options.filter(\.isCandidate)
    guard var best = candidates.first else { return Climb() }
    func odds(_ dearer: OptionOutlook, over cheaper: OptionOutlook) -> Double {
      let (a, b) = (
        dearer.scores(fieldWeight: fieldWeight), cheaper.scores(fieldWeight: fieldWeight)
      )
      return Double(zip(a, b).count { $1 - $0 > margin }) / Double(max(1, min(a.count, b.count)))
    }
    for option in candidates.dropFirst() where odds(option, over: best) >= confidence {
      best = option
    }
    var result = Climb(recommended: best.option, confidence: confidence)
    for option in candidates where option.option != best.option {
      result.odds[option.option] =
        option.option.rung > best.option.rung
        ? odds(option, over: best) : odds(best, over: option)
    }
    return result
  }
}

import Groundwork

/// The decision: what each option comes to, which one is recommended, and how sure that is.
public struct Advice: Sendable {
  /// The seven rungs, from the cheapest option on.
  public private(set) var options: [OptionOutlook]
  /// Two rungs together, as far as they were run.
  public private(set) var combinations: [OptionOutlook]
  public let settings: AdviceSettings
  public let costs: AdviceCosts
  public let base: String?
  /// Operations that training may take, and where that comes from.
  public let compute: Double
  public let computeBasis: String
  /// The probability that each candidate beats the recommended one by the margin, or the other way about.
  public private(set) var odds: [AdviceChoice: Double] = [:]
  /// Nil where no option was measured.
  public private(set) var recommended: AdviceChoice?
  /// Whether no other option may as well be the right one.
  public var isDecided: Bool { recommended != nil && open.isEmpty }
  /// Those of which neither can be said.
  public var open: [AdviceChoice] { all.filter { $0.verdict == .open }.map(\.choice) }
  /// Rungs of which nothing was run and which nothing forbids: what is recommended is the best without them.
  public var unasked: [AdviceChoice] {
    options.filter { $0.verdict == .notMeasured }.map(\.choice)
  }
  /// Rungs and combinations, in the order in which one goes up.
  public var all: [OptionOutlook] {
    (options + combinations).sorted { $0.choice.place < $1.choice.place }
  }

  /// - Parameters:
  ///   - options: the rungs, and combinations of them.
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
    let climbed = Self.climb(
      options, fieldWeight: settings.fieldWeight, margin: settings.margin,
      confidence: settings.confidence)
    recommended = climbed.recommended
    odds = climbed.odds
    let judged = options.map { outlook in
      var outlook = outlook
      outlook.verdict = climbed.verdict(outlook)
      return outlook
    }
    self.options = judged.filter { $0.window == nil }
    combinations = judged.filter { $0.window != nil && $0.run != nil }
  }

  public subscript(option: AdviceOption) -> OptionOutlook? { self[AdviceChoice(option)] }

  public subscript(choice: AdviceChoice) -> OptionOutlook? {
    (options + combinations).first { $0.choice == choice }
  }

  /// The choice that outcomes speak for, were they all known: bits per byte of both texts.
  public func choice(
    knowing outcomes: [AdviceChoice: (field: Double, general: Double)]
  ) -> AdviceChoice? {
    var known = all
    for index in known.indices {
      let outcome = outcomes[known[index].choice]
      known[index].fieldDraws = outcome.map { [$0.field] } ?? []
      known[index].generalDraws = outcome.map { [$0.general] } ?? []
    }
    return Self.climb(
      known, fieldWeight: settings.fieldWeight, margin: settings.margin, confidence: 0.5
    ).recommended
  }

  struct Climb {
    var recommended: AdviceChoice?
    var odds: [AdviceChoice: Double] = [:]
    var confidence = 0.8
    /// Dearer choices that were trained for too short a time to say no to them.
    var mayYetBe: Set<AdviceChoice> = []

    func verdict(_ outlook: OptionOutlook) -> AdviceVerdict {
      guard outlook.objection == nil else { return .excluded }
      guard outlook.isCandidate, let recommended else {
        return outlook.run == nil ? .notMeasured : .notKnown
      }
      if outlook.choice == recommended { return .recommended }
      let odds = odds[outlook.choice] ?? 0
      if outlook.choice.place > recommended.place {
        // The odds that the dearer one is worth it; what was trained for too short a time may yet be.
        return odds > 1 - confidence || mayYetBe.contains(outlook.choice) ? .open : .notWorthIt
      }
      // The odds that the recommended one is worth more than this cheaper one.
      return odds >= confidence ? .surpassed : .open
    }
  }

  /// What took more than so many times the bits of the best after a short training is not expected to catch up.
  private static let unfinishedReach = 1.25

  /// Goes up the ladder: a rung is taken where it is better than the best below by the margin, with the
  /// confidence that is asked for.
  static func climb(
    _ options: [OptionOutlook], fieldWeight: Double, margin: Double, confidence: Double
  ) -> Climb {
    let candidates = options.filter(\.isCandidate).sorted { $0.choice.place < $1.choice.place }
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
    var result = Climb(recommended: best.choice, confidence: confidence)
    func middle(_ outlook: OptionOutlook) -> Double {
      SegmentScores.median(outlook.scores(fieldWeight: fieldWeight)) ?? .infinity
    }
    result.mayYetBe = Set(
      candidates.filter {
        $0.isUnfinished && $0.choice.place > best.choice.place
          && middle($0) < unfinishedReach * middle(best)
      }.map(\.choice))
    for option in candidates where option.choice != best.choice {
      result.odds[option.choice] =
        option.choice.place > best.choice.place
        ? odds(option, over: best) : odds(best, over: option)
    }
    return result
  }
}

import ScalingLaws

/// What is asked: how much text, how much money, and which model is there already.
public struct DecisionQuestion: Hashable, Sendable {
  /// Different tokens of the field.
  public var ownTokens: Double
  /// For training, all told.
  public var dollars: Double
  public var given: PublishedModel
  /// What every answer must keep to.
  public var constraints: [AdviceConstraint] = []

  public init(
    ownTokens: Double, dollars: Double, given: PublishedModel,
    constraints: [AdviceConstraint] = []
  ) {
    (self.ownTokens, self.dollars, self.given) = (ownTokens, dollars, given)
    self.constraints = constraints
  }

  /// Why a rung cannot be had; nil where it can. A model from scratch can be made as small as it must be.
  public func objection(to option: AdviceOption) -> String? {
    guard option.needsBase else { return nil }
    return constraints.lazy.compactMap {
      $0.objection(
        to: option, parameters: given.parameters, isHosted: false,
        licence: OpenModel.licence(of: given))
    }.first
  }

  /// The rungs that can be had, from the cheapest on.
  public var rungs: [AdviceOption] {
    AdviceOption.allCases.filter { objection(to: $0) == nil }
  }
}

/// How often each option is best.
public struct DecisionOdds: Hashable, Sendable {
  private let shares: [AdviceOption: Double]

  init(shares: [AdviceOption: Double]) { self.shares = shares }

  public subscript(option: AdviceOption) -> Double { shares[option] ?? 0 }

  /// In the order of the ladder.
  public var all: [Double] { AdviceOption.allCases.map { self[$0] } }

  /// How often any rung of a family is best.
  public subscript(family: RungFamily) -> Double { family.rungs.map { self[$0] }.reduce(0, +) }

  /// How often a model from scratch is best.
  public var fromScratch: Double { self[RungFamily.fromScratch] }

  /// The family that is best most often; of equals the cheaper one.
  public var family: RungFamily {
    RungFamily.allCases.reduce(.asGiven) { self[$1] > self[$0] ? $1 : $0 }
  }

  /// The rung of that family that is best most often; of equals the cheaper one.
  public var favourite: AdviceOption {
    let rungs = family.rungs
    return rungs.reduce(rungs[0]) { self[$1] > self[$0] ? $1 : $0 }
  }
}

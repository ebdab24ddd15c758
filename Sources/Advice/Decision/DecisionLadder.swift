import Groundwork
import RealModule
import ScalingLaws

/// The seven rungs for one question: what each is expected to give, what it costs, how long it takes, what that
/// rests on, and whether it is worth its price.
///
///     let ladder = assumptions.ladder(question)
///     ladder.rungs[4].threeYears          // dollars of continuing, all told
///     ladder.recommendation.choice
public struct DecisionLadder: Sendable {
  public struct Rung: Sendable {
    public let option: AdviceOption
    /// In the middle of all assumptions.
    public let expectation: DecisionDraw.Expectation
    /// Nats a token that it is better on the field than the given model as it is: four fifths of the draws.
    public let gain: ClosedRange<Double>
    public let bill: AdviceCosts.Bill
    /// Weeks of people's work.
    public let weeks: Double
    public let evidence: EvidenceKind
    /// The share of the draws in which it is best.
    public let share: Double
    public let verdict: Verdict
    public let exitTest: String
  }

  public enum Verdict: Hashable, Sendable {
    case taken
    /// Best most often, but not often enough.
    case ahead
    /// Best in at least a tenth of the draws.
    case open
    case notWorthIt
    /// Cannot be had, and why.
    case excluded(String)

    public var text: String {
      switch self {
      case .taken: "take it"
      case .ahead: "ahead"
      case .open: "open"
      case .notWorthIt: "no"
      case .excluded(let reason): "excluded: \(reason)"
      }
    }
  }

  public let recommendation: DecisionRecommendation
  public let rungs: [Rung]

  init(_ question: DecisionQuestion, _ assumptions: DecisionAssumptions) {
    let recommendation = assumptions.recommendation(question)
    let central = assumptions.central(question)
    let drawn = assumptions.drawn(question)
    let tests = ExitTests(question, assumptions)
    self.recommendation = recommendation
    rungs = AdviceOption.allCases.map { option in
      let value = central.expected(option)
      let gains = drawn.map {
        $0.expected(.asIs).fieldLoss - $0.expected(option).fieldLoss
      }
      let isInWindow = option == .prompted || option == .retrieved
      return Rung(
        option: option, expectation: value,
        gain: Interval(gains, level: 0.8).map { $0.low...$0.high } ?? 0...0,
        bill: assumptions.costs.bill(
          option, parameters: value.parameters, compute: value.compute,
          readPerToken: isInWindow ? ContextGain.readPerToken : 1),
        weeks: assumptions.costs.weeks[option.rawValue] ?? 0,
        evidence: Self.evidence(option), share: recommendation.odds[option],
        verdict: Self.verdict(option, recommendation), exitTest: tests.text(option))
    }
  }

  /// Gains of a given model were measured on a small one and carried over, which is an assumption; losses of
  /// models from scratch are a published law's.
  private static func evidence(_ option: AdviceOption) -> EvidenceKind {
    switch option {
    case .asIs, .mixture, .ownText: .published
    case .prompted, .retrieved, .adapted, .continued: .assumed
    }
  }

  private static func verdict(
    _ option: AdviceOption, _ recommendation: DecisionRecommendation
  ) -> Verdict {
    if let reason = recommendation.question.objection(to: option) { return .excluded(reason) }
    if option == recommendation.choice { return recommendation.isDecided ? .taken : .ahead }
    return recommendation.odds[option] >= 0.1 ? .open : .notWorthIt
  }
}

extension DecisionAssumptions {
  public func ladder(_ question: DecisionQuestion) -> DecisionLadder {
    DecisionLadder(question, self)
  }
}

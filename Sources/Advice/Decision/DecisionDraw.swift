import RealModule
import ScalingLaws

/// One possible state of what is not known, and what each rung of the ladder comes to in it.
///
///     for draw in assumptions.drawn(question) { draw.expected(.continued).fieldLoss }
public struct DecisionDraw: Sendable {
  /// Law, repetition, exchange rate and the field's gap.
  public var outlook: DomainOutlook
  /// What passages in the window give this model.
  public var context: ContextGain
  /// What of the gain of continuing an adapter reaches, and of its forgetting.
  public var adapterShare: Double
  /// Nats a token that continuing costs general text.
  public var forgetting: Double
  /// Nats a token by which the law errs on models from scratch, beside what it says of the given model. What
  /// stands on the given model errs as it does.
  public var formError: Double
  /// How often own text is read at most when a given model is trained on.
  public var passes: Double

  /// What a rung comes to.
  public struct Expectation: Hashable, Sendable {
    /// N.
    public let parameters: Double
    /// Tokens that one trains oneself.
    public let trainedTokens: Double
    /// How often each own token is read.
    public let epochs: Double
    /// Of what is trained, the share of own text.
    public let ownShare: Double
    /// Nats a token.
    public let fieldLoss: Double
    public let generalLoss: Double
    /// Floating-point operations of the training.
    public var compute: Double { 6 * parameters * trainedTokens }
  }

  public func expected(_ option: AdviceOption) -> Expectation {
    switch option {
    case .asIs: untrained(gain: 0)
    case .prompted: untrained(gain: context.randomPassage)
    case .retrieved: untrained(gain: context.bestPassage)
    case .adapted: trainedFurther(share: adapterShare)
    case .continued: trainedFurther(share: 1)
    case .mixture: fromScratch(.mixture)
    case .ownText: fromScratch(.domainOnly)
    }
  }

  private func untrained(gain: Double) -> Expectation {
    let base = outlook.expected(.prompt)
    return Expectation(
      parameters: base.parameters, trainedTokens: 0, epochs: 0, ownShare: 0,
      fieldLoss: base.fieldLoss - gain, generalLoss: base.generalLoss)
  }

  private func trainedFurther(share: Double) -> Expectation {
    let base = outlook.expected(.prompt)
    var limited = outlook
    let tokens = passes * outlook.ownTokens * outlook.vocabularyPenalty / (1 - outlook.replay)
    limited.compute = min(outlook.compute, 6 * outlook.base.parameters * tokens)
    let trained = limited.expected(.continued)
    return Expectation(
      parameters: trained.parameters, trainedTokens: trained.trainedTokens,
      epochs: trained.epochs, ownShare: 1 - outlook.replay,
      fieldLoss: base.fieldLoss + share * (trained.fieldLoss - base.fieldLoss),
      generalLoss: base.generalLoss
        + share * (trained.generalLoss - base.generalLoss + forgetting))
  }

  private func fromScratch(_ option: DomainOption) -> Expectation {
    let value = outlook.expected(option)
    return Expectation(
      parameters: value.parameters, trainedTokens: value.trainedTokens, epochs: value.epochs,
      ownShare: value.epochs * outlook.ownTokens / value.trainedTokens,
      fieldLoss: value.fieldLoss + formError, generalLoss: value.generalLoss + formError)
  }

  /// Both losses, weighed: nats a token.
  public func score(_ option: AdviceOption) -> Double {
    let value = expected(option)
    return outlook.fieldWeight * value.fieldLoss + (1 - outlook.fieldWeight) * value.generalLoss
  }

  /// Up the ladder: a rung is taken where it is better than the best one below it by a margin.
  ///
  /// - Parameters:
  ///   - margin: nats a token.
  ///   - rungs: those that may be taken, the first one always.
  public func best(
    margin: Double, of rungs: [AdviceOption] = AdviceOption.allCases
  ) -> AdviceOption {
    var best = rungs.first ?? .asIs
    var lowest = score(best)
    for rung in rungs.dropFirst() {
      let value = score(rung)
      if value < lowest - margin { (best, lowest) = (rung, value) }
    }
    return best
  }
}

import Groundwork
import RealModule
import ScalingLaws

/// What a decision without measurements of one's own rests on: prices, published laws, and ranges of what is
/// not known.
///
///     let assumptions = DecisionAssumptions()
///     let question = DecisionQuestion(ownTokens: 363.5e9, dollars: 1e6, given: .bloom)
///     assumptions.odds(question)[.mixture]          // in how many of the draws it is best
public struct DecisionAssumptions: Sendable {
  /// Prices, utilizations, people, and the volume that is served.
  public var costs = AdviceCosts()
  /// How much the field counts against everything else.
  public var fieldWeight = 0.75
  /// Tokens that a general vocabulary needs for one of the field's own.
  public var vocabularyPenalty = 1.0
  /// What a general token is worth in tokens of the field.
  public var exchange = 0.02...0.5
  /// How fast text that is read again loses its worth: R* of Muennighoff et al. 2023, which finds 15.4.
  public var tokenDecay = 12.0...1_000
  public var laws = [ChinchillaLaw.hoffmann, .epoch, .muennighoff]
  /// What continuing was measured to give on a small model, and what of that is expected of another one.
  public var adaptation: AdaptationGain?
  public var adaptationFactor = 0.1...1
  /// What passages in the window were measured to give a small model, and what of that another one is expected
  /// to gain. By BM25 GPT-2 XL gained ln(20.0/16.6) nats a word on WikiText-103, LLaMA of 33 billion parameters
  /// ln(6.3/6.1): a sixth (Ram et al. 2023, arXiv 2302.00083).
  public var context = ContextGain(randomPassage: 0, bestPassage: 0)
  public var contextFactor = 0.15...1
  /// What of the gain of continuing an adapter reaches, and of the forgetting.
  public var adapterShare = 0.5...1
  /// Nats a token that continuing costs general text: from none to more than the 0.06 of 5 % replay on text of
  /// much the same kind (Ibrahim et al. 2024, arXiv 2403.08763, table 2).
  public var forgetting = 0...0.1
  /// How often own text is read at most when a given model is trained on; four passes are as good as fresh text
  /// (Muennighoff et al. 2023).
  public var passes = 4.0
  /// Standard deviation of what a law's form misses, nats a token: 0.7 % of a loss of two nats is 0.014 (Gadre
  /// et al. 2024, arXiv 2403.08540, over a factor of 300).
  public var formError = 0.03
  /// Nats a token by which a dearer rung must be better. Laws miss by as much.
  public var margin = 0.05
  /// An option is named where it is best in this share of the draws.
  public var confidence = 2.0 / 3
  public var draws = 400
  public var seed: UInt64 = 1

  public init() { costs.trainingUtilization = 0.24 }

  /// Dollars for one operation of training.
  public var dollarsPerOperation: Double {
    TrainingCost(
      compute: 1, peakRate: costs.peakRate, utilization: costs.trainingUtilization
    ).dollars(hourlyPrice: costs.hourlyPrice)
  }

  /// The middle of the exchange rate's range.
  public var usualExchange: Double { Self.middle(exchange) }

  private static func middle(_ range: ClosedRange<Double>) -> Double {
    (range.lowerBound * range.upperBound).squareRoot()
  }

  /// A question's outlook under one law and one exchange rate.
  public func outlook(
    _ question: DecisionQuestion, law: ChinchillaLaw = .epoch, exchange: Double? = nil
  ) -> DomainOutlook {
    var outlook = DomainOutlook(
      law: law, exchange: exchange ?? usualExchange, base: question.given,
      compute: question.dollars / dollarsPerOperation, ownTokens: question.ownTokens)
    outlook.fieldWeight = fieldWeight
    outlook.vocabularyPenalty = vocabularyPenalty
    outlook.adaptation = adaptation.map { gain in
      var usual = gain
      usual.factor = Self.middle(adaptationFactor)
      return usual
    }
    return outlook
  }

  /// The middle of all assumptions, under one law that does not err.
  public func central(_ question: DecisionQuestion, law: ChinchillaLaw = .epoch) -> DecisionDraw {
    DecisionDraw(
      outlook: outlook(question, law: law),
      context: context.scaled(by: Self.middle(contextFactor)),
      adapterShare: (adapterShare.lowerBound + adapterShare.upperBound) / 2,
      forgetting: (forgetting.lowerBound + forgetting.upperBound) / 2, formError: 0,
      passes: passes)
  }

  /// The question with everything that is not known drawn anew; the same draws for every question, so that
  /// differences between questions are not noise.
  public func drawn(_ question: DecisionQuestion, count: Int? = nil) -> [DecisionDraw] {
    var stream = RandomStream(seed: seed).fork("decision")
    return (0..<(count ?? draws)).map { _ in
      let law = laws[stream.index(below: laws.count)]
      let decay = Self.drawn(tokenDecay, &stream)
      let exchange = Self.drawn(exchange, &stream)
      var draw = central(question, law: law)
      draw.outlook.exchange = exchange
      draw.outlook.repeats.tokenDecay = decay
      draw.outlook.adaptation?.factor = Self.drawn(adaptationFactor, &stream)
      draw.context = context.scaled(by: Self.drawn(contextFactor, &stream))
      draw.adapterShare = Self.evenly(adapterShare, &stream)
      draw.forgetting = Self.evenly(forgetting, &stream)
      // The error of a difference between two models.
      draw.formError = formError * 2.0.squareRoot() * stream.normal()
      return draw
    }
  }

  /// From a range, each factor as likely as another.
  private static func drawn(
    _ range: ClosedRange<Double>, _ stream: inout RandomStream
  ) -> Double {
    range.lowerBound * .pow(range.upperBound / range.lowerBound, stream.uniform())
  }

  private static func evenly(
    _ range: ClosedRange<Double>, _ stream: inout RandomStream
  ) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * stream.uniform()
  }

  /// In which share of the draws each option is best.
  public func odds(_ question: DecisionQuestion, count: Int? = nil) -> DecisionOdds {
    let rungs = question.rungs
    let winners = drawn(question, count: count).map { $0.best(margin: margin, of: rungs) }
    return DecisionOdds(
      shares: Dictionary(grouping: winners, by: \.self)
        .mapValues { Double($0.count) / Double(winners.count) })
  }
}

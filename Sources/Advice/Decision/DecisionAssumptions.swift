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
  /// Dollars for an accelerator hour.
  public var hourlyPrice = 2.0
  /// Of an accelerator, operations a second.
  public var peakRate = TrainingCost.peakA100
  /// Shares of it that training and serving reach.
  public var trainingUtilization = 0.24
  public var servingUtilization = 0.10
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
  public var adaptationFactor = 0.25...1
  /// Nats a token by which training must be better than leaving the given model alone. Laws miss by as much.
  public var margin = 0.05
  /// An option is named where it is best in this share of the draws.
  public var confidence = 2.0 / 3
  public var draws = 400
  public var seed: UInt64 = 1

  public init() {}

  /// Dollars for one operation of training.
  public var dollarsPerOperation: Double {
    TrainingCost(compute: 1, peakRate: peakRate, utilization: trainingUtilization)
      .dollars(hourlyPrice: hourlyPrice)
  }

  /// Dollars for one token of serving: 2·N operations.
  public func servingDollars(parameters: Double) -> Double {
    TrainingCost(compute: 2 * parameters, peakRate: peakRate, utilization: servingUtilization)
      .dollars(hourlyPrice: hourlyPrice)
  }

  /// The middle of the exchange rate's range.
  public var usualExchange: Double { (exchange.lowerBound * exchange.upperBound).squareRoot() }

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
      usual.factor = (adaptationFactor.lowerBound * adaptationFactor.upperBound).squareRoot()
      return usual
    }
    return outlook
  }

  /// Outlooks with everything that is not known drawn anew; the same draws for every question, so that
  /// differences between questions are not noise.
  public func drawn(_ question: DecisionQuestion, count: Int? = nil) -> [DomainOutlook] {
    var stream = RandomStream(seed: seed).fork("decision")
    return (0..<(count ?? draws)).map { _ in
      let law = laws[stream.index(below: laws.count)]
      let decay = Self.drawn(tokenDecay, &stream)
      let exchange = Self.drawn(exchange, &stream)
      var outlook = outlook(question, law: law, exchange: exchange)
      outlook.repeats.tokenDecay = decay
      outlook.adaptation?.factor = Self.drawn(adaptationFactor, &stream)
      return outlook
    }
  }

  /// From a range, each factor as likely as another.
  private static func drawn(
    _ range: ClosedRange<Double>, _ stream: inout RandomStream
  ) -> Double {
    range.lowerBound * .pow(range.upperBound / range.lowerBound, stream.uniform())
  }

  /// In which share of the draws each option is best.
  public func odds(_ question: DecisionQuestion, count: Int? = nil) -> DecisionOdds {
    let winners = drawn(question, count: count).map { $0.best(margin: margin) }
    return DecisionOdds(
      shares: Dictionary(grouping: winners, by: \.self)
        .mapValues { Double($0.count) / Double(winners.count) })
  }
}

/// What is asked: how much text, how much money, and which model is there already.
public struct DecisionQuestion: Hashable, Sendable {
  /// Different tokens of the field.
  public var ownTokens: Double
  /// For training, all told.
  public var dollars: Double
  public var given: PublishedModel

  public init(ownTokens: Double, dollars: Double, given: PublishedModel) {
    (self.ownTokens, self.dollars, self.given) = (ownTokens, dollars, given)
  }
}

/// How often each option is best.
public struct DecisionOdds: Hashable, Sendable {
  private let shares: [DomainOption: Double]

  init(shares: [DomainOption: Double]) { self.shares = shares }

  public subscript(option: DomainOption) -> Double { shares[option] ?? 0 }

  /// In the order of the options.
  public var all: [Double] { DomainOption.allCases.map { self[$0] } }

  /// The option that is best most often; of equals the cheaper one.
  public var favourite: DomainOption {
    DomainOption.allCases.reduce(.prompt) { self[$1] > self[$0] ? $1 : $0 }
  }
}

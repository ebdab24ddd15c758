import Groundwork
import RealModule
import ScalingLaws

/// What a question comes to, how sure that is, and what would change it.
public struct DecisionRecommendation: Sendable {
  public let question: DecisionQuestion
  /// The option that is best most often.
  public let choice: DomainOption
  public let odds: DecisionOdds
  /// Whether it is best often enough to be named.
  public let isDecided: Bool
  /// In the middle of all assumptions, nats a token that it is better on the field than the given model.
  public let gain: Double
  /// What it comes to there: its size, tokens, and for a mixture the share of own text.
  public let expectation: DomainOutlook.Expectation
  public let ownShare: Double

  /// A change that turns the choice, and what it turns it to; nil where none of the factors does.
  public struct Turn: Hashable, Sendable {
    public let factor: Double
    public let choice: DomainOption
  }

  public let moreText: Turn?
  public let moreMoney: Turn?
  public let lessMoney: Turn?

  /// The factors that are tried.
  public static let factors = [2.0, 5, 10, 50, 100, 1_000]

  init(_ question: DecisionQuestion, _ assumptions: DecisionAssumptions) {
    let odds = assumptions.odds(question)
    let choice = odds.favourite
    let central = assumptions.outlook(question)
    let expectation = central.expected(choice)
    self.question = question
    (self.odds, self.choice) = (odds, choice)
    isDecided = odds[choice] >= assumptions.confidence
    gain = central.expected(.prompt).fieldLoss - expectation.fieldLoss
    self.expectation = expectation
    ownShare =
      expectation.trainedTokens > 0
      ? expectation.epochs * question.ownTokens / expectation.trainedTokens : 0
    func turn(_ change: (inout DecisionQuestion, Double) -> Void) -> Turn? {
      for factor in Self.factors {
        var changed = question
        change(&changed, factor)
        let other = assumptions.odds(changed).favourite
        if other != choice { return Turn(factor: factor, choice: other) }
      }
      return nil
    }
    moreText = turn { $0.ownTokens *= $1 }
    moreMoney = turn { $0.dollars *= $1 }
    lessMoney = turn { $0.dollars /= $1 }
  }
}

extension DecisionAssumptions {
  public func recommendation(_ question: DecisionQuestion) -> DecisionRecommendation {
    DecisionRecommendation(question, self)
  }

  /// The same where several models are to be had: with the one whose best option loses least in the middle of
  /// all assumptions.
  ///
  /// - Returns: nil for no model.
  public func recommendation(
    ownTokens: Double, dollars: Double, given: [PublishedModel]
  ) -> DecisionRecommendation? {
    func score(_ question: DecisionQuestion) -> Double {
      let outlook = outlook(question)
      return outlook.score(outlook.best(margin: margin))
    }
    let questions = given.map {
      DecisionQuestion(ownTokens: ownTokens, dollars: dollars, given: $0)
    }
    return questions.min { score($0) < score($1) }.map { recommendation($0) }
  }
}

/// A small model of one's own that does for the field what a given one does, and from when on it has paid.
public struct BreakEven: Hashable, Sendable {
  /// N and D of the smallest model from scratch, half own text, that reaches the given one's loss.
  public let parameters: Double
  public let tokens: Double
  /// Dollars for its training.
  public let trainingDollars: Double
  /// Tokens served after which it has saved them.
  public let servedTokens: Double
}

extension DecisionAssumptions {
  /// Nil where no model of up to a trillion parameters reaches it, or none that is smaller than the given one.
  public func breakEven(
    _ question: DecisionQuestion, law: ChinchillaLaw = .epoch
  ) -> BreakEven? {
    let central = outlook(question, law: law)
    let goal = central.expected(.prompt).fieldLoss
    let repeats = RepeatedData.muennighoff
    for step in 0...80 {
      let parameters = 1e8 * Double.pow(10, Double(step) / 20)
      guard parameters < question.given.parameters else { return nil }
      for tokens in [20, 50, 100, 200, 400].map({ $0 * parameters }) {
        let own = repeats.effectiveTokens(
          unique: question.ownTokens, epochs: tokens / 2 / question.ownTokens)
        let loss =
          law.loss(parameters: parameters, tokens: own + usualExchange * tokens / 2)
          + (central.adaptation?.gap(after: own) ?? 0)
        guard loss <= goal else { continue }
        let training = 6 * parameters * tokens * dollarsPerOperation
        let saved =
          servingDollars(parameters: question.given.parameters)
          - servingDollars(parameters: parameters)
        return BreakEven(
          parameters: parameters, tokens: tokens, trainingDollars: training,
          servedTokens: training / saved)
      }
    }
    return nil
  }
}

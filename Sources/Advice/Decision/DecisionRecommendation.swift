import Groundwork
import RealModule
import ScalingLaws

/// What a question comes to, how sure that is, and what would change it.
public struct DecisionRecommendation: Sendable {
  public let question: DecisionQuestion
  public let odds: DecisionOdds
  /// What is best most often: to leave the gift, to train it further, or to begin anew.
  public var family: RungFamily { odds.family }
  /// The rung of it that is best most often.
  public let choice: AdviceOption
  /// Whether the family is best often enough to be named, and whether its rung is.
  public let isFamilyDecided: Bool
  public let isDecided: Bool
  /// In the middle of all assumptions, nats a token that it is better on the field than the given model.
  public let gain: Double
  /// What it comes to there: its size, tokens, and for a mixture the share of own text.
  public let expectation: DecisionDraw.Expectation

  /// A change that turns the answer to another family, and to which rung; nil where none of the factors does.
  public struct Turn: Hashable, Sendable {
    public let factor: Double
    public let choice: AdviceOption
  }

  public let moreText: Turn?
  public let moreMoney: Turn?
  public let lessMoney: Turn?

  /// The factors that are tried.
  public static let factors = [2.0, 5, 10, 50, 100, 1_000]
  /// A turn is looked for in so many draws at most.
  private static let drawsOfATurn = 100

  init(_ question: DecisionQuestion, _ assumptions: DecisionAssumptions) {
    let odds = assumptions.odds(question)
    let choice = odds.favourite
    let central = assumptions.central(question)
    let expectation = central.expected(choice)
    self.question = question
    (self.odds, self.choice) = (odds, choice)
    isFamilyDecided = odds[odds.family] >= assumptions.confidence
    isDecided = odds[choice] >= assumptions.confidence
    gain = central.expected(.asIs).fieldLoss - expectation.fieldLoss
    self.expectation = expectation
    let count = min(assumptions.draws, Self.drawsOfATurn)
    func turn(_ change: (inout DecisionQuestion, Double) -> Void) -> Turn? {
      for factor in Self.factors {
        var changed = question
        change(&changed, factor)
        let other = assumptions.odds(changed, count: count)
        if other.family != odds.family { return Turn(factor: factor, choice: other.favourite) }
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

  /// Of several questions that differ in the given model, the one whose best rung loses least in the middle of
  /// all assumptions.
  ///
  /// - Returns: nil for no question.
  public func bestGiven(_ questions: [DecisionQuestion]) -> DecisionQuestion? {
    func score(_ question: DecisionQuestion) -> Double {
      let draw = central(question)
      return draw.score(draw.best(margin: margin, of: question.rungs))
    }
    return questions.min { score($0) < score($1) }
  }

  /// The recommendation where several models are to be had, with the best of them.
  ///
  /// - Returns: nil for no model.
  public func recommendation(
    ownTokens: Double, dollars: Double, given: [PublishedModel]
  ) -> DecisionRecommendation? {
    bestGiven(
      given.map { DecisionQuestion(ownTokens: ownTokens, dollars: dollars, given: $0) }
    ).map { recommendation($0) }
  }
}

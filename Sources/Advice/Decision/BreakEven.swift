import RealModule
import ScalingLaws

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
  /// Dollars for one token of serving: 2·N operations.
  public func servingDollars(_ parameters: Double) -> Double {
    costs.servingDollars(parameters: parameters) / 1e6
  }

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
        let saved = servingDollars(question.given.parameters) - servingDollars(parameters)
        return BreakEven(
          parameters: parameters, tokens: tokens, trainingDollars: training,
          servedTokens: training / saved)
      }
    }
    return nil
  }
}

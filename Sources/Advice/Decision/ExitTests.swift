import Figures
import Groundwork
import RealModule
import ScalingLaws

/// For each rung the measurement after which one goes on to the next, with its number: what has no exit is a
/// wish, not a plan.
public struct ExitTests: Sendable {
  /// Bits per byte that the next rung must be better by.
  public let margin: Double
  /// Tokens of a trial of training, and dollars that it costs on the given model.
  public let trialTokens: Double
  public let trialDollars: Double
  /// Tokens that the budget's best model from scratch wants.
  public let wantedTokens: Double
  private let tokensPerDay: Double
  private let own: Double

  /// Bytes that a token stands for, where a margin in nats a token becomes one in bits per byte.
  public static let bytesPerToken = 4.0

  public init(_ question: DecisionQuestion, _ assumptions: DecisionAssumptions) {
    margin = assumptions.margin / .log(2) / Self.bytesPerToken
    trialTokens = min(1e6, question.ownTokens)
    trialDollars =
      6 * question.given.parameters * trialTokens * assumptions.dollarsPerOperation
    let law = ChinchillaLaw.epoch
    wantedTokens =
      law.computeOptimal(compute: question.dollars / assumptions.dollarsPerOperation).tokens
    (tokensPerDay, own) = (assumptions.costs.tokensPerDay, question.ownTokens)
  }

  public func text(_ option: AdviceOption) -> String {
    let bits = NumberStyle.decimals(3).text(margin)
    let count = NumberStyle.suffix
    return switch option {
    case .asIs:
      "go on only if it fails on 50 tasks of your own, or a held-out document of the field takes more bits per "
        + "byte than a general one"
    case .prompted:
      "go on only if eight documents in the window leave your tasks failing, or reading them for "
        + "\(count.text(tokensPerDay)) tokens a day costs more than a trial"
    case .retrieved:
      "go on only if the best passage beats a random one by less than \(bits) bits per byte, or a trial beats both"
    case .adapted:
      "go on only if a trial on \(count.text(trialTokens)) tokens (about $\(count.text(trialDollars))) beats the "
        + "rungs below by \(bits) bits per byte, and twice the tokens gain again"
    case .continued:
      "begin anew only if licence, size or vocabulary rule out every given model, or a law fitted to your own "
        + "runs foretells \(bits) bits per byte with a passed back-test"
    case .mixture:
      "stop where a proxy at a hundredth of the compute, or the first tenth of the run, leaves the band that the "
        + "law foretold"
    case .ownText:
      "only if general text counts for nothing, and \(count.text(wantedTokens)) tokens of your own are there for "
        + "this budget: you have \(count.text(own))"
    }
  }
}

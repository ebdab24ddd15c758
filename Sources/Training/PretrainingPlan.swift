import Foundation
import Groundwork
import Models
import RealModule
import Tokenizers
import TrainingData

/// Everything that decides a pretraining run.
///
/// What follows from it (identity, sampler, whether it is possible at all) is found out once, when it is
/// first asked for, and shared by all copies; a plan that is changed begins anew.
public struct PretrainingPlan: Sendable {
  public var model: ModelConfiguration { didSet { findings = PlanFindings() } }
  public var training: TrainingConfiguration { didSet { findings = PlanFindings() } }
  public var sources: [WindowSampler.Source] { didSet { findings = PlanFindings() } }
  public var validation: [ValidationText] { didSet { findings = PlanFindings() } }
  public var tokenizer: any Tokenizer
  /// A model directory to go on from (continued pretraining), or nil to start from random weights.
  public var startingModel: String? { didSet { findings = PlanFindings() } }
  var findings = PlanFindings()

  public init(
    model: ModelConfiguration, training: TrainingConfiguration, sources: [WindowSampler.Source],
    validation: [ValidationText], tokenizer: any Tokenizer, startingModel: String? = nil
  ) {
    self.model = model
    self.training = training
    self.sources = sources
    self.validation = validation
    self.tokenizer = tokenizer
    self.startingModel = startingModel
  }

  /// The same run, trained until each source was gone through as often as is asked.
  ///
  /// - Parameters:
  ///   - epochs: one number a source; they decide the weights.
  ///   - training: the settings for a number of steps.
  func goingThrough(
    epochs: [Double], _ training: (_ steps: Int) throws -> TrainingConfiguration
  ) throws -> PretrainingPlan {
    let (sampler, sequences) = try sampler.goingThrough(epochs: epochs)
    let steps = Double(sequences) / Double(self.training.batch)
    var plan = self
    plan.training = try training(max(1, Int(steps.rounded())))
    plan.sources = sampler.sources
    plan.findings = findings.reweighted(sampler)
    return plan
  }
}

/// What a pretraining run gave.
public struct PretrainingResult: Sendable {
  public struct Validation: Sendable {
    public let name: String
    /// Nats a token over the whole text, in non-overlapping windows.
    public let loss: Double
    public let bitsPerByte: Double
  }

  /// The loss over all held-out texts together: nats a token, and bits a byte.
  ///
  /// - Parameter texts: the plan's.
  public func wholeValidation(_ texts: [ValidationText]) -> (loss: Double, bitsPerByte: Double) {
    var (nats, tokens, bytes) = (0.0, 0, 0)
    for (text, result) in zip(texts, validation) {
      nats += result.loss * Double(text.ids.count - 1)
      tokens += text.ids.count - 1
      bytes += text.byteCount
    }
    guard texts.count > 1 else {
      return (validation.first?.loss ?? .nan, validation.first?.bitsPerByte ?? .nan)
    }
    return (nats / Double(tokens), nats / (Double(bytes) * .log(2)))
  }

  /// The mean of the last ten logged batch losses, nats a token.
  public let trainingLoss: Double
  public let validation: [Validation]
  /// Tokens trained on a second in this process; validation and files do not count.
  public let tokensPerSecond: Double
  public let steps: Int
  public let parameterCount: Int
  public let memory: TrainingMemory
  public let metrics: [MetricsRow]
  /// The folder with the model and its tokenizer.
  public let folder: String
}

import Foundation
import Groundwork
import Models
import Tokenizers
import TrainingData

/// An adapter that a run trains, and the model that it is trained on.
public struct PlannedAdapter: Hashable, Sendable {
  public var settings: AdapterSettings
  /// `StoredModel.digest` of the model: on another one the run does not go on.
  public var baseDigest: String

  public init(settings: AdapterSettings, baseDigest: String) {
    (self.settings, self.baseDigest) = (settings, baseDigest)
  }
}

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
  /// An adapter to train in place of the starting model's own parameters; nil for these.
  public var adapter: PlannedAdapter? { didSet { findings = PlanFindings() } }
  /// The same model where it has been opened, which may lie in a file of another format.
  var openedModel: (any StoredModel)?
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

  /// The starting model, opened.
  ///
  /// - Throws: `TrainingError.impossible` without one; what opening it throws.
  func openStartingModel() throws -> any StoredModel {
    guard let path = startingModel else {
      throw TrainingError.impossible("an adapter needs a model to begin with")
    }
    if let openedModel, openedModel.path == path { return openedModel }
    return try DirectoryModel(path: path)
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

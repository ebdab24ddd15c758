import Models
import Tensors
import TrainingData

/// A training that was found possible, and the sampler made for it: what a trainer is built of.
///
///     let training = try CheckedTraining(model, settings, sources: sources)
///     let trainer = try training.makeTrainer()
///
/// For many short trainings on the same text; one whole run in a folder is a `PretrainingPlan`.
public struct CheckedTraining: Sendable {
  public let model: ModelConfiguration
  public let configuration: TrainingConfiguration
  /// The sequences that the training sees. It copies nothing of its sources.
  public let sampler: WindowSampler

  /// - Throws: `TrainingError`, `TrainingDataError`, `ModelError` for settings, shape, memory, or a
  ///   text that is too short. Ids are another matter: `ModelConfiguration.requireIDs`.
  public init(
    _ model: ModelConfiguration, _ configuration: TrainingConfiguration,
    sources: [WindowSampler.Source]
  ) throws {
    try configuration.validate()
    try model.validate()
    try configuration.requireMemory(for: model)
    self.model = model
    self.configuration = configuration
    sampler = try WindowSampler(sources: sources, training: configuration)
  }

  /// A trainer of random weights, drawn by the configuration's seed.
  ///
  /// - Throws: `ModelError`.
  public func makeTrainer() throws -> Trainer {
    let parameters = try ParameterStore<Float>(model)
    parameters.initialize(seed: configuration.seed)
    return try Trainer(
      checked: .whole(parameters), configuration, data: sampler, processes: SingleProcess())
  }
}

extension ModelConfiguration {
  /// Throws where a text has ids outside the model's vocabulary. Every id is looked at.
  public func requireIDs(
    of sources: [WindowSampler.Source], _ validation: [ValidationText]
  ) throws(TrainingError) {
    let bad =
      sources.lazy.compactMap { $0.firstID(outside: vocabularySize) }.first
      ?? validation.lazy.compactMap { $0.ids.first { $0 < 0 || $0 >= vocabularySize } }.first
    guard let bad else { return }
    throw .impossible(
      "the text has the id \(bad), outside the model's vocabulary of \(vocabularySize)")
  }
}

import Training
import TrainingData

/// A run that can be made, with what its training needs: all but the memory, which a run takes only
/// while it is made.
struct CheckedRun {
  let run: SweepRun
  private let training: CheckedTraining

  /// - Throws: `TrainingError`, `TrainingDataError`, `ModelError`.
  init(_ run: SweepRun, _ sources: [WindowSampler.Source]) throws {
    self.run = run
    training = try CheckedTraining(run.model, run.training, sources: sources)
  }

  /// Different tokens of the text.
  var tokenCount: Int { training.sampler.tokenCount }

  func makeTrainer() throws -> Trainer { try training.makeTrainer() }
}

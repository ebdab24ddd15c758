import TrainingData

extension TrainingConfiguration {
  /// What decides which sequences the run sees.
  public var sequences: SequenceSettings {
    SequenceSettings(
      contextLength: contextLength, seed: seed, packing: packing,
      separatesDocuments: separatesDocuments, order: order, batch: batch)
  }
}

extension WindowSampler {
  /// A sampler of the sequences that a training asks for.
  ///
  /// - Throws: `TrainingDataError`.
  public convenience init(
    sources: [Source], training: TrainingConfiguration
  ) throws(TrainingDataError) {
    try self.init(sources: sources, settings: training.sequences)
  }
}

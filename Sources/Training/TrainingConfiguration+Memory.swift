import Models

extension TrainingConfiguration {
  /// The bytes that training a model this way will plan: see `MemoryEstimate`.
  public func memoryEstimate(_ model: ModelConfiguration) throws(ModelError) -> MemoryEstimate {
    try MemoryEstimate(
      planning: model, batch: batch / accumulation, time: contextLength, replicas: replicas,
      options: DecoderOptions(
        recomputesLayers: recomputation, separatesDocuments: separatesDocuments))
  }
}

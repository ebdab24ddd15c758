import Models
import Tensors

extension TrainingConfiguration {
  /// The bytes that training a model this way will plan in this process: see `MemoryEstimate`.
  public func memoryEstimate(
    _ model: ModelConfiguration, processes: any ProcessGroup = SingleProcess()
  ) throws(ModelError) -> MemoryEstimate {
    try MemoryEstimate(
      planning: model, batch: batch / accumulation, time: contextLength, replicas: replicas,
      options: DecoderOptions(
        recomputesLayers: recomputation, separatesDocuments: separatesDocuments),
      processes: processes)
  }
}

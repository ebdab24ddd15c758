import Models
import Tensors

extension TrainingConfiguration {
  /// How each replica's decoder is planned.
  var decoderOptions: DecoderOptions {
    DecoderOptions(
      recomputesLayers: recomputation, separatesDocuments: separatesDocuments,
      scoreByteLimit: DecoderOptions.usualScoreByteLimit, products: productPlan)
  }

  /// The bytes that training a model this way will plan in this process: see `MemoryEstimate`.
  public func memoryEstimate(
    _ model: ModelConfiguration, processes: any ProcessGroup = SingleProcess()
  ) throws(ModelError) -> MemoryEstimate {
    try MemoryEstimate(
      planning: model, batch: batch / accumulation, time: contextLength, replicas: replicas,
      options: decoderOptions,
      processes: processes)
  }

  /// Throws where this training of a model cannot fit into the machine's memory.
  ///
  /// - Parameter processes: those that share the replicas.
  public func requireMemory(
    for model: ModelConfiguration, processes: any ProcessGroup = SingleProcess()
  ) throws(ModelError) {
    let local = max(1, replicas / processes.count)
    try model.requireMemory(
      batch: batch / accumulation / processes.count, time: contextLength, copies: 1 + local,
      keepsLayers: !recomputation)
  }

  /// The same for a model that lies in memory, or in a mapped file, already.
  func requireMemory(
    for model: TrainableModel<Float>, processes: any ProcessGroup
  ) throws(ModelError) {
    switch model {
    case .whole: try requireMemory(for: model.configuration, processes: processes)
    case .adapter:
      try model.configuration.requireMemory(
        batch: batch / accumulation / processes.count, time: contextLength, copies: 0,
        keepsLayers: !recomputation)
    }
  }
}

import Models
import Tensors

extension PretrainingPlan {
  /// The bytes that the run will plan in this process.
  ///
  /// - Parameter processes: those that share the replicas.
  /// - Throws: for an impossible shape; for an adapter also what opening its model throws.
  public func memoryEstimate(
    _ processes: any ProcessGroup = SingleProcess()
  ) throws -> MemoryEstimate {
    guard let adapter else { return try training.memoryEstimate(model, processes: processes) }
    let packed = try openStartingModel().readPackedWeights()
    return try MemoryEstimate(
      planning: adapter.settings, for: model, base: packed.map { try FrozenWeights(packing: $0) },
      batch: training.batch / training.accumulation, time: training.contextLength,
      replicas: training.replicas, options: training.decoderOptions, processes: processes)
  }

  /// Throws where the run cannot fit into the machine's memory: see `ModelConfiguration.requireMemory`.
  func requireMemory(_ processes: any ProcessGroup) throws {
    guard adapter != nil else {
      return try training.requireMemory(for: model, processes: processes)
    }
    // A mapped file's pages are given back when memory is short.
    let isPacked = try openStartingModel().readPackedWeights() != nil
    try model.requireMemory(
      batch: training.batch / training.accumulation / processes.count,
      time: training.contextLength, copies: isPacked ? 0 : 1, keepsLayers: !training.recomputation)
  }
}

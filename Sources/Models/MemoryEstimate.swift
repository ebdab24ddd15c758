import Tensors

/// The bytes that training a model takes, by what they are for.
///
///     let small = try MemoryEstimate(planning: .gpt2Small, batch: 8, time: 1_024, replicas: 2)
///     small.total                                              // the workbook's own, in Float32
///     MemoryEstimate.mixedPrecision(.bloombergGPT, batch: 1, time: 2_048).parameters
public struct MemoryEstimate: Codable, Hashable, Sendable {
  public var parameters: Int
  public var gradients: Int
  public var optimizerState: Int
  public var activations: Int

  public init(parameters: Int, gradients: Int, optimizerState: Int, activations: Int) {
    self.parameters = parameters
    self.gradients = gradients
    self.optimizerState = optimizerState
    self.activations = activations
  }

  public var total: Int { parameters + gradients + optimizerState + activations }

  /// What the workbook's own training will plan, to the byte: a dry run of it takes no memory.
  ///
  /// - Parameters:
  ///   - batch: sequences at a time over all replicas, one part of an accumulated step.
  ///   - replicas: threads; each has gradients and activations of its own.
  ///   - isTraining: without training there are no gradients and no optimizer state, and activations
  ///     are those of running forward.
  ///   - options: how the decoders are planned.
  ///   - processes: those that share the replicas; what this one of them holds is counted.
  /// - Throws: for an impossible shape, or fewer sequences than replicas.
  public init(
    planning configuration: ModelConfiguration, batch: Int, time: Int, replicas: Int = 1,
    isTraining: Bool = true, options: DecoderOptions = DecoderOptions(),
    processes: any ProcessGroup = SingleProcess()
  ) throws(ModelError) {
    try self.init(
      .whole(ParameterStore<Float>(configuration, arena: Arena(isDryRun: true))), batch, time,
      replicas, isTraining, options, processes)
  }

  /// The same for an adapter: gradients and optimizer state are of its own numbers alone.
  ///
  /// - Parameters:
  ///   - base: what the adapter is for; nil for plain numbers, which need not be read for this.
  public init(
    planning settings: AdapterSettings, for configuration: ModelConfiguration,
    base: FrozenWeights<Float>?, batch: Int, time: Int, replicas: Int = 1,
    options: DecoderOptions = DecoderOptions(), processes: any ProcessGroup = SingleProcess()
  ) throws(ModelError) {
    let arena = Arena(isDryRun: true)
    let frozen: FrozenWeights<Float>
    if let base {
      frozen = base
    } else {
      frozen = FrozenWeights(try ParameterStore(configuration, arena: arena))
    }
    try self.init(
      .adapter(Adapter<Float>(configuration, settings, arena: arena), of: frozen), batch, time,
      replicas, true, options, processes)
  }

  private init(
    _ model: TrainableModel<Float>, _ batch: Int, _ time: Int, _ replicas: Int, _ isTraining: Bool,
    _ options: DecoderOptions, _ processes: any ProcessGroup
  ) throws(ModelError) {
    guard replicas > 0, batch >= replicas else {
      throw .impossibleShape("\(replicas) replicas share a batch of \(batch); give each a sequence")
    }
    let store = model.parameters
    let size = store.layout.count * MemoryLayout<Float>.stride
    let ranks = ReplicaGroup.share(of: replicas, rank: processes.rank, count: processes.count)
    var shares: [Int: Int] = [:]
    var moments = 0
    for rank in ranks {
      moments +=
        ReplicaGroup.share(
          of: store.layout.count, rank: rank, count: replicas, alignment: 16
        ).count
      shares[ReplicaGroup.share(of: batch, rank: rank, count: replicas).count, default: 0] += 1
    }
    var activations = 0
    for (share, count) in shares {
      let decoder = try Decoder(
        model, batch: share, time: time, gradients: isTraining ? store.values : nil,
        options: options, arena: Arena(isDryRun: true))
      activations += count * decoder.activationByteCount
    }
    let rounded = (store.roundedValues?.count ?? 0) * MemoryLayout<UInt16>.stride
    self.init(
      parameters: size + rounded + model.frozenByteCount,
      gradients: isTraining ? ranks.count * size : 0,
      optimizerState: isTraining ? 2 * moments * MemoryLayout<Float>.stride : 0,
      activations: activations)
  }

  /// What large models take on accelerators, by the customary formulas: AdamW in mixed precision.
  ///
  /// A parameter costs 6 bytes for its float32 master copy and its 16-bit working copy, 8 for
  /// AdamW's two moments and 4 for its gradient (or 2, if gradients are kept in 16 bits): 18 or 16
  /// in all. Activations are s·b·h·(34 + 5·a·s/h) bytes a layer for sequence s, batch b, width h and
  /// a heads (Korthikanti et al. 2022, arXiv 2205.05198, equation 1), or 2·s·b·h a layer and one
  /// layer's full share where they are recomputed; float32 logits come on top.
  public static func mixedPrecision(
    _ configuration: ModelConfiguration, batch: Int, time: Int, gradientByteCount: Int = 4,
    isRecomputing: Bool = false
  ) -> MemoryEstimate {
    let count = configuration.parameterCount.all
    let hidden = Double(time) * Double(batch) * Double(configuration.width)
    let layer =
      hidden
      * (34 + 5 * Double(configuration.headCount) * Double(time) / Double(configuration.width))
    let layers = Double(configuration.layerCount)
    let logits = 4 * Double(time) * Double(batch) * Double(configuration.vocabularySize)
    let activations = logits + (isRecomputing ? 2 * hidden * layers + layer : layer * layers)
    return MemoryEstimate(
      parameters: 6 * count, gradients: gradientByteCount * count, optimizerState: 8 * count,
      activations: Int(activations))
  }
}

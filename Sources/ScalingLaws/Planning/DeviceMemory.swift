import Models

/// What optimizer sharding spreads over the devices of a data-parallel group (Rajbhandari et al. 2020,
/// ZeRO).
public enum ShardingStage: Int, CaseIterable, Codable, Sendable {
  /// Nothing: every device holds everything.
  case none = 0
  /// Master weights and moments.
  case optimizer
  /// And gradients.
  case gradients
  /// And the working weights, which are gathered layer by layer.
  case parameters

  public var name: String { self == .none ? "data parallel" : "ZeRO-\(rawValue)" }
}

/// How a model lies on devices.
public struct Sharding: Hashable, Sendable {
  public let stage: ShardingStage
  /// Devices over which the stage spreads; copies of that group do not change the memory of one.
  public let shards: Int
  /// Devices that share every matrix product (Shoeybi et al. 2019, Megatron-LM).
  public let tensor: Int

  public init(_ stage: ShardingStage, shards: Int = 1, tensor: Int = 1) {
    self.stage = stage
    self.shards = max(1, shards)
    self.tensor = max(1, tensor)
  }

  public var devices: Int { shards * tensor }
}

/// The bytes that one device holds while a large model trains: AdamW in mixed precision.
///
///     let memory = DeviceMemory(
///       .bloombergGPT, Sharding(.parameters, shards: 128), batch: 4, time: 2_048, isRecomputing: true)
///     memory.total / 1e9                   // 30, of an A100's 40
///
/// A parameter costs 2 bytes for its working copy, 4 for its master copy, 8 for two moments, and 4 (or 2)
/// for its gradient. On one device it is `MemoryEstimate.mixedPrecision`. What frameworks, communication
/// buffers and fragmentation take comes on top.
public struct DeviceMemory: Hashable, Sendable {
  /// Working copies.
  public let parameters: Double
  public let gradients: Double
  /// Master copies and moments.
  public let optimizerState: Double
  /// The largest part that stage 3 gathers for a moment, working copy and gradient.
  public let gathered: Double
  public let activations: Double
  /// In float32.
  public let logits: Double

  public var total: Double {
    parameters + gradients + optimizerState + gathered + activations + logits
  }

  /// - Parameters:
  ///   - batch: sequences that a device (or the devices of one tensor group) computes at a time.
  ///   - isRecomputing: whether only the layers' inputs are kept.
  public init(
    _ configuration: ModelConfiguration, _ sharding: Sharding, batch: Int, time: Int,
    gradientByteCount: Int = 4, isRecomputing: Bool
  ) {
    let c = configuration
    let tensor = Double(sharding.tensor)
    let shards = Double(sharding.shards)
    let count = Double(c.parameterCount.all) / tensor
    func share(_ stage: ShardingStage) -> Double {
      sharding.stage.rawValue >= stage.rawValue ? shards : 1
    }
    parameters = 2 * count / share(.parameters)
    gradients = Double(gradientByteCount) * count / share(.gradients)
    optimizerState = 12 * count / share(.optimizer)
    if share(.parameters) > 1 {
      // The embedding is gathered too, and in small models it is the largest part.
      let embedding = Double(c.vocabularySize) * Double(c.width)
      let largest = max(embedding, Double(c.parameterCount.nonEmbedding) / Double(c.layerCount))
      gathered = Double(2 + gradientByteCount) * largest / tensor
    } else {
      gathered = 0
    }
    // s·b·h·(10 + 24/t + 5·a·s/(h·t)) a layer: normalizations, dropouts and inputs are not split
    // (Korthikanti et al. 2022, arXiv 2205.05198).
    let hidden = Double(time) * Double(batch) * Double(c.width)
    let scores = 5 * Double(c.headCount) * Double(time) / Double(c.width)
    let layer = hidden * (10 + 24 / tensor + scores / tensor)
    let layers = Double(c.layerCount)
    activations = isRecomputing ? 2 * hidden * layers + layer : layer * layers
    logits = 4 * Double(time) * Double(batch) * Double(c.vocabularySize) / tensor
  }
}

/// What the parameters of a decoder are called: the layout, both networks and the files agree by it.
///
///     ParameterNames.layer(0).queryKeyValue.weight    // layers.0.attention.queryKeyValue.weight
///     ParameterNames.finalNorm.gain                   // finalNorm.gain
public enum ParameterNames {
  /// The parameters of a linear layer; the bias only where `ModelConfiguration.hasBiases`.
  public struct Linear: Hashable, Sendable {
    let prefix: String
    public var weight: String { prefix + ".weight" }
    public var bias: String { prefix + ".bias" }
  }

  /// The parameters of a normalization; the bias only where `ModelConfiguration.hasBiases`.
  public struct Normalization: Hashable, Sendable {
    let prefix: String
    public var gain: String { prefix + ".gain" }
    public var bias: String { prefix + ".bias" }
  }

  /// The parts of a layer, in the order of the forward pass.
  public struct Layer: Hashable, Sendable {
    public let attentionNorm: Normalization
    /// All queries, keys and values of the layer's attention.
    public let queryKeyValue: Linear
    public let attentionOutput: Linear
    public let feedForwardNorm: Normalization
    /// Only where the feed-forward part is a gated one.
    public let gate: Linear
    public let up: Linear
    public let down: Linear
  }

  public static let tokenEmbedding = "tokenEmbedding.weight"
  /// Only where positions are learned.
  public static let positionEmbedding = "positionEmbedding.weight"
  /// Only where `ModelConfiguration.normalizesEmbedding`.
  public static let embeddingNorm = Normalization(prefix: "embeddingNorm")
  public static let finalNorm = Normalization(prefix: "finalNorm")
  /// Only where the head is not the token embedding once more.
  public static let head = "head.weight"

  /// The parts of a layer, counted from 0.
  public static func layer(_ index: Int) -> Layer {
    let prefix = "layers.\(index)"
    return Layer(
      attentionNorm: Normalization(prefix: "\(prefix).attentionNorm"),
      queryKeyValue: Linear(prefix: "\(prefix).attention.queryKeyValue"),
      attentionOutput: Linear(prefix: "\(prefix).attention.output"),
      feedForwardNorm: Normalization(prefix: "\(prefix).feedForwardNorm"),
      gate: Linear(prefix: "\(prefix).feedForward.gate"),
      up: Linear(prefix: "\(prefix).feedForward.up"),
      down: Linear(prefix: "\(prefix).feedForward.down"))
  }
}

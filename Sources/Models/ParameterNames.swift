/// What the parameters of a decoder are called: the layout, both networks and the files agree by it.
///
///     ParameterNames.layer(0).queryKeyValue.weight    // layers.0.attention.queryKeyValue.weight
///     ParameterNames.finalNorm.gain                   // finalNorm.gain
public enum ParameterNames {
  /// The parameters of a linear layer; the bias only where `DecoderFeatures` has it.
  public struct Linear: Hashable, Sendable {
    let prefix: String
    public var weight: String { prefix + ".weight" }
    public var bias: String { prefix + ".bias" }
  }

  /// The parameters of a normalization; the bias only where `DecoderFeatures.hasNormalizationBiases`.
  public struct Normalization: Hashable, Sendable {
    let prefix: String
    public var gain: String { prefix + ".gain" }
    public var bias: String { prefix + ".bias" }
  }

  /// The parts of a layer, in the order of the forward pass.
  public struct Layer: Hashable, Sendable {
    /// Of what attention reads; only where `DecoderFeatures.normalizesBefore`.
    public let attentionNorm: Normalization
    /// All queries, keys and values of the layer's attention.
    public let queryKeyValue: Linear
    /// Only where queries and keys are normalized.
    public let queryNorm: Normalization
    public let keyNorm: Normalization
    public let attentionOutput: Linear
    /// Of what attention adds; only where `DecoderFeatures.normalizesAfter`.
    public let attentionOutputNorm: Normalization
    /// Of what the feed-forward part reads; only where `DecoderFeatures.normalizesBefore`.
    public let feedForwardNorm: Normalization
    /// Only where the feed-forward part is a gated one.
    public let gate: Linear
    public let up: Linear
    public let down: Linear
    /// Of what the feed-forward part adds; only where `DecoderFeatures.normalizesAfter`.
    public let feedForwardOutputNorm: Normalization
  }

  public static let tokenEmbedding = "tokenEmbedding.weight"
  /// Only where positions are learned.
  public static let positionEmbedding = "positionEmbedding.weight"
  /// Only where `DecoderFeatures.normalizesEmbedding`.
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
      queryNorm: Normalization(prefix: "\(prefix).attention.queryNorm"),
      keyNorm: Normalization(prefix: "\(prefix).attention.keyNorm"),
      attentionOutput: Linear(prefix: "\(prefix).attention.output"),
      attentionOutputNorm: Normalization(prefix: "\(prefix).attentionOutputNorm"),
      feedForwardNorm: Normalization(prefix: "\(prefix).feedForwardNorm"),
      gate: Linear(prefix: "\(prefix).feedForward.gate"),
      up: Linear(prefix: "\(prefix).feedForward.up"),
      down: Linear(prefix: "\(prefix).feedForward.down"),
      feedForwardOutputNorm: Normalization(prefix: "\(prefix).feedForwardOutputNorm"))
  }
}

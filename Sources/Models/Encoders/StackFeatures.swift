import Tensors

/// What a stack of layers of an encoder, or of the decoder beside one, is made of. Networks and layouts
/// read these and never ask for a family.
public struct StackFeatures: Codable, Hashable, Sendable {
  /// How the network knows where a token stands.
  public enum Positions: Codable, Hashable, Sendable {
    /// A learned vector for each place, added to the embedding (BERT).
    case learned
    /// A learned bias of the scores for each bucket of distances and each head, one table for all layers
    /// (T5); whether keys behind the query have buckets of their own is the stack's to say.
    case relative(bucketCount: Int, maximumDistance: Int)
  }

  /// How the residual stream is normalized.
  public enum Normalization: String, Codable, Sendable {
    /// LayerNorm, with gain and bias.
    case layer
    /// RMSNorm, with a gain alone.
    case rootMeanSquare
  }

  /// Where it is normalized.
  public enum NormalizationPlace: String, Codable, Sendable {
    /// What each part reads, and the stream once more after the last layer (T5, GPT-2).
    case before
    /// The stream itself, each time that a part was added to it (Vaswani et al. 2017; BERT).
    case afterSum
  }

  /// What stands between the two products of the feed-forward part.
  public enum FeedForward: String, Codable, Sendable {
    /// down(max(0, up(x))).
    case relu
    /// down(GELU(up(x))), in GELU's tanh form.
    case gelu
    /// The same with GELU itself.
    case exactGELU
    /// down(GELU(gate(x)) · up(x)), in GELU's tanh form (Shazeer 2020, arXiv 2002.05202).
    case geGLU
  }

  public var positions = Positions.learned
  public var normalization = Normalization.layer
  public var normalizationPlace = NormalizationPlace.before
  public var feedForward = FeedForward.gelu
  /// Whether the products have biases.
  public var hasBiases = true
  /// What scores are multiplied by; nil: 1 / √(head width).
  public var attentionScale: Double?

  public init() {}

  /// BERT's (Devlin et al. 2019, arXiv 1810.04805).
  public static let bert = {
    var features = StackFeatures()
    features.normalizationPlace = .afterSum
    features.feedForward = .exactGELU
    return features
  }()

  /// T5's (Raffel et al. 2020, arXiv 1910.10683, §2.1).
  public static let t5 = {
    var features = StackFeatures()
    features.positions = .relative(bucketCount: 32, maximumDistance: 128)
    features.normalization = .rootMeanSquare
    features.feedForward = .relu
    features.hasBiases = false
    features.attentionScale = 1
    return features
  }()
}

import Tensors

/// What a family's decoder is made of: the networks and the counts of cost read these, and never ask
/// for the family itself.
extension ModelConfiguration {
  /// How the network knows where a token stands.
  public enum Positions: Hashable, Sendable {
    /// A learned vector for each place, added to the embedding.
    case learned
    /// Queries and keys are turned by an angle that grows with the place (Su et al. 2021).
    case rotary
    /// Scores sink linearly with the distance: ALiBi (Press et al. 2022).
    case linearBiases
  }

  /// How the residual stream is normalized before each part.
  public enum Normalization: Hashable, Sendable {
    /// LayerNorm: mean 0, variance 1, then gain and bias (Ba et al. 2016).
    case layer
    /// RMSNorm: the root mean square alone, then a gain (Zhang and Sennrich 2019).
    case rootMeanSquare
  }

  /// What stands between the two products of the feed-forward part.
  public enum FeedForward: Hashable, Sendable {
    /// down(GELU(up(x))).
    case gelu
    /// down(SiLU(gate(x)) · up(x)) (Shazeer 2020).
    case swiGLU
  }

  public var positions: Positions {
    switch family {
    case .gpt2: .learned
    case .llama: .rotary
    case .bloom: .linearBiases
    }
  }

  public var normalization: Normalization { family == .llama ? .rootMeanSquare : .layer }

  public var feedForward: FeedForward { family == .llama ? .swiGLU : .gelu }

  /// Whether linear layers and normalizations have biases; the head never has one.
  public var hasBiases: Bool { family != .llama }

  /// Whether the embedding is normalized before the first layer reads it.
  public var normalizesEmbedding: Bool { family == .bloom }

  /// The most tokens that the network has places for; nil where any number will do.
  public var positionLimit: Int? { positions == .learned ? contextLength : nil }

  /// The slope of each head's linear biases; nil where there are none.
  public var attentionSlopes: [Double]? {
    positions == .linearBiases ? AttentionShape.alibiSlopes(headCount: headCount) : nil
  }

  /// The matrices of the feed-forward part that read the stream: up, and the gate where there is one.
  public var feedForwardInputCount: Int { feedForward == .swiGLU ? 2 : 1 }

  /// All matrices of the feed-forward part, each width × feed-forward width.
  public var feedForwardMatrixCount: Int { feedForwardInputCount + 1 }
}

import Tensors

/// What a decoder is made of: the networks and the counts of cost read these and never ask for a family.
///
///     ModelConfiguration.Family.qwen3.features.queryKeyNormalization      // .heads
public struct DecoderFeatures: Codable, Hashable, Sendable {
  /// How the network knows where a token stands.
  public enum Positions: String, Codable, Sendable {
    /// A learned vector for each place, added to the embedding.
    case learned
    /// Queries and keys are turned by an angle that grows with the place (Su et al. 2021).
    case rotary
    /// Scores sink linearly with the distance: ALiBi (Press et al. 2022).
    case linearBiases
  }

  /// How the residual stream is normalized.
  public enum Normalization: String, Codable, Sendable {
    /// LayerNorm: mean 0, variance 1, then gain and bias (Ba et al. 2016).
    case layer
    /// RMSNorm: the root mean square alone, then a gain (Zhang and Sennrich 2019).
    case rootMeanSquare
    /// RMSNorm with its gain kept as what it adds to 1 (Gemma).
    case rootMeanSquareAroundOne
  }

  /// Where the residual stream meets a normalization: what attention and feed-forward part read, what
  /// they add, or both.
  public enum NormalizationPlaces: String, Codable, Sendable {
    case before, after, both
  }

  /// What of queries and keys is normalized before their product.
  public enum QueryKeyNormalization: String, Codable, Sendable {
    case none
    /// Every head by itself (Qwen3, Gemma 3).
    case heads
    /// All queries of a token together, and all its keys (OLMo 2).
    case rows
  }

  /// What stands between the two products of the feed-forward part.
  public enum FeedForward: String, Codable, Sendable {
    /// down(GELU(up(x))), in GELU's tanh form.
    case gelu
    /// The same with GELU itself.
    case exactGELU
    /// down(SiLU(gate(x)) · up(x)) (Shazeer 2020).
    case swiGLU
    /// down(GELU(gate(x)) · up(x)), in GELU's tanh form (Shazeer 2020).
    case geGLU
  }

  /// The layers that see only so far back.
  public struct Window: Codable, Hashable, Sendable {
    /// The positions that a position sees, itself the last of them.
    public var size: Int
    /// The layers, counted from 0, that see everything, in order.
    public var openLayers: [Int]

    public init(size: Int, openLayers: [Int] = []) {
      self.size = size
      self.openLayers = openLayers
    }
  }

  public var positions = Positions.learned
  public var normalization = Normalization.layer
  public var normalizationPlaces = NormalizationPlaces.before
  public var queryKeyNormalization = QueryKeyNormalization.none
  public var feedForward = FeedForward.gelu
  /// Whether layers of these kinds have biases; the head never has one.
  public var hasQueryKeyValueBias = true
  public var hasAttentionOutputBias = true
  public var hasFeedForwardBiases = true
  /// Whether attention and feed-forward part read the same stream and are added together, instead of one
  /// after the other (Wang and Komatsuzaki 2021; Pythia).
  public var isParallel = false
  /// Whether the embedding is normalized before the first layer reads it.
  public var normalizesEmbedding = false
  /// Whether the embedding is multiplied by √width (Vaswani et al. 2017, §3.4; Gemma).
  public var scalesEmbedding = false
  /// Whether heads may have a width of their own, and share keys and values.
  public var hasFreeHeads = false

  /// The elements of a head that rotary positions turn, the first ones; nil: all.
  public var rotaryWidth: Int?
  public var rotaryScaling = RotaryScaling.none
  public var window: Window?
  /// The base of the rotary frequencies in windowed layers, which are never scaled then; nil: as in the
  /// others.
  public var windowedRotaryBase: Double?
  /// What scores are multiplied by; nil: 1 / √(head width).
  public var attentionScale: Double?
  /// Soft caps of attention's scores and of the head's: see `SoftCapKernel`.
  public var attentionSoftCap: Double?
  public var headSoftCap: Double?

  public init() {}
}

extension DecoderFeatures {
  /// Whether normalizations have biases.
  public var hasNormalizationBiases: Bool { normalization == .layer }

  /// What is added to each gain.
  public var gainOffset: Double { normalization == .rootMeanSquareAroundOne ? 1 : 0 }

  /// Whether attention and feed-forward part read a normalized stream.
  public var normalizesBefore: Bool { normalizationPlaces != .after }

  /// Whether what they add to the stream is normalized.
  public var normalizesAfter: Bool { normalizationPlaces != .before }

  /// Whether the feed-forward part has a gate.
  public var isGated: Bool { feedForward == .swiGLU || feedForward == .geGLU }

  /// The matrices of the feed-forward part that read the stream: up, and the gate where there is one.
  public var feedForwardInputCount: Int { isGated ? 2 : 1 }

  /// All matrices of the feed-forward part, each width × feed-forward width.
  public var feedForwardMatrixCount: Int { feedForwardInputCount + 1 }

  /// Whether a layer, counted from 0, sees only as far back as the window.
  public func isWindowed(layer: Int) -> Bool {
    window.map { !$0.openLayers.contains(layer) } ?? false
  }
}

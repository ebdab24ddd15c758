import Tensors

/// The shape of an encoder that predicts tokens from both sides.
///
///     let small = EncoderConfiguration(
///       vocabularySize: 128, contextLength: 32,
///       stack: StackShape(width: 64, layerCount: 2, headCount: 4, features: .bert))
public struct EncoderConfiguration: Codable, Hashable, NetworkShape {
  /// How scores are made of the stream.
  public enum Head: String, Codable, Sendable {
    /// The stream times the token embedding.
    case plain
    /// A product, the stack's bend and a normalization in between, and a bias for each token: BERT's.
    case transformed
  }

  public var vocabularySize: Int
  /// The most tokens that it sees at once, where positions are learned.
  public var contextLength: Int
  public var stack: StackShape
  public var head: Head
  /// The kinds of segment that a token can belong to, each with an embedding; 0 for none.
  public var segmentKindCount: Int
  /// Whether the embedding is normalized before the first layer reads it.
  public var normalizesEmbedding: Bool
  /// The id that fills up short sequences, if there is one.
  public var paddingID: Int?

  /// A shape; what is left out makes the plainest encoder.
  public init(
    vocabularySize: Int, contextLength: Int, stack: StackShape, head: Head = .plain,
    segmentKindCount: Int = 0, normalizesEmbedding: Bool = false, paddingID: Int? = nil
  ) {
    self.vocabularySize = vocabularySize
    self.contextLength = contextLength
    self.stack = stack
    self.head = head
    self.segmentKindCount = segmentKindCount
    self.normalizesEmbedding = normalizesEmbedding
    self.paddingID = paddingID
  }

  /// BERT, the smaller of the published two (Devlin et al. 2019, arXiv 1810.04805, §3).
  public static let bertBase = EncoderConfiguration(
    vocabularySize: 30_522, contextLength: 512,
    stack: StackShape(
      width: 768, layerCount: 12, headCount: 12, normalizationEpsilon: 1e-12, features: .bert),
    head: .transformed, segmentKindCount: 2, normalizesEmbedding: true, paddingID: 0)

  /// The most tokens that the network has places for; nil where any number will do.
  public var positionLimit: Int? { stack.features.positions == .learned ? contextLength : nil }

  public var residualLayerCount: Int { stack.layerCount }

  public var approximateParameterCount: Double {
    stack.approximateParameterCount
      + Double(stack.width) * (Double(vocabularySize) + Double(contextLength))
  }

  public func validate() throws(ModelError) {
    try stack.validate()
    try requireSizes([("vocabulary size", vocabularySize), ("context length", contextLength)])
    guard (0...1 << 16).contains(segmentKindCount) else {
      throw .impossibleShape("\(segmentKindCount) kinds of segment")
    }
    if head == .transformed && stack.features.feedForward == .geGLU {
      throw .impossibleShape("a head with one product has no gate")
    }
    try requireIDs([("padding", paddingID)], vocabulary: vocabularySize)
  }

  public var layout: ParameterLayout {
    let (features, width) = (stack.features, stack.width)
    var entries: [ParameterLayout.Entry] = []
    func normalization(_ names: ParameterNames.Normalization) {
      entries.append((names.gain, 1, width, .gain))
      if features.normalization == .layer { entries.append((names.bias, 1, width, .bias)) }
    }
    entries.append((ParameterNames.tokenEmbedding, vocabularySize, width, .embedding))
    if features.positions == .learned {
      entries.append((ParameterNames.positionEmbedding, contextLength, width, .embedding))
    }
    if segmentKindCount > 0 {
      entries.append((Names.segmentEmbedding, segmentKindCount, width, .embedding))
    }
    if normalizesEmbedding { normalization(ParameterNames.embeddingNorm) }
    stack.list(Names.stack, readsMemory: false, into: &entries)
    if head == .transformed {
      entries.append((Names.transform.weight, width, width, .matrix))
      if features.hasBiases { entries.append((Names.transform.bias, 1, width, .bias)) }
      normalization(Names.transformNorm)
      entries.append((Names.headBias, 1, vocabularySize, .bias))
    }
    return ParameterLayout(listing: entries)
  }

  /// What an encoder's own parameters are called; the others are in `ParameterNames` and `StackNames`.
  public enum Names {
    public static let stack = StackNames()
    /// (kinds of segment, width).
    public static let segmentEmbedding = "segmentEmbedding.weight"
    public static let transform = ParameterNames.Linear(prefix: "transform")
    public static let transformNorm = ParameterNames.Normalization(prefix: "transformNorm")
    /// (1, vocabulary).
    public static let headBias = "head.bias"
  }
}

import Tensors

/// The shape of an encoder–decoder: one stack reads a text from both sides, another writes from left to
/// right and looks at what the first one read.
public struct EncoderDecoderConfiguration: Codable, Hashable, NetworkShape {
  public var vocabularySize: Int
  /// The stack that reads. Both stacks are of one width and made alike; positions are relative.
  public var encoder: StackShape
  /// The layers of the stack that writes.
  public var decoderLayerCount: Int
  /// Whether the head is the token embedding once more, which both stacks share anyhow.
  public var isHeadTied: Bool
  /// Whether the head reads the stream divided by √width, as the first T5s have it.
  public var scalesHead: Bool
  /// The id that the decoder reads first.
  public var startID: Int
  /// The id that fills up short sequences, if there is one.
  public var paddingID: Int?
  /// The id that ends a text, if there is one.
  public var endOfTextID: Int?

  /// A shape; what is left out follows T5's custom.
  public init(
    vocabularySize: Int, encoder: StackShape, decoderLayerCount: Int? = nil,
    isHeadTied: Bool = true, scalesHead: Bool? = nil, startID: Int = 0, paddingID: Int? = 0,
    endOfTextID: Int? = 1
  ) {
    self.vocabularySize = vocabularySize
    self.encoder = encoder
    self.decoderLayerCount = decoderLayerCount ?? encoder.layerCount
    self.isHeadTied = isHeadTied
    self.scalesHead = scalesHead ?? isHeadTied
    self.startID = startID
    self.paddingID = paddingID
    self.endOfTextID = endOfTextID
  }

  /// The smallest published T5 (Raffel et al. 2020, arXiv 1910.10683; 60,506,624 parameters).
  public static let t5Small = EncoderDecoderConfiguration(
    vocabularySize: 32_128,
    encoder: StackShape(
      width: 512, layerCount: 6, headCount: 8, headWidth: 64, feedForwardWidth: 2_048,
      features: .t5))

  /// The stack that writes.
  public var decoder: StackShape {
    var stack = encoder
    stack.layerCount = decoderLayerCount
    return stack
  }

  public var residualLayerCount: Int { max(encoder.layerCount, decoderLayerCount) }

  public var approximateParameterCount: Double {
    encoder.approximateParameterCount + 1.5 * decoder.approximateParameterCount
      + Double(encoder.width) * Double(vocabularySize)
  }

  public func validate() throws(ModelError) {
    try encoder.validate()
    try decoder.validate()
    try requireSizes([("vocabulary size", vocabularySize)])
    if encoder.features.positions == .learned {
      throw .impossibleShape("an encoder–decoder knows places by relative positions alone")
    }
    try requireIDs(
      [("start", startID), ("padding", paddingID), ("end-of-text", endOfTextID)],
      vocabulary: vocabularySize)
  }

  public var layout: ParameterLayout {
    var entries: [ParameterLayout.Entry] = [
      (ParameterNames.tokenEmbedding, vocabularySize, encoder.width, .embedding)
    ]
    encoder.list(Names.encoder, readsMemory: false, into: &entries)
    decoder.list(Names.decoder, readsMemory: true, into: &entries)
    if !isHeadTied {
      entries.append((ParameterNames.head, vocabularySize, encoder.width, .matrix))
    }
    return ParameterLayout(listing: entries)
  }

  /// What the parameters of the two stacks are called.
  public enum Names {
    public static let encoder = StackNames(prefix: "encoder.")
    public static let decoder = StackNames(prefix: "decoder.")
  }
}

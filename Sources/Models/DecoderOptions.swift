import Tensors

/// How a decoder is planned, beside its shape.
public struct DecoderOptions: Hashable, Sendable {
  /// Whether only the input of each layer is kept for the backward pass, which then computes the
  /// layer again: far less memory for about a third more work (Chen et al. 2016, arXiv 1604.06174).
  /// The gradients are the same, bit for bit.
  public var recomputesLayers: Bool
  /// Whether attention keeps within the documents that `Decoder.documentStarts` marks.
  public var separatesDocuments: Bool
  /// The most bytes that scores of the vocabulary take at a time: positions are worked off in blocks, see
  /// `HeadBlocks`, where all of them would take more, and there are no `Decoder.logits`. Nil for all at a
  /// time.
  public var scoreByteLimit: Int?
  /// How matrices are multiplied.
  public var products: ProductPlan

  public init(
    recomputesLayers: Bool = false, separatesDocuments: Bool = false, scoreByteLimit: Int? = nil,
    products: ProductPlan = .exact
  ) {
    self.recomputesLayers = recomputesLayers
    self.separatesDocuments = separatesDocuments
    self.scoreByteLimit = scoreByteLimit
    self.products = products
  }

  /// A limit that costs next to no time: 256 positions of a vocabulary of 65,536.
  public static let usualScoreByteLimit = 64 << 20
}

/// How a decoder is planned, beside its shape.
public struct DecoderOptions: Hashable, Sendable {
  /// Whether only the input of each layer is kept for the backward pass, which then computes the
  /// layer again: far less memory for about a third more work (Chen et al. 2016, arXiv 1604.06174).
  /// The gradients are the same, bit for bit.
  public var recomputesLayers: Bool
  /// Whether attention keeps within the documents that `Decoder.documentStarts` marks.
  public var separatesDocuments: Bool

  public init(recomputesLayers: Bool = false, separatesDocuments: Bool = false) {
    self.recomputesLayers = recomputesLayers
    self.separatesDocuments = separatesDocuments
  }
}

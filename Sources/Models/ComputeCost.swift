/// The floating-point operations of a model, counted product by product.
///
/// A product of (m, k) by (k, n) counts 2·m·k·n. Normalizations, activations and the softmax are
/// left out: they are under 1 % of the operations (though not of the time).
public struct ComputeCost: Hashable, Sendable {
  /// The forward pass for one token, at a context of `contextLength` tokens, all heads' full
  /// (time × time) scores counted, as is the custom.
  public let forwardPerToken: Double
  /// Forward and backward: the backward pass has two products for each one of the forward pass.
  public var trainingPerToken: Double { 3 * forwardPerToken }
  /// The rule of thumb 6·N per token (Kaplan et al. 2020, §2.1), N without embeddings but with
  /// the head.
  public let sixN: Double

  public init(_ configuration: ModelConfiguration, contextLength: Int? = nil) {
    let c = configuration
    let time = Double(contextLength ?? c.contextLength)
    let width = Double(c.width)
    let shape = c.attentionShape(batch: 1, time: 1)
    let projections = width * Double(shape.rowWidth) + Double(shape.outputWidth) * width
    let scores = 2 * time * Double(shape.outputWidth)
    let feedForward = Double(c.features.feedForwardMatrixCount) * width * Double(c.feedForwardWidth)
    let head = width * Double(c.vocabularySize)
    forwardPerToken = 2 * (Double(c.layerCount) * (projections + scores + feedForward) + head)
    sixN = 6 * Double(c.parameterCount.nonEmbeddingWithHead)
  }
}

import Models

/// Floating-point operations as Hoffmann et al. 2022 count them (arXiv 2203.15556, appendix F).
///
/// Unlike 6·N·D it counts attention's scores, and both the embedding and the logits as products of
/// (time, vocabulary) by (vocabulary, width), whether they share their weights or not. No machine
/// computes the embedding so; `ComputeCost` has what is really done. In large models they hardly
/// differ; in a sweep's small ones the vocabulary is most of the model.
///
/// The backward pass counts twice the forward pass.
public struct AppendixFCost: Hashable, Sendable {
  public let embedding: Double
  public let attention: Double
  public let feedForward: Double
  public let logits: Double

  /// The forward pass, operations a token at a context of `contextLength` tokens, by its parts.
  public init(_ configuration: ModelConfiguration, contextLength: Int? = nil) {
    let c = configuration
    let time = Double(contextLength ?? c.contextLength)
    let width = Double(c.width)
    let heads = Double(c.headCount)
    let inner = Double(c.headWidth) * heads
    let shared = Double(c.headWidth * c.keyValueHeadCount)
    let layers = Double(c.layerCount)
    embedding = 2 * Double(c.vocabularySize) * width
    // Queries, keys and values; scores; softmax; weighted sum; output.
    attention =
      layers
      * (2 * width * (inner + 2 * shared) + 2 * time * inner + 3 * heads * time + 2 * time * inner
        + 2 * inner * width)
    let matrices = Double(c.features.feedForwardMatrixCount)
    feedForward = layers * 2 * matrices * width * Double(c.feedForwardWidth)
    logits = 2 * width * Double(c.vocabularySize)
  }

  public var forwardPerToken: Double { embedding + attention + feedForward + logits }
  public var trainingPerToken: Double { 3 * forwardPerToken }
}

//: # Where 50 billion parameters are
//: estimate, 15 minutes
//:
//: Count a decoder's parameters exactly. Each block has two layer normalizations (gain and bias),
//: four (D, D) projections and a feed-forward layer from D to 4D and back; all six matrices have
//: biases. A last normalization stands before the head, which is tied to the token embedding and
//: has no bias. GPT-2 learns its positions; BloombergGPT does not, but normalises its embedding.
//: The counts to meet: 124,439,808 for GPT-2 and 50,558,868,480 for BloombergGPT (Wu et al. 2023,
//: appendix A).
//:
//: ## Hints
//:
//: 1. Count apart: the embeddings, one block times the number of blocks, what follows the last.
//: 2. A block's matrices have 4D² + 4D² + 4D² weights. Its vectors: 4D for the two normalizations,
//:    4D for the projections' biases, 4D + D for the feed-forward layer's.
//: 3. V·D + P·D + L·(12D² + 13D) + 2D, and 2D more where the embedding is normalised.

import ExerciseKit

extension Chapter03 {
  /// What a decoder's number of parameters follows from.
  public struct Shape: Sendable {
    public let layerCount: Int
    /// D, the width of the residual stream; the feed-forward layer is 4D wide.
    public let width: Int
    public let vocabularySize: Int
    /// Rows of the table of learned positions; 0 where positions cost no parameters.
    public let positionCount: Int
    /// Whether the embedding passes a layer normalization before the first block.
    public let hasEmbeddingNorm: Bool

    public init(
      layerCount: Int, width: Int, vocabularySize: Int, positionCount: Int, hasEmbeddingNorm: Bool
    ) {
      self.layerCount = layerCount
      self.width = width
      self.vocabularySize = vocabularySize
      self.positionCount = positionCount
      self.hasEmbeddingNorm = hasEmbeddingNorm
    }

    /// The small GPT-2 (Radford et al. 2019): learned positions.
    public static let gpt2 = Shape(
      layerCount: 12, width: 768, vocabularySize: 50_257, positionCount: 1_024,
      hasEmbeddingNorm: false)
    /// BloombergGPT (Wu et al. 2023, appendix A): ALiBi, a normalization after the embedding.
    public static let bloombergGPT = Shape(
      layerCount: 70, width: 7_680, vocabularySize: 131_072, positionCount: 0,
      hasEmbeddingNorm: true)
  }

  /// From a shape to its number of parameters.
  public typealias ParameterCount = (_ shape: Shape) throws -> Int

  public static let parameterCount = Exercise<ParameterCount>(
    properties: parameterCountProperties,
    check: { count in
      try Expect.equal(
        try count(with(layers: 0)), 48, "V = 10, D = 4 and no block: the embedding, the last norm")
      try Expect.equal(
        try count(with(layers: 0, positions: 6)) - 48, 24, "what 6 learned positions of width 4 add"
      )
      try Expect.equal(
        try count(with(layers: 0, embeddingNorm: true)) - 48, 8, "what a norm of width 4 adds")
      try Expect.equal(try count(with(layers: 1)) - 48, 244, "one block of width 4")
      try Expect.equal(try count(with(layers: 3)) - 48, 732, "three blocks of width 4")
      try Expect.equal(try count(.gpt2), 124_439_808, "GPT-2")
      try Expect.equal(try count(.bloombergGPT), 50_558_868_480, "BloombergGPT")
    },
    observe: { count in
      [
        Double(try count(with(layers: 2, positions: 6))),
        Double(try count(with(layers: 3, embeddingNorm: true))),
        Double(try count(.gpt2)),
        Double(
          try count(
            Shape(
              layerCount: 5, width: 6, vocabularySize: 11, positionCount: 3, hasEmbeddingNorm: true)
          )),
        Double(
          try count(
            Shape(
              layerCount: 7, width: 10, vocabularySize: 13, positionCount: 0, hasEmbeddingNorm: true
            ))
        ),
      ]
    })

  /// A shape of width 4 with a vocabulary of 10.
  private static func with(
    layers: Int, positions: Int = 0, embeddingNorm: Bool = false
  ) -> Shape {
    Shape(
      layerCount: layers, width: 4, vocabularySize: 10, positionCount: positions,
      hasEmbeddingNorm: embeddingNorm)
  }
}

import RealModule

/// How well a model predicts a text.
public struct TextEvaluation: Codable, Hashable, Sendable {
  /// Σ −log p of the predicted tokens, in nats.
  public let nats: Double
  /// The tokens that were predicted.
  public let tokenCount: Int
  /// The bytes of text that those tokens stand for.
  public let byteCount: Int

  public init(nats: Double, tokenCount: Int, byteCount: Int) {
    self.nats = nats
    self.tokenCount = tokenCount
    self.byteCount = byteCount
  }

  /// Nats a token: comparable between models with one tokenizer alone.
  public var meanLoss: Double { nats / Double(tokenCount) }

  /// e to the mean loss: from how many equally likely tokens the model chooses, as it were.
  public var perplexity: Double { Double.exp(meanLoss) }

  /// nats / (bytes · ln 2): comparable across tokenizers, and the size of the text if the model were
  /// used to compress it. Infinite where no token stands for a byte.
  public var bitsPerByte: Double { nats / (Double(byteCount) * Double.log(2)) }
}

/// Which tokens a model sees when it predicts the next one.
public enum Windowing: Hashable, Sendable {
  /// Windows of one context length, one after the other: cheapest, and pessimistic, since a
  /// window's first tokens are predicted from few.
  case nonOverlapping
  /// Windows that begin every so many tokens; each predicts the tokens that none before it did, so
  /// that all but the first window's see at least the context length less the stride.
  case sliding(stride: Int)
}

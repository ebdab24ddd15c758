import Foundation

/// How well a model predicts a text: what training, sweeps, evaluation and chapters all speak of.
///
///     let both = first + second       // of two texts, each token and byte weighing alike
///     both.mean                       // nats a token
///     both.bitsPerByte
public struct TextLoss: Codable, Hashable, Sendable {
  /// Σ −log p of the predicted tokens, in nats.
  public let nats: Double
  /// The tokens that were predicted: all of a text but its first.
  public let tokenCount: Int
  /// The bytes of text that those tokens stand for.
  public let byteCount: Int

  public init(nats: Double, tokenCount: Int, byteCount: Int) {
    self.nats = nats
    self.tokenCount = tokenCount
    self.byteCount = byteCount
  }

  /// Of no text at all: neither the mean nor bits per byte are numbers.
  public static let none = TextLoss(nats: 0, tokenCount: 0, byteCount: 0)

  /// Nats a token: comparable between models with one tokenizer alone.
  public var mean: Double { nats / Double(tokenCount) }

  /// e to the mean: from how many equally likely tokens the model chooses, as it were.
  public var perplexity: Double { exp(mean) }

  /// nats / (bytes · ln 2): comparable across tokenizers, and the size of the text if the model were
  /// used to compress it. Infinite where no token stands for a byte.
  public var bitsPerByte: Double { nats / (Double(byteCount) * log(2)) }

  /// The bytes of text that a token stands for in the mean.
  public var bytesPerToken: Double { Double(byteCount) / Double(tokenCount) }

  /// The loss over two texts together.
  public static func + (first: TextLoss, second: TextLoss) -> TextLoss {
    TextLoss(
      nats: first.nats + second.nats, tokenCount: first.tokenCount + second.tokenCount,
      byteCount: first.byteCount + second.byteCount)
  }
}

import Tokenizers

/// What a run reads: sources to train on, texts to look at, and the tokenizer of both.
public struct TrainingText: Sendable {
  public var sources: [WindowSampler.Source]
  public var validation: [ValidationText]
  public var tokenizer: any Tokenizer

  public init(
    sources: [WindowSampler.Source], validation: [ValidationText], tokenizer: any Tokenizer
  ) {
    self.sources = sources
    self.validation = validation
    self.tokenizer = tokenizer
  }

  /// The bytes that they stand for.
  var heldOutByteCount: Int { validation.reduce(0) { $0 + $1.byteCount } }

  /// Tokens held out, in all.
  public var heldOutTokenCount: Int { validation.reduce(0) { $0 + $1.ids.count } }
}

import Corpora
import Tokenizers

/// A held-out text, to be looked at during training.
public struct ValidationText: Sendable {
  public var name: String
  public var ids: [Int32]
  /// The bytes that the ids stand for: the denominator of bits per byte.
  public var byteCount: Int

  public init(name: String, ids: [Int32], byteCount: Int) {
    self.name = name
    self.ids = ids
    self.byteCount = byteCount
  }

  /// A whole corpus.
  ///
  /// - Throws: `TokenizerError`.
  public init(name: String, corpus: Corpus, tokenizer: any Tokenizer) throws {
    self.init(
      name: name, ids: try tokenizer.encode(documents: corpus.texts), byteCount: corpus.byteCount)
  }

  /// A whole shard.
  public init(name: String, shard: TokenShard, tokenizer: any Tokenizer) {
    self.init(
      name: name, ids: shard.tokens(0..<shard.tokenCount),
      byteCount: shard.byteCount(tokenizer))
  }
}

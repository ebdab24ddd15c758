import Tokenizers

/// Which tokenizer a text gets.
public enum TokenizerChoice: Hashable, Sendable {
  /// A vocabulary that is learned from the text.
  case bytePair(vocabularySize: Int)
  case unigram(vocabularySize: Int)
  /// The text's own characters, those of its held-out part among them, as in nanoGPT's recipe; see
  /// `SplitText.tokenizer` for a limit.
  case characters
  case bytes
  /// A tokenizer's file, or a folder that has one.
  case file(String)

  /// - Parameter name: `bpe`, `unigram`, `characters`, `bytes`, or else a path.
  public init(_ name: String, vocabularySize: Int) {
    switch name {
    case "bpe": self = .bytePair(vocabularySize: vocabularySize)
    case "unigram": self = .unigram(vocabularySize: vocabularySize)
    case "characters": self = .characters
    case "bytes": self = .bytes
    default: self = .file(name)
    }
  }

  /// The tokenizer of token shards, which were made with theirs: one that needs no text.
  ///
  /// - Throws: `TrainingDataError.impossible` for one that is learned; `TokenizerError`, `FileError`.
  public func forShards() throws -> any Tokenizer {
    guard let tokenizer = try ready() else {
      throw TrainingDataError.impossible("shards have their tokenizer; none is learned for them")
    }
    return tokenizer
  }

  /// The tokenizer, if it needs no text.
  func ready() throws -> (any Tokenizer)? {
    switch self {
    case .bytePair, .unigram, .characters: nil
    case .bytes: ByteTokenizer()
    case .file(let path): try TokenizerFile.read(path)
    }
  }
}

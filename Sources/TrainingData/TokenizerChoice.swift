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
  /// One that is there already, as a model's own file brings it.
  case given(GivenTokenizer)

  /// A tokenizer, and the file that it came from, by which it is told from others.
  public struct GivenTokenizer: Hashable, Sendable {
    public let path: String
    public let tokenizer: any Tokenizer

    public init(_ tokenizer: any Tokenizer, path: String) {
      (self.tokenizer, self.path) = (tokenizer, path)
    }

    public static func == (a: GivenTokenizer, b: GivenTokenizer) -> Bool { a.path == b.path }
    public func hash(into hasher: inout Hasher) { hasher.combine(path) }
  }

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
    case .given(let given): given.tokenizer
    }
  }
}

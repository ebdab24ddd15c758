extension Tokenizer {
  /// What kind of tokenizer it is, in a word for people.
  public var kindName: String {
    switch self {
    case is BytePairTokenizer: "bpe"
    case is UnigramTokenizer: "unigram"
    case is SentencePieceTokenizer: "sentencepiece"
    case is CharacterTokenizer: "characters"
    case is ByteTokenizer: "bytes"
    default: "\(type(of: self))"
    }
  }

  /// How a text is cut before tokens are found; nil where it is not.
  public var cutting: PreTokenPattern? {
    switch self {
    case let tokenizer as BytePairTokenizer: tokenizer.pattern
    case let tokenizer as UnigramTokenizer: tokenizer.pattern
    default: nil
    }
  }
}

import Groundwork

/// What is wrong with a token shard.
public enum TokenShardError: UserFacingError, Equatable {
  case malformed(path: String, problem: String)
  case token(path: String, id: Int, place: Int, vocabularySize: Int)
  case vocabularySize(Int)
  case vocabulary(path: String, size: Int, tokenizerSize: Int)

  public var description: String {
    switch self {
    case .malformed(let path, let problem): "\(path): \(problem); make the shard anew"
    case .token(let path, let id, let place, let vocabularySize):
      "\(path): the id \(id) at place \(place) is outside a vocabulary of \(vocabularySize); "
        + "use the tokenizer that the ids came from"
    case .vocabulary(let path, let size, let tokenizerSize):
      size == tokenizerSize
        ? "\(path): comes from another tokenizer than this one, of the same size; name the tokenizer "
          + "that it was made with"
        : "\(path): comes from a tokenizer of \(size) tokens, and this one has \(tokenizerSize); "
          + "name the tokenizer that it was made with"
    case .vocabularySize(let size):
      "a vocabulary of \(size) does not fit a token shard; it holds 1 to \(1 << 31) ids"
    }
  }
}

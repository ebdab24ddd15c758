import Tensors

/// What is wrong with a token shard.
public enum TokenShardError: UserFacingError, Equatable {
  case malformed(path: String, problem: String)
  case token(path: String, id: Int, place: Int, vocabularySize: Int)
  case vocabularySize(Int)

  public var description: String {
    switch self {
    case .malformed(let path, let problem): "\(path): \(problem); make the shard anew"
    case .token(let path, let id, let place, let vocabularySize):
      "\(path): the id \(id) at place \(place) is outside a vocabulary of \(vocabularySize); "
        + "use the tokenizer that the ids came from"
    case .vocabularySize(let size):
      "a vocabulary of \(size) does not fit a token shard; it holds 1 to \(1 << 31) ids"
    }
  }
}

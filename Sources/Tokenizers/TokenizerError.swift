import Groundwork

/// What can go wrong with tokenizers.
public enum TokenizerError: UserFacingError, Equatable {
  case unknownID(Int32, vocabularySize: Int)
  case unknownCharacter(String, byteOffset: Int)
  case vocabularyTooSmall(Int, minimum: Int)
  case emptyText
  case preTokenTooLong(byteOffset: Int)
  /// A search with a tokenizer's own regular expression that takes too many steps.
  case patternTooCostly(byteOffset: Int)
  case badSpecialToken(String)
  case malformedIDs(line: Int, String)
  case malformedFile(path: String, problem: String)
  /// A rank file that no pre-token pattern is known for.
  case unknownPattern(path: String)

  public var description: String {
    switch self {
    case .unknownID(let id, let size):
      "the id \(id) lies outside the vocabulary of \(size) tokens"
    case .unknownCharacter(let character, let offset):
      "the character \(character) at byte \(offset) is not in the tokenizer's vocabulary; "
        + "train it on a text that has it"
    case .vocabularyTooSmall(let size, let minimum):
      "a vocabulary of \(size) is too small; \(minimum) is the least"
    case .preTokenTooLong(let offset):
      "a stretch without a cut is longer than \(PreTokenPattern.longestPreToken) bytes at byte "
        + "\(offset); break it up, or use another pre-token pattern"
    case .patternTooCostly(let offset):
      "the tokenizer's own pattern takes too many steps at byte \(offset) of a stretch of text; "
        + "break the text up there"
    case .badSpecialToken(let token):
      "the special token '\(token)' is empty, stands twice, or has an end of line in it"
    case .malformedIDs(let line, let word):
      "line \(line): '\(word)' is no token id; ids are whole numbers with spaces between them"
    case .emptyText: "there is no text to train a tokenizer on"
    case .malformedFile(let path, let problem): "\(path): \(problem)"
    case .unknownPattern(let path):
      "\(path): a rank file does not say its pre-token pattern, and its name is none of tiktoken's "
        + "encodings"
    }
  }
}

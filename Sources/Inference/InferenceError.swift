import Groundwork

/// What can go wrong when a model is asked for something.
public enum InferenceError: UserFacingError, Equatable {
  case idOutsideVocabulary(id: Int32, position: Int, vocabularySize: Int)
  case tooFewIDs(count: Int, needed: Int)
  case tooManyIDs(count: Int, limit: Int)
  case vocabulariesDiffer(tokenizer: Int, model: Int)
  case impossibleSampling(String)
  case notANumber(id: Int)
  case unsupported(String)

  public var description: String {
    switch self {
    case .idOutsideVocabulary(let id, let position, let size):
      "the id \(id) at place \(position) lies outside the model's vocabulary of \(size) tokens"
    case .tooFewIDs(let count, let needed):
      "\(Plural.count(count, "token")) \(Plural.of(count, "is", "are")) too few; give at least \(needed)"
    case .tooManyIDs(let count, let limit):
      "\(count) tokens are more than the \(limit) that the model sees at once; give fewer, or "
        + "evaluate them window by window"
    case .vocabulariesDiffer(let tokenizer, let model):
      "the tokenizer has \(tokenizer) tokens but the model knows only \(model); they do not belong "
        + "together"
    case .impossibleSampling(let problem): problem
    case .notANumber(let id):
      "the model's score for the id \(id) is no number; its training has diverged, or its file is "
        + "damaged"
    case .unsupported(let problem): problem
    }
  }
}

extension InferenceError {
  /// Throws for the first id that a vocabulary does not have.
  static func check(_ ids: some Sequence<Int32>, vocabularySize: Int) throws(InferenceError) {
    for (position, id) in ids.enumerated() where id < 0 || Int(id) >= vocabularySize {
      throw .idOutsideVocabulary(id: id, position: position, vocabularySize: vocabularySize)
    }
  }
}

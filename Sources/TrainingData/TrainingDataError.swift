import Groundwork

/// What can be wrong with what a run is to read.
public enum TrainingDataError: UserFacingError, Equatable {
  case impossible(String)
  case corpusTooShort(name: String, tokens: Int, needed: Int)
  /// A text of which a part was to be held out.
  case tooShortToHoldOut(name: String, fraction: Double)
  /// Shards without any to validate on.
  case noValidation(paths: [String])
  /// A shard by itself.
  case noTokenizer(path: String)

  public var description: String {
    switch self {
    case .impossible(let problem): "this training is impossible: \(problem)"
    case .corpusTooShort(let name, let tokens, let needed):
      "\(name): \(Plural.count(tokens, "token")) \(Plural.of(tokens, "is", "are")) too few for one context; give a text of at least \(needed) "
        + "tokens or a shorter context"
    case .tooShortToHoldOut(let name, let fraction):
      "\(name): too short to hold out \(fraction) of it; give more text"
    case .noValidation(let paths):
      "\(paths.joined(separator: ", ")): no validation.tokens beside them"
    case .noTokenizer(let path): "\(path): a shard does not hold its tokenizer"
    }
  }
}

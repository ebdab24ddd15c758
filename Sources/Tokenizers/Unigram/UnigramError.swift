import Groundwork

/// What can go wrong with unigram models, beside what `TokenizerError` says.
public enum UnigramError: UserFacingError, Equatable {
  /// The piece at an index of a list is none.
  case badPiece(index: Int, problem: String)
  case nothingToMerge
  case mixedPatterns(PreTokenPattern, PreTokenPattern)
  case badByteCount(Int)
  case badSmoothing(Double)

  public var description: String {
    switch self {
    case .badPiece(let index, let problem): "piece \(index) \(problem)"
    case .nothingToMerge:
      "there is nothing to merge: give at least one model that was trained on more than 0 bytes"
    case .mixedPatterns(let first, let other):
      "models with the pre-token patterns \(first) and \(other) cannot be merged; train all with one"
    case .badByteCount(let count): "a model cannot have been trained on \(count) bytes"
    case .badSmoothing(let value):
      "a smoothing of \(value) is no number from 0 up; 0 draws every segmentation alike, 1 by its "
        + "probability"
    }
  }
}

import Groundwork

/// A piece of a unigram language model, and its probability.
public struct UnigramPiece: Hashable, Sendable {
  public let bytes: [UInt8]
  /// The natural logarithm of the piece's probability.
  public let score: Double

  public init(bytes: [UInt8], score: Double) {
    self.bytes = bytes
    self.score = score
  }

  /// Scores are kept to ten decimals: so few digits every JSON reader turns into the same Float64,
  /// also those that are off by one in the last place for numbers of seventeen.
  static func rounded(_ score: Double) -> Double { (score * 1e10).rounded() / 1e10 }

  /// The higher score first; of equal ones, the piece that comes first in the order of bytes.
  static func isLikelier(_ a: UnigramPiece, _ b: UnigramPiece) -> Bool {
    if a.score != b.score { return a.score > b.score }
    return a.bytes.lexicographicallyPrecedes(b.bytes)
  }
}

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

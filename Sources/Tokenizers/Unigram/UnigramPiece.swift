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

import Groundwork
import Tokenizers

/// All segmentations of short strings, one by one: what the fast sums are held against.
struct UnigramSegmentations {
  let scores: [[UInt8]: Double]

  init(_ pieces: [UnigramPiece]) {
    scores = Dictionary(uniqueKeysWithValues: pieces.map { ($0.bytes, $0.score) })
  }

  func all(of word: [UInt8]) -> [[[UInt8]]] {
    if word.isEmpty { return [[]] }
    return (1...word.count).flatMap { length -> [[[UInt8]]] in
      let first = Array(word.prefix(length))
      guard scores[first] != nil else { return [] }
      return all(of: Array(word.dropFirst(length))).map { [first] + $0 }
    }
  }

  /// The sum of the scores, from left to right.
  func score(_ segmentation: [[UInt8]]) -> Double {
    segmentation.reduce(0) { $0 + (scores[$1] ?? -.infinity) }
  }

  /// The likeliest one; of equal ones, the one with the longest last piece, and so on from the end.
  func best(of word: [UInt8]) -> [[UInt8]] {
    all(of: word).max { a, b in
      let (scoreA, scoreB) = (score(a), score(b))
      if scoreA != scoreB { return scoreA < scoreB }
      return a.reversed().map(\.count).lexicographicallyPrecedes(b.reversed().map(\.count))
    } ?? []
  }

  /// Random pieces over the letters a to c, with scores from `draw`.
  static func randomTokenizer(
    _ stream: inout RandomStream, draw: (inout RandomStream) -> Double
  ) throws -> UnigramTokenizer {
    var pieces: [[UInt8]: Double] = [[97]: 0, [98]: 0, [99]: 0]
    for _ in 0..<12 {
      let length = 2 + stream.index(below: 3)
      pieces[(0..<length).map { _ in UInt8(97 + stream.index(below: 3)) }] = 0
    }
    let list = pieces.keys.sorted { $0.lexicographicallyPrecedes($1) }
    return try UnigramTokenizer(
      pieces: list.map { UnigramPiece(bytes: $0, score: draw(&stream)) }, pattern: .none)
  }
}

import Groundwork
import RealModule

/// Encodes text with one unigram tokenizer.
final class UnigramEncoder: TextEncoder {
  private let pattern: PreTokenPattern
  private var segmenter: UnigramSegmenter

  init(_ tokenizer: UnigramTokenizer) {
    pattern = tokenizer.pattern
    segmenter = UnigramSegmenter(tokenizer)
  }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, offset: Int, isWhole: Bool, into ids: inout [Int32]
  ) throws(TokenizerError) -> Int {
    try pattern.cut(text, offset: offset, isWhole: isWhole) { segmenter.append($0, to: &ids) }
  }
}

/// Cuts pre-tokens into pieces; its scratch memory is reused from one to the next.
struct UnigramSegmenter {
  private let tokenizer: UnigramTokenizer
  /// The score of the best segmentation of the first i bytes.
  private var best: [Double] = []
  /// The last token of that segmentation.
  private var last: [Int32] = []
  private var reversed: [Int32] = []

  init(_ tokenizer: UnigramTokenizer) { self.tokenizer = tokenizer }

  /// The likeliest segmentation of a pre-token (Viterbi 1967).
  ///
  /// The tie rule, which is also that of `tokenizers`: scores are added from left to right in
  /// Float64, and of equal sums the one whose last token is longest stays; so on from the end of
  /// the pre-token to its beginning.
  ///
  /// - Complexity: O(*n* · longest piece).
  mutating func append(_ word: UnsafeBufferPointer<UInt8>, to ids: inout [Int32]) {
    let count = word.count
    guard count > 1 else {
      if count == 1 { ids.append(tokenizer.byteIDs[Int(word[0])]) }
      return
    }
    if best.count <= count {
      best = Array(repeating: 0, count: 2 * count)
      last = Array(repeating: 0, count: 2 * count)
    }
    best.withUnsafeMutableBufferPointer { best in
      last.withUnsafeMutableBufferPointer { last in
        Self.findBest(word, tokenizer, best, last)
      }
    }
    reversed.removeAll(keepingCapacity: true)
    var end = count
    while end > 0 {
      let id = last[end]
      reversed.append(id)
      end -= Int(tokenizer.lengths[Int(id)])
    }
    ids.append(contentsOf: reversed.reversed())
  }

  @inline(__always)
  private static func findBest(
    _ word: UnsafeBufferPointer<UInt8>, _ tokenizer: borrowing UnigramTokenizer,
    _ best: UnsafeMutableBufferPointer<Double>, _ last: UnsafeMutableBufferPointer<Int32>
  ) {
    let count = word.count
    tokenizer.trie.nodes.withUnsafeBufferPointer { nodes in
      tokenizer.scores.withUnsafeBufferPointer { scores in
        best[0] = 0
        for i in 1...count { best[i] = -.infinity }
        for start in 0..<count {
          let sum = best[start]
          UnigramTrie.forEachPiece(of: word, from: start, nodes) { piece, end in
            let candidate = sum + scores[piece]
            if candidate > best[end] {
              best[end] = candidate
              last[end] = Int32(truncatingIfNeeded: piece)
            }
          }
        }
      }
    }
  }

  /// Appends a segmentation drawn at random, see `UnigramTokenizer.encode(_:smoothing:using:)`.
  ///
  /// Exact sampling, "forward filtering, backward sampling" (Kudo 2018, §3.2) seen in a mirror: the
  /// sums run from the end of the pre-token, so that tokens are drawn from its beginning on.
  func appendSample(
    of word: UnsafeBufferPointer<UInt8>, smoothing: Double, using stream: inout RandomStream,
    to ids: inout [Int32]
  ) {
    // rest[i]: log of the sum over all segmentations of the bytes from i on.
    var rest = [Double](repeating: 0, count: word.count + 1)
    var choices: [(piece: Int, score: Double)] = []
    func findChoices(from start: Int) {
      choices.removeAll(keepingCapacity: true)
      tokenizer.trie.nodes.withUnsafeBufferPointer { nodes in
        UnigramTrie.forEachPiece(of: word, from: start, nodes) { piece, end in
          choices.append((piece, smoothing * tokenizer.scores[piece] + rest[end]))
        }
      }
    }
    for start in stride(from: word.count - 1, through: 0, by: -1) {
      findChoices(from: start)
      let highest = choices.reduce(-Double.infinity) { max($0, $1.score) }
      rest[start] =
        highest + Double.log(choices.reduce(0) { $0 + Double.exp($1.score - highest) })
    }
    var start = 0
    while start < word.count {
      findChoices(from: start)
      var remaining = stream.uniform()
      var drawn = choices[choices.count - 1].piece
      for choice in choices {
        remaining -= Double.exp(choice.score - rest[start])
        if remaining < 0 {
          drawn = choice.piece
          break
        }
      }
      ids.append(Int32(drawn))
      start += Int(tokenizer.lengths[drawn])
    }
  }
}

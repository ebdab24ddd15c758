/// Byte pair encoding of words, each with the space before it: what capstone 1.6 has to beat.
///
/// Words are counted once, pairs are counted in words, and equal counts go to the smaller pair, so
/// that the same text always makes the same vocabulary.
struct WordBPE {
  /// The tokens: the 256 bytes, then one for each merge.
  private(set) var vocabulary: [[UInt8]] = (0...255).map { [$0] }
  private var merges: [Pair] = []

  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  init(_ text: [UInt8], size: Int) {
    var words = Self.words(text).reduce(into: [:]) { $0[$1, default: 0] += 1 }
      .map { (ids: $0.key.map(Int.init), count: $0.value) }
    while vocabulary.count < size {
      var counts: [Pair: Int] = [:]
      for word in words {
        for (a, b) in zip(word.ids, word.ids.dropFirst()) {
          counts[Pair(first: a, second: b), default: 0] += word.count
        }
      }
      guard
        let best = counts.max(by: {
          ($0.value, $1.key.first, $1.key.second) < ($1.value, $0.key.first, $0.key.second)
        })?.key
      else { return }
      let id = vocabulary.count
      vocabulary.append(vocabulary[best.first] + vocabulary[best.second])
      merges.append(best)
      for place in words.indices { Self.merge(&words[place].ids, best, id) }
    }
  }

  /// The numbers of the tokens that spell a text.
  func cut(_ text: [UInt8]) -> [Int] {
    var known: [[UInt8]: [Int]] = [:]
    return Self.words(text).flatMap { word in
      if let ids = known[word] { return ids }
      var ids = word.map(Int.init)
      for (rank, pair) in merges.enumerated() { Self.merge(&ids, pair, 256 + rank) }
      known[word] = ids
      return ids
    }
  }

  /// How many tokens spell a text.
  func count(_ text: [UInt8]) -> Int { cut(text).count }

  /// Cuts before each space, and around each line's end.
  private static func words(_ text: [UInt8]) -> [[UInt8]] {
    var words: [[UInt8]] = []
    for byte in text {
      if byte == 0x20 || byte == 0x0A || words.last == [0x0A] || words.isEmpty {
        words.append([byte])
      } else {
        words[words.count - 1].append(byte)
      }
    }
    return words
  }

  private static func merge(_ ids: inout [Int], _ pair: Pair, _ id: Int) {
    var (read, write) = (0, 0)
    while read < ids.count {
      let isPair =
        read + 1 < ids.count && ids[read] == pair.first && ids[read + 1] == pair.second
      ids[write] = isPair ? id : ids[read]
      read += isPair ? 2 : 1
      write += 1
    }
    ids.removeLast(ids.count - write)
  }
}

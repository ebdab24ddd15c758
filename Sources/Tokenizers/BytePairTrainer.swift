import HeapModule

/// Learns the merges of byte pair encoding (Gage 1994; Sennrich, Haddow and Birch 2016, arXiv
/// 1508.07909) from a text.
///
/// The tie rule: of the pairs with the highest count, the one whose left token was made first, and
/// of those, the one whose right token was made first. Hash order decides nothing.
struct BytePairTrainer {
  /// A pair waiting to be merged, with the count that it had when it was put in line.
  private struct Candidate: Comparable {
    let count: Int
    let left: Int32
    let right: Int32

    static func < (a: Candidate, b: Candidate) -> Bool {
      if a.count != b.count { return a.count < b.count }
      return (a.left, a.right) > (b.left, b.right)
    }
  }

  /// A pair that has been seen: how often, and in which words.
  private struct PairRecord {
    var count = 0
    var words: [Int32] = []
  }

  private var words: [[Int32]] = []
  private var wordCounts: [Int] = []
  private var table = PairTable(capacity: 1 << 14)
  private var pairs: [PairRecord] = []
  private var heap = Heap<Candidate>()

  init(documents: [[UInt8]], pattern: PreTokenPattern) {
    var strings = ByteStringTable(capacity: 1 << 14)
    for document in documents {
      document.withUnsafeBufferPointer { text in
        var start = 0
        while start < text.count {
          let end = pattern.end(from: start, in: text)
          let (index, isNew) = strings.insert(UnsafeBufferPointer(rebasing: text[start..<end]))
          if isNew { wordCounts.append(1) } else { wordCounts[index] += 1 }
          start = end
        }
      }
    }
    words = (0..<strings.count).map { index in
      strings.bytes[strings.offsets[index]..<strings.offsets[index + 1]].map { Int32($0) }
    }
    for word in words.indices { add(word, isFirstTime: true) }
    for (left, right, record) in allPairs() {
      heap.insert(Candidate(count: record, left: left, right: right))
    }
  }

  /// How often a word's bytes stand in the text, for every different word.
  var distinctWordCount: Int { words.count }

  private func allPairs() -> [(Int32, Int32, Int)] {
    var seen: Set<UInt64> = []
    var result: [(Int32, Int32, Int)] = []
    for word in words {
      for i in 0..<max(0, word.count - 1) {
        let key = PairTable.key(word[i], word[i + 1])
        if seen.insert(key).inserted {
          result.append((word[i], word[i + 1], pairs[Int(table.value(key))].count))
        }
      }
    }
    return result
  }

  /// The index of a pair's record, made if it is new.
  private mutating func record(_ left: Int32, _ right: Int32) -> Int {
    let key = PairTable.key(left, right)
    let found = table.value(key)
    if found >= 0 { return Int(found) }
    table.set(key, Int32(pairs.count))
    pairs.append(PairRecord())
    return pairs.count - 1
  }

  private mutating func add(_ word: Int, isFirstTime: Bool, newToken: Int32 = -1) {
    let symbols = words[word]
    let times = wordCounts[word]
    for i in 0..<max(0, symbols.count - 1) {
      let (left, right) = (symbols[i], symbols[i + 1])
      let index = record(left, right)
      pairs[index].count += times
      // Pairs without the new token had this word on their lists already.
      if isFirstTime || left == newToken || right == newToken {
        if pairs[index].words.last != Int32(word) { pairs[index].words.append(Int32(word)) }
      }
    }
  }

  private mutating func remove(_ word: Int) {
    let symbols = words[word]
    for i in 0..<max(0, symbols.count - 1) {
      pairs[record(symbols[i], symbols[i + 1])].count -= wordCounts[word]
    }
  }

  /// The pair to merge next, with its count; nil when no pair is left.
  private mutating func popBest() -> Candidate? {
    while let candidate = heap.popMax() {
      let now = pairs[record(candidate.left, candidate.right)].count
      if now == candidate.count { return candidate.count > 0 ? candidate : nil }
      // Counts of pairs in line only fall: back in line with the present one.
      if now > 0 {
        heap.insert(Candidate(count: now, left: candidate.left, right: candidate.right))
      }
    }
    return nil
  }

  /// Merges the most frequent pair into a new token everywhere.
  ///
  /// - Returns: the pair and its count, or nil when every word is one token.
  mutating func mergeBest(into token: Int32) -> BytePairMerge? {
    guard let best = popBest() else { return nil }
    let index = record(best.left, best.right)
    var changed: Set<UInt64> = []
    let list = pairs[index].words
    pairs[index].words = []
    for entry in list {
      let word = Int(entry)
      let symbols = words[word]
      guard Self.contains(symbols, best.left, best.right) else { continue }
      remove(word)
      var merged: [Int32] = []
      merged.reserveCapacity(symbols.count)
      var i = 0
      while i < symbols.count {
        if i + 1 < symbols.count, symbols[i] == best.left, symbols[i + 1] == best.right {
          merged.append(token)
          i += 2
        } else {
          merged.append(symbols[i])
          i += 1
        }
      }
      words[word] = merged
      add(word, isFirstTime: false, newToken: token)
      for i in 0..<max(0, merged.count - 1) where merged[i] == token || merged[i + 1] == token {
        changed.insert(PairTable.key(merged[i], merged[i + 1]))
      }
    }
    for key in changed {
      let (left, right) = (Int32(key >> 32), Int32(key & 0xFFFF_FFFF))
      heap.insert(Candidate(count: pairs[record(left, right)].count, left: left, right: right))
    }
    return BytePairMerge(left: best.left, right: best.right, count: best.count)
  }

  private static func contains(_ symbols: [Int32], _ left: Int32, _ right: Int32) -> Bool {
    for i in 0..<max(0, symbols.count - 1) where symbols[i] == left && symbols[i + 1] == right {
      return true
    }
    return false
  }
}

/// One learned merge: two tokens become one.
public struct BytePairMerge: Hashable, Sendable {
  public let left: Int32
  public let right: Int32
  /// How often the pair stood in the training text; 0 for merges read from a file.
  public let count: Int

  public init(left: Int32, right: Int32, count: Int = 0) {
    self.left = left
    self.right = right
    self.count = count
  }
}

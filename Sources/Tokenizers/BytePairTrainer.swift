import HeapModule

/// Learns the merges of byte pair encoding (Gage 1994; Sennrich, Haddow and Birch 2016, arXiv
/// 1508.07909) from a text.
///
/// The tie rule: of the pairs with the highest count, the one whose left token was made first, and
/// of those, the one whose right token was made first. Hash order decides nothing.
///
/// Each different word is kept once, with how often it stands in the text; a pair knows the words that
/// it may stand in, so that a merge touches these alone.
struct BytePairTrainer: ~Copyable {
  /// A pair waiting to be merged, with the count that it had when it was put in line.
  private struct Candidate: Comparable {
    let count: Int
    let key: UInt64
    let pair: Int32

    static func < (a: Candidate, b: Candidate) -> Bool {
      a.count != b.count ? a.count < b.count : a.key > b.key
    }
  }

  /// A pair that has been seen: how often, and the last entry of its list of words, some of which may
  /// have lost it in the meantime.
  private struct Pair {
    let key: UInt64
    var count = 0
    var lastEntry: Int32 = -1
  }

  /// A word of the text: where its tokens begin in `symbols`, how many they are by now, and how often
  /// it stands in the text.
  private struct Word {
    let start: Int
    var length: Int32
    let count: Int
  }

  private var symbols: [Int32] = []
  private var words: [Word] = []
  private var table = PairTable(capacity: 1 << 16)
  private var pairs: [Pair] = []
  private var lists = WordLists()
  private var heap = Heap<Candidate>()

  /// - Throws: `TokenizerError.preTokenTooLong`.
  init(documents: [[UInt8]], pattern: PreTokenPattern) throws(TokenizerError) {
    try countWords(documents, pattern)
    pairs.reserveCapacity(1 << 16)
    for index in words.indices {
      let word = words[index]
      for i in word.start..<(word.start + Int(word.length) - 1) {
        let pair = pair(symbols[i], symbols[i + 1])
        add(word.count, to: pair, word: index)
      }
    }
    heap = Heap(pairs.indices.map { candidate($0) })
  }

  private mutating func countWords(
    _ documents: [[UInt8]], _ pattern: PreTokenPattern
  ) throws(TokenizerError) {
    var table = WordTable(capacity: 1 << 14)
    for document in documents {
      // `withUnsafeBufferPointer` does not hand typed errors on.
      let result = document.withUnsafeBufferPointer { text -> Result<Int, TokenizerError> in
        Result { () throws(TokenizerError) -> Int in
          try pattern.cut(text) { word in
            let index = table.insert(word).index
            table[index] &+= 1
          }
        }
      }
      _ = try result.get()
    }
    symbols.reserveCapacity(table.byteCount)
    for index in 0..<table.count {
      let bytes = table.string(index)
      guard bytes.count > 1 else { continue }
      words.append(
        Word(start: symbols.count, length: Int32(bytes.count), count: Int(table[index])))
      for byte in bytes { symbols.append(Int32(byte)) }
    }
  }

  private func candidate(_ index: Int) -> Candidate {
    Candidate(count: pairs[index].count, key: pairs[index].key, pair: Int32(index))
  }

  /// The index of a pair, made if it is new.
  @inline(__always)
  private mutating func pair(_ left: Int32, _ right: Int32) -> Int {
    let key = PairTable.key(left, right)
    let index = Int(table.value(key, orInsert: Int32(truncatingIfNeeded: pairs.count)))
    if index == pairs.count { pairs.append(Pair(key: key)) }
    return index
  }

  /// Counts a pair in a word, and puts the word on the pair's list unless it has just been.
  @inline(__always)
  private mutating func add(_ times: Int, to index: Int, word: Int) {
    pairs[index].count &+= times
    let last = pairs[index].lastEntry
    let word = Int32(truncatingIfNeeded: word)
    if last < 0 || lists[last].word != word {
      pairs[index].lastEntry = lists.append(word, to: last)
    }
  }

  /// The pair to merge next; nil when no pair is left.
  private mutating func popBest() -> Candidate? {
    while let candidate = heap.popMax() {
      let now = pairs[Int(candidate.pair)].count
      if now == candidate.count { return now > 0 ? candidate : nil }
      // Counts of pairs in line only fall: back in line with the present one.
      if now > 0 { heap.insert(self.candidate(Int(candidate.pair))) }
    }
    return nil
  }

  /// Merges the most frequent pair into a new token everywhere.
  ///
  /// - Returns: the pair and its count, or nil when every word is one token.
  mutating func mergeBest(into token: Int32) -> BytePairMerge? {
    guard let best = popBest() else { return nil }
    let left = Int32(truncatingIfNeeded: best.key >> 32)
    let right = Int32(truncatingIfNeeded: best.key)
    let firstNew = pairs.count
    var entry = pairs[Int(best.pair)].lastEntry
    while entry >= 0 {
      let (word, previous) = lists[entry]
      lists.free(entry)
      merge(left, right, into: token, word: Int(word))
      entry = previous
    }
    pairs[Int(best.pair)].count = 0
    pairs[Int(best.pair)].lastEntry = -1
    // A pair whose count can rise holds the new token, and so was made just now.
    for index in firstNew..<pairs.count where pairs[index].count > 0 {
      heap.insert(candidate(index))
    }
    return BytePairMerge(left: left, right: right, count: best.count)
  }

  /// Merges a pair in one word, from left to right, and keeps the counts of its neighbours true.
  private mutating func merge(_ left: Int32, _ right: Int32, into token: Int32, word: Int) {
    let start = words[word].start
    let end = start + Int(words[word].length)
    let times = words[word].count
    var out = start
    var i = start
    while i < end {
      let symbol = symbols[i]
      guard symbol == left, i + 1 < end, symbols[i + 1] == right else {
        symbols[out] = symbol
        out += 1
        i += 1
        continue
      }
      if out > start {
        let before = symbols[out - 1]
        pairs[pair(before, left)].count -= times
        let made = pair(before, token)
        add(times, to: made, word: word)
      }
      if i + 2 < end {
        let after = symbols[i + 2]
        pairs[pair(right, after)].count -= times
        let made = pair(token, after)
        add(times, to: made, word: word)
      }
      symbols[out] = token
      out += 1
      i += 2
    }
    words[word].length = Int32(truncatingIfNeeded: out - start)
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

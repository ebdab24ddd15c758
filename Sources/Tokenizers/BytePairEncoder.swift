import HeapModule

/// Encodes text with one tokenizer, and remembers the words that it has seen.
///
/// Words recur: most pre-tokens of a text are found in the memory, and only new ones are merged.
struct BytePairEncoder {
  private let tokenizer: BytePairTokenizer
  private var memory = ByteStringTable(capacity: 1 << 12)
  private var memoryOffsets: [Int] = [0]
  private var memoryIDs: [Int32] = []
  private var scratch: [Int32] = []
  /// Longer pre-tokens are not remembered, and merged with a heap: no input is quadratic.
  private static let longest = 64
  /// The memory starts anew when it holds this many words.
  private static let capacity = 1 << 20

  init(_ tokenizer: BytePairTokenizer) { self.tokenizer = tokenizer }

  mutating func encode(_ bytes: [UInt8], into ids: inout [Int32]) {
    bytes.withUnsafeBufferPointer { text in
      var start = 0
      while start < text.count {
        let end = tokenizer.pattern.end(from: start, in: text)
        append(UnsafeBufferPointer(rebasing: text[start..<end]), to: &ids)
        start = end
      }
    }
  }

  private mutating func append(_ word: UnsafeBufferPointer<UInt8>, to ids: inout [Int32]) {
    guard word.count > 1 else {
      ids.append(tokenizer.byteIDs[Int(word[0])])
      return
    }
    guard word.count <= Self.longest else {
      appendLong(word, to: &ids)
      return
    }
    if memory.count >= Self.capacity { forget() }
    let (index, isNew) = memory.insert(word)
    if isNew {
      mergeShort(word)
      memoryIDs += scratch
      memoryOffsets.append(memoryIDs.count)
    }
    ids.append(contentsOf: memoryIDs[memoryOffsets[index]..<memoryOffsets[index + 1]])
  }

  private mutating func forget() {
    memory = ByteStringTable(capacity: 1 << 12)
    memoryOffsets = [0]
    memoryIDs = []
  }

  /// Merges the most urgent pair until none is left; the result stands in `scratch`.
  private mutating func mergeShort(_ word: UnsafeBufferPointer<UInt8>) {
    scratch.removeAll(keepingCapacity: true)
    for byte in word { scratch.append(tokenizer.byteIDs[Int(byte)]) }
    while scratch.count > 1 {
      var best = Int32.max
      for i in 0..<(scratch.count - 1) {
        let rank = tokenizer.ranks.value(PairTable.key(scratch[i], scratch[i + 1]))
        if rank >= 0 && rank < best { best = rank }
      }
      if best == Int32.max { return }
      // All places of one pair are merged from left to right, as training did.
      let merge = tokenizer.merges[Int(best)]
      let token = tokenizer.mergedIDs[Int(best)]
      var written = 0
      var i = 0
      while i < scratch.count {
        if i + 1 < scratch.count, scratch[i] == merge.left, scratch[i + 1] == merge.right {
          scratch[written] = token
          i += 2
        } else {
          scratch[written] = scratch[i]
          i += 1
        }
        written += 1
      }
      scratch.removeLast(scratch.count - written)
    }
  }

  /// A pair of neighbours in line for merging: the lower the rank the sooner, and of one rank the
  /// leftmost first.
  private struct Candidate: Comparable {
    let rank: Int32
    let position: Int
    let left: Int32
    let right: Int32

    static func < (a: Candidate, b: Candidate) -> Bool {
      (a.rank, a.position) < (b.rank, b.position)
    }
  }

  /// The same as `mergeShort` in O(n log n): neighbours in a linked list, candidates in a heap.
  private func appendLong(_ word: UnsafeBufferPointer<UInt8>, to ids: inout [Int32]) {
    var symbols = word.map { tokenizer.byteIDs[Int($0)] }
    var next = Array(1...word.count)
    var previous = Array(-1..<(word.count - 1))
    var heap = Heap<Candidate>()
    func candidate(_ position: Int) -> Candidate? {
      let right = next[position]
      guard right < word.count else { return nil }
      let rank = tokenizer.ranks.value(PairTable.key(symbols[position], symbols[right]))
      guard rank >= 0 else { return nil }
      return Candidate(
        rank: rank, position: position, left: symbols[position], right: symbols[right])
    }
    heap.insert(contentsOf: (0..<(word.count - 1)).compactMap { candidate($0) })
    while let best = heap.popMin() {
      let right = next[best.position]
      // Out of date: one of the two has been merged in the meantime.
      guard symbols[best.position] == best.left, right < word.count, symbols[right] == best.right
      else { continue }
      symbols[best.position] = tokenizer.mergedIDs[Int(best.rank)]
      symbols[right] = -1
      next[best.position] = next[right]
      if next[right] < word.count { previous[next[right]] = best.position }
      if let made = candidate(best.position) { heap.insert(made) }
      let before = previous[best.position]
      if before >= 0, let made = candidate(before) { heap.insert(made) }
    }
    var position = 0
    while position < word.count {
      ids.append(symbols[position])
      position = next[position]
    }
  }
}

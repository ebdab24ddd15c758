import HeapModule

extension BytePairTokenizer {
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

  /// Merges one pre-token in O(n log n): neighbours in a linked list, candidates in a heap.
  func appendLong(_ word: UnsafeBufferPointer<UInt8>, to ids: inout [Int32]) {
    if let id = wholeWordID(word) {
      ids.append(id)
      return
    }
    // A byte without a token is left out: its neighbours stand side by side.
    var symbols = word.map { byteIDs[Int($0)] }.filter { $0 >= 0 }
    let count = symbols.count
    guard count > 0 else { return }
    var next = Array(1...count)
    var previous = Array(-1..<(count - 1))
    var heap = Heap<Candidate>()
    func candidate(_ position: Int) -> Candidate? {
      let right = next[position]
      guard right < count else { return nil }
      let rank = ranks.value(PairTable.key(symbols[position], symbols[right]))
      guard rank >= 0 else { return nil }
      return Candidate(
        rank: rank, position: position, left: symbols[position], right: symbols[right])
    }
    heap.insert(contentsOf: (0..<(count - 1)).compactMap { candidate($0) })
    while let best = heap.popMin() {
      let right = next[best.position]
      // Out of date: one of the two has been merged in the meantime.
      guard symbols[best.position] == best.left, right < count, symbols[right] == best.right
      else { continue }
      symbols[best.position] = mergedIDs[Int(best.rank)]
      symbols[right] = -1
      next[best.position] = next[right]
      if next[right] < count { previous[next[right]] = best.position }
      if let made = candidate(best.position) { heap.insert(made) }
      let before = previous[best.position]
      if before >= 0, let made = candidate(before) { heap.insert(made) }
    }
    var position = 0
    while position < count {
      ids.append(symbols[position])
      position = next[position]
    }
  }
}

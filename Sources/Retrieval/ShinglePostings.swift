import Corpora

/// Which passages have a word 5-gram: from a text's shingles to what each passage shares with it.
struct ShinglePostings: Sendable {
  /// All shingles of the passages, ascending, each once.
  private let shingles: [UInt64]
  /// Where a shingle's passages begin in `passages`; one more place at the end.
  private let starts: [UInt32]
  private let passages: [UInt32]
  /// The different shingles of each passage.
  let counts: [Int]

  init(_ texts: [Passage]) {
    var counts: [Int] = []
    var all: [(shingle: UInt64, passage: UInt32)] = []
    for (number, passage) in texts.enumerated() {
      let own = Shingles.of(passage.bytes)
      counts.append(own.count)
      for shingle in own { all.append((shingle, UInt32(number))) }
    }
    all.sort { $0.shingle == $1.shingle ? $0.passage < $1.passage : $0.shingle < $1.shingle }
    var shingles: [UInt64] = []
    var starts: [UInt32] = []
    for (place, entry) in all.enumerated() where shingles.last != entry.shingle {
      shingles.append(entry.shingle)
      starts.append(UInt32(place))
    }
    self.counts = counts
    self.shingles = shingles
    self.starts = starts + [UInt32(all.count)]
    passages = all.map(\.passage)
  }

  /// For each passage, how many of its different shingles are among some.
  ///
  /// - Parameter others: without repetitions.
  /// - Complexity: O(*n* log *m*) for *n* shingles and *m* of the passages, and what they share.
  func common(with others: [UInt64]) -> [Int] {
    var common = [Int](repeating: 0, count: counts.count)
    for shingle in others {
      var (low, high) = (0, shingles.count)
      while low < high {
        let middle = (low + high) / 2
        if shingles[middle] < shingle { low = middle + 1 } else { high = middle }
      }
      guard low < shingles.count, shingles[low] == shingle else { continue }
      for place in starts[low]..<starts[low + 1] { common[Int(passages[Int(place)])] += 1 }
    }
    return common
  }
}

/// The pieces that training starts from: all bytes, and the substrings of the words that cover most
/// of the text (frequency × length), as sentencepiece takes them (Kudo and Richardson 2018, arXiv
/// 1808.06226).
///
/// Only substrings count that no longer one replaces: those at whose end the words go on in more
/// than one way, or end. They are the inner nodes of the words' suffix tree, and are read off the
/// sorted suffixes.
struct UnigramSeed {
  /// In ascending order of their bytes.
  private(set) var pieces = PieceList()
  /// Frequency × length of each piece: what it weighs before the first step of EM.
  private(set) var weights: [Double] = []

  /// No piece of a seed is longer.
  static let longestPossible = 18
  /// Of larger texts, only a part of the words is searched: every second, every third …
  private static let searchedBytes = 32 << 20

  /// A suffix of a word, cut to the longest piece.
  private struct Suffix {
    /// Bytes 2 to 9 and 10 to 17, the first one highest; 0 past the end.
    var high: UInt64
    var low: UInt64
    var length: UInt8
    var position: UInt32
    var count: UInt32

    @inline(__always)
    static func precedes(_ a: Suffix, _ b: Suffix) -> Bool {
      if a.high != b.high { return a.high < b.high }
      if a.low != b.low { return a.low < b.low }
      return a.length < b.length
    }

    /// The number of bytes that two suffixes with the same first two bytes begin alike with.
    @inline(__always)
    func commonPrefix(_ other: Suffix) -> UInt8 {
      let same: Int
      if high != other.high {
        same = 2 + (high ^ other.high).leadingZeroBitCount / 8
      } else {
        same = 10 + (low ^ other.low).leadingZeroBitCount / 8
      }
      return min(UInt8(same), length, other.length)
    }
  }

  private struct Candidate {
    var weight: Int
    var order: Int
    var position: Int
    var length: Int
  }

  private let words: UnigramWords
  private let longest: Int
  private let limit: Int
  private var candidates: [Candidate] = []
  private var found = 0

  init(words: UnigramWords, longest: Int, limit: Int) {
    self.words = words
    self.longest = min(max(1, longest), Self.longestPossible)
    self.limit = limit
    if self.longest > 1, limit > 0 { search() }
    keepHeaviest()
    addPieces()
  }

  /// Goes through the suffixes in order, one pair of first bytes after the other.
  private mutating func search() {
    let bytes = words.bytes
    let offsets = words.offsets
    let stride = bytes.count / Self.searchedBytes + 1
    // Suffixes of one byte are no news. Positions are 32 bits wide.
    let chosen = Swift.stride(from: 0, to: words.count, by: stride)
      .filter { offsets[$0 + 1] < Int(UInt32.max) }
    var starts = [Int](repeating: 0, count: 65_537)
    func bucket(_ position: Int) -> Int { Int(bytes[position]) << 8 | Int(bytes[position + 1]) }
    for word in chosen {
      for position in offsets[word]..<(offsets[word + 1] - 1) { starts[bucket(position) + 1] += 1 }
    }
    for i in 1..<starts.count { starts[i] += starts[i - 1] }
    var fill = starts
    var places = [(position: UInt32, word: UInt32)](
      repeating: (0, 0), count: starts[starts.count - 1])
    for word in chosen {
      for position in offsets[word]..<(offsets[word + 1] - 1) {
        let bucket = bucket(position)
        places[fill[bucket]] = (UInt32(position), UInt32(word))
        fill[bucket] += 1
      }
    }
    var suffixes: [Suffix] = []
    for bucket in 0..<65_536 where starts[bucket] < starts[bucket + 1] {
      suffixes.removeAll(keepingCapacity: true)
      for (position, word) in places[starts[bucket]..<starts[bucket + 1]] {
        suffixes.append(suffix(at: Int(position), of: Int(word), bytes, offsets))
      }
      suffixes.sort(by: Suffix.precedes)
      readOff(suffixes)
    }
  }

  @inline(__always)
  private func suffix(at position: Int, of word: Int, _ bytes: [UInt8], _ offsets: [Int]) -> Suffix
  {
    let length = min(longest, offsets[word + 1] - position)
    func packed(_ from: Int) -> UInt64 {
      var value: UInt64 = 0
      for i in from..<(from + 8) {
        value = value << 8 | (i < length ? UInt64(bytes[position + i]) : 0)
      }
      return value
    }
    return Suffix(
      high: packed(2), low: packed(10), length: UInt8(length), position: UInt32(position),
      count: UInt32(clamping: words.counts[word]))
  }

  /// The inner nodes of the tree of some sorted suffixes, by a stack of those not yet complete
  /// (Kasai et al. 2001; Abouelhoda et al. 2004, doi:10.1016/S1570-8667(03)00065-0).
  private mutating func readOff(_ suffixes: [Suffix]) {
    var stack: [(length: UInt8, count: Int)] = []
    for index in 0...suffixes.count {
      // What the suffix shares with the one before stays open, the rest is complete.
      let isLast = index == suffixes.count
      let shared =
        isLast || index == 0 ? 0 : suffixes[index].commonPrefix(suffixes[index - 1])
      var carried = 0
      while let top = stack.last, top.length > shared {
        stack.removeLast()
        carried += top.count
        add(position: Int(suffixes[index - 1].position), length: Int(top.length), count: carried)
      }
      func put(_ length: UInt8, _ count: Int) {
        if let top = stack.last, top.length == length {
          stack[stack.count - 1].count += count
        } else {
          stack.append((length, count))
        }
      }
      if isLast { return }
      if carried > 0, shared > 0 { put(shared, carried) }
      put(suffixes[index].length, Int(suffixes[index].count))
    }
  }

  private mutating func add(position: Int, length: Int, count: Int) {
    guard count > 1 else { return }
    candidates.append(
      Candidate(weight: count * length, order: found, position: position, length: length))
    found += 1
    if candidates.count >= max(1 << 16, 4 * limit) { keepHeaviest() }
  }

  /// Of equally heavy ones, those found first: the search goes by the order of bytes.
  private mutating func keepHeaviest() {
    guard candidates.count > limit else { return }
    candidates.sort { ($1.weight, $0.order) < ($0.weight, $1.order) }
    candidates.removeLast(candidates.count - limit)
  }

  private mutating func addPieces() {
    let bytes = words.bytes
    var byteCounts = [Int](repeating: 0, count: 256)
    for word in 0..<words.count {
      for byte in bytes[words.offsets[word]..<words.offsets[word + 1]] {
        byteCounts[Int(byte)] += words.counts[word]
      }
    }
    func slice(_ candidate: Candidate) -> ArraySlice<UInt8> {
      bytes[candidate.position..<(candidate.position + candidate.length)]
    }
    candidates.sort { slice($0).lexicographicallyPrecedes(slice($1)) }
    var next = 0
    for byte in 0..<256 {
      pieces.append([UInt8(byte)])
      weights.append(Double(byteCounts[byte]))
      while next < candidates.count, bytes[candidates[next].position] == UInt8(byte) {
        pieces.append(slice(candidates[next]))
        weights.append(Double(candidates[next].weight))
        next += 1
      }
    }
    candidates = []
  }
}

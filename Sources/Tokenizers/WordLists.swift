/// Lists of words, one a pair, in one pool of entries: what one list lets go of, another takes up.
///
/// Entries lie in blocks that never move, so that growing takes no second copy of the pool.
struct WordLists: ~Copyable {
  private struct Entry {
    var word: Int32
    /// The entry before it in its list, −1 at the beginning.
    var previous: Int32
  }

  private static let blockBits: Int32 = 16
  private static let blockMask: Int32 = 1 << blockBits - 1
  private var blocks: [UnsafeMutablePointer<Entry>] = []
  private var count: Int32 = 0
  private var firstFree: Int32 = -1

  init() {}

  deinit { for block in blocks { block.deallocate() } }

  @inline(__always)
  private func entry(_ index: Int32) -> UnsafeMutablePointer<Entry> {
    blocks[Int(index >> Self.blockBits)] + Int(index & Self.blockMask)
  }

  /// The word of an entry, and the entry before it.
  @inline(__always)
  subscript(index: Int32) -> (word: Int32, previous: Int32) {
    let found = entry(index).pointee
    return (found.word, found.previous)
  }

  /// Puts a word at the end of the list whose last entry is `last`; returns its new last entry.
  @inline(__always)
  mutating func append(_ word: Int32, to last: Int32) -> Int32 {
    var index = firstFree
    if index >= 0 {
      firstFree = entry(index).pointee.previous
    } else {
      if count & Self.blockMask == 0 { blocks.append(.allocate(capacity: 1 << Self.blockBits)) }
      index = count
      count += 1
    }
    entry(index).initialize(to: Entry(word: word, previous: last))
    return index
  }

  /// Gives an entry back.
  @inline(__always)
  mutating func free(_ index: Int32) {
    entry(index).pointee.previous = firstFree
    firstFree = index
  }
}

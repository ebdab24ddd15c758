/// Byte strings in one flat buffer, numbered from 0.
struct PieceList: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where piece i begins; it ends where piece i + 1 begins.
  private(set) var offsets: [Int] = [0]

  var count: Int { offsets.count - 1 }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[offsets[index]..<offsets[index + 1]] }

  func length(of index: Int) -> Int { offsets[index + 1] - offsets[index] }

  mutating func append(_ piece: some Collection<UInt8>) {
    bytes.append(contentsOf: piece)
    offsets.append(bytes.count)
  }
}

/// All pieces of a vocabulary as a tree of bytes, laid out as a double array (Aoe 1989,
/// doi:10.1109/32.31365): one step costs one look into memory.
struct UnigramTrie: Sendable {
  /// A node: its child for byte b stands at `base + b`, if `parent` there is this node.
  struct Node: Sendable {
    var base: Int32 = 0
    /// −1 where no node stands.
    var parent: Int32 = -1
    /// The id of the piece that ends here; −1 if none does.
    var piece: Int32 = -1
  }

  /// Node 0 is the root; a step from any node with any byte stays inside the array.
  private(set) var nodes: [Node]
  /// The length of the longest piece, in bytes.
  let longest: Int

  /// Visits every piece that begins at a place of a word, the shortest first.
  ///
  /// - Parameters:
  ///   - nodes: those of a trie, as a buffer that loops over many words hold on to.
  ///   - body: takes the piece's id and the place behind its last byte.
  @inline(__always)
  static func forEachPiece(
    of word: UnsafeBufferPointer<UInt8>, from start: Int, _ nodes: UnsafeBufferPointer<Node>,
    _ body: (_ piece: Int, _ end: Int) -> Void
  ) {
    var node = 0
    var end = start
    while end < word.count {
      let child = Int(nodes[node].base) &+ Int(word[end])
      guard nodes[child].parent == Int32(truncatingIfNeeded: node) else { return }
      node = child
      end &+= 1
      let piece = Int(nodes[child].piece)
      if piece >= 0 { body(piece, end) }
    }
  }

  /// The tree of pieces in ascending order of their bytes, no two the same and none empty.
  ///
  /// - Parameter ids: the id of each piece.
  init(sorted pieces: PieceList, ids: some RandomAccessCollection<Int32>) {
    var layout = Layout()
    var longest = 0
    // Level by level, so that the nodes near the root lie near one another.
    var queue = [(node: 0, depth: 0, pieces: 0..<pieces.count)]
    var done = 0
    var children: [(byte: UInt8, pieces: Range<Int>)] = []
    while done < queue.count {
      var (node, depth, range) = queue[done]
      done += 1
      longest = max(longest, depth)
      if !range.isEmpty, pieces.length(of: range.lowerBound) == depth {
        layout.nodes[node].piece = ids[ids.index(ids.startIndex, offsetBy: range.lowerBound)]
        range = (range.lowerBound + 1)..<range.upperBound
      }
      children.removeAll(keepingCapacity: true)
      var start = range.lowerBound
      for index in range {
        let byte = pieces.bytes[pieces.offsets[index] + depth]
        if index + 1 == range.upperBound || pieces.bytes[pieces.offsets[index + 1] + depth] != byte
        {
          children.append((byte, start..<(index + 1)))
          start = index + 1
        }
      }
      guard !children.isEmpty else { continue }
      let base = layout.place(children.map { Int($0.byte) }, under: node)
      for child in children {
        queue.append((base + Int(child.byte), depth + 1, child.pieces))
      }
      // What is done is forgotten now and then: the queue holds two levels at most.
      if done > 1 << 16 {
        queue.removeFirst(done)
        done = 0
      }
    }
    nodes = layout.padded()
    self.longest = longest
  }

  /// Finds places for the children of nodes; free places are on a list.
  private struct Layout {
    var nodes = [Node](repeating: Node(), count: 1)
    /// The free places after and before each free place; −1 at the ends.
    private var next: [Int32] = [-1]
    private var previous: [Int32] = [-1]
    private var firstFree: Int32 = -1
    private var lastFree: Int32 = -1
    private var highestBase = 0
    /// Free places looked at before the array is made longer instead.
    private static let patience = 64

    /// Gives the children of a node their places.
    ///
    /// - Returns: the base from which they are counted.
    mutating func place(_ bytes: [Int], under node: Int) -> Int {
      let base = freeBase(for: bytes)
      grow(to: base + 256)
      for byte in bytes {
        take(base + byte)
        nodes[base + byte].parent = Int32(node)
      }
      nodes[node].base = Int32(base)
      highestBase = max(highestBase, base)
      return base
    }

    private func freeBase(for bytes: [Int]) -> Int {
      var place = Int(firstFree)
      var tries = 0
      while place >= 0, tries < Self.patience {
        let base = place - bytes[0]
        if base >= 0,
          bytes.allSatisfy({ base + $0 >= nodes.count || isFree(base + $0) })
        {
          return base
        }
        place = Int(next[place])
        tries += 1
      }
      return nodes.count
    }

    private func isFree(_ place: Int) -> Bool { place > 0 && nodes[place].parent < 0 }

    private mutating func grow(to count: Int) {
      while nodes.count < count {
        let place = Int32(nodes.count)
        nodes.append(Node())
        next.append(-1)
        previous.append(lastFree)
        if lastFree >= 0 { next[Int(lastFree)] = place } else { firstFree = place }
        lastFree = place
      }
    }

    private mutating func take(_ place: Int) {
      let (before, after) = (previous[place], next[place])
      if before >= 0 { next[Int(before)] = after } else { firstFree = after }
      if after >= 0 { previous[Int(after)] = before } else { lastFree = before }
    }

    /// The nodes, with room for any byte after any base.
    func padded() -> [Node] {
      nodes + [Node](repeating: Node(), count: max(0, highestBase + 256 - nodes.count))
    }
  }
}

import RealModule

/// All segmentations of one word, and how often each piece stands in them on average: the forward
/// and backward sums of Baum et al. (1970).
///
/// The sums are of probabilities, each multiplied by e^(rate · length). Since all segmentations of a
/// word are equally long, that factor cancels; with the rate near the text's nats a byte, the sums
/// stay near 1, and no logarithm is needed inside the loops. Words whose sums leave Float64's range
/// all the same are done over in logarithms.
struct UnigramLattice {
  /// A piece's weight p · e^(rate · length), and its expected count so far.
  struct Cell {
    var weight: Double
    var count: Double
  }

  private var forward: [Double]
  private var backward: [Double]
  /// The pieces that start at each byte: id and length.
  private var edges: [UInt64]
  private var edgeStarts: [Int32]
  private let rate: Double

  /// - Parameter longest: the longest piece, in bytes.
  init(longest: Int, rate: Double) {
    let size = UnigramWords.longest + 1
    forward = Array(repeating: 0, count: size)
    backward = Array(repeating: 0, count: size)
    edges = Array(repeating: 0, count: size * min(size, longest + 1))
    edgeStarts = Array(repeating: 0, count: size + 1)
    self.rate = rate
  }

  /// Adds a word's expected counts, `times` over, to the cells.
  ///
  /// - Returns: the log of the word's probability.
  @inline(__always)
  mutating func add(
    _ word: UnsafeBufferPointer<UInt8>, times: Double,
    _ nodes: UnsafeBufferPointer<UnigramTrie.Node>, _ cells: UnsafeMutableBufferPointer<Cell>
  ) -> Double {
    let total = forward.withUnsafeMutableBufferPointer { forward in
      backward.withUnsafeMutableBufferPointer { backward in
        edges.withUnsafeMutableBufferPointer { edges in
          edgeStarts.withUnsafeMutableBufferPointer { starts in
            Self.sum(word, times, nodes, cells, forward, backward, edges, starts)
          }
        }
      }
    }
    if let total { return Double.log(total) - rate * Double(word.count) }
    return addInLogarithms(word, times: times, nodes, cells)
  }

  /// - Returns: the sum over all segmentations; nil, with nothing added, if sums leave the range in
  ///   which they and their quotients are exact.
  @inline(__always)
  private static func sum(
    _ word: UnsafeBufferPointer<UInt8>, _ times: Double,
    _ nodes: UnsafeBufferPointer<UnigramTrie.Node>, _ cells: UnsafeMutableBufferPointer<Cell>,
    _ forward: UnsafeMutableBufferPointer<Double>, _ backward: UnsafeMutableBufferPointer<Double>,
    _ edges: UnsafeMutableBufferPointer<UInt64>, _ starts: UnsafeMutableBufferPointer<Int32>
  ) -> Double? {
    let count = word.count
    forward[0] = 1
    for i in 1...count { forward[i] = 0 }
    var edge = 0
    for start in 0..<count {
      starts[start] = Int32(truncatingIfNeeded: edge)
      let sum = forward[start]
      guard sum > 1e-140, sum < 1e140 else { return nil }
      UnigramTrie.forEachPiece(of: word, from: start, nodes) { piece, end in
        forward[end] += sum * cells[piece].weight
        edges[edge] = UInt64(truncatingIfNeeded: piece &<< 16 | (end &- start))
        edge &+= 1
      }
    }
    starts[count] = Int32(truncatingIfNeeded: edge)
    let total = forward[count]
    guard total > 1e-140, total < 1e140 else { return nil }
    let share = times / total
    backward[count] = 1
    for start in stride(from: count - 1, through: 0, by: -1) {
      let before = forward[start] * share
      var sum = 0.0
      for index in Int(starts[start])..<Int(starts[start &+ 1]) {
        let piece = Int(truncatingIfNeeded: edges[index] >> 16)
        let after =
          cells[piece].weight * backward[start &+ Int(truncatingIfNeeded: edges[index] & 0xFFFF)]
        sum += after
        cells[piece].count += before * after
      }
      backward[start] = sum
    }
    return total
  }

  /// The same in logarithms, for any sums: slow, and seldom needed.
  mutating func addInLogarithms(
    _ word: UnsafeBufferPointer<UInt8>, times: Double,
    _ nodes: UnsafeBufferPointer<UnigramTrie.Node>, _ cells: UnsafeMutableBufferPointer<Cell>
  ) -> Double {
    func forEachPiece(from start: Int, _ body: (_ piece: Int, _ end: Int, _ score: Double) -> Void)
    {
      UnigramTrie.forEachPiece(of: word, from: start, nodes) { piece, end in
        guard cells[piece].weight > 0 else { return }
        body(piece, end, Double.log(cells[piece].weight) - rate * Double(end - start))
      }
    }
    let count = word.count
    for i in 0...count {
      forward[i] = i == 0 ? 0 : -.infinity
      backward[i] = i == count ? 0 : -.infinity
    }
    for start in 0..<count {
      forEachPiece(from: start) { _, end, score in
        forward[end] = Self.logOfSum(forward[end], forward[start] + score)
      }
    }
    let total = forward[count]
    guard total > -.infinity else { return total }
    for start in stride(from: count - 1, through: 0, by: -1) {
      forEachPiece(from: start) { piece, end, score in
        let after = score + backward[end]
        backward[start] = Self.logOfSum(backward[start], after)
        cells[piece].count += times * Double.exp(forward[start] + after - total)
      }
    }
    return total
  }

  /// log(eᵃ + eᵇ).
  private static func logOfSum(_ a: Double, _ b: Double) -> Double {
    let (low, high) = (min(a, b), max(a, b))
    return low == -.infinity ? high : high + Double.log(onePlus: Double.exp(low - high))
  }
}

import Tensors

/// Threads that share the products of a decoder, each computing a part of the outputs.
///
/// A single new token makes products with one row, which wait for the memory: one thread does not
/// use all of its bandwidth. Every output is computed by one thread in the same order of additions
/// whatever their number, so that one row's scores do not depend on it.
struct MatrixTeam {
  private let group: ReplicaGroup

  /// Products with fewer weights than this are not worth a word to another thread: some
  /// microseconds of reading.
  private static let smallestShared = 1 << 15

  init(threads: Int) { group = ReplicaGroup(count: threads) }

  /// out = x·Wᵀ, or out += x·Wᵀ.
  ///
  /// - Shape: x (count, matrix.columns), out (count, matrix.rows), both row-major.
  func multiply(
    _ matrix: any WeightMatrix, _ x: BufferSlice<Float>, count: Int, into out: BufferSlice<Float>,
    accumulating: Bool
  ) {
    let rows = matrix.rows
    guard group.count > 1, rows * matrix.columns * count >= Self.smallestShared else {
      matrix.multiply(
        x.pointer, count: count, into: out.pointer, outputs: 0..<rows, accumulating: accumulating)
      return
    }
    let threads = group.count
    group.run { rank in
      // Parts begin at cache lines of `out`, lest two threads write to one.
      let outputs = ReplicaGroup.share(of: rows, rank: rank, count: threads, alignment: 16)
      guard !outputs.isEmpty else { return }
      matrix.multiply(
        x.pointer, count: count, into: out.pointer, outputs: outputs, accumulating: accumulating)
    }
  }
}

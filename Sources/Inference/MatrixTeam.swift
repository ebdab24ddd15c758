import Groundwork
import Models
import Synchronization
import Tensors

/// Threads that share the products of a decoder, each computing a part of the outputs.
///
/// A single new token makes products with one row, which wait for the memory: one thread does not
/// use all of its bandwidth. Every output is computed by one thread in the same order of additions
/// whatever their number, so that one row's scores do not depend on it.
final class MatrixTeam: Sendable {
  private let group: ReplicaGroup
  /// The next part of the outputs that nobody has taken.
  private let nextPart = Atomic<Int>(0)

  /// Products with fewer weights than this are not worth a word to another thread: some
  /// microseconds of reading.
  private static let smallestShared = 1 << 15
  /// The weights of a part, 2 MiB. Threads get unequal shares of the memory's bandwidth, so that halves
  /// of a large matrix would keep one of them waiting; but neighbouring parts of 64 KiB were read a
  /// quarter slower than long stretches (38 against 50 GB/s on two cores), those of 2 MiB as fast.
  private static let partSize = 1 << 19

  /// Inputs made ready for a product; it grows with the largest.
  private let scratch = Mutex(Scratch())

  private struct Scratch {
    var arena = Arena()
    var bytes: BufferSlice<UInt8>

    init() { bytes = arena.allocate(0, of: 0) }

    mutating func room(for count: Int) -> BufferSlice<UInt8> {
      if count > bytes.count {
        arena = Arena()
        bytes = arena.allocate(count, of: 0)
      }
      return bytes
    }
  }

  init(threads: Int) { group = ReplicaGroup(count: threads) }

  var threadCount: Int { group.count }

  /// out = x·Wᵀ, or out += x·Wᵀ.
  ///
  /// - Shape: x (count, matrix.columns), out (count, matrix.rows), both row-major.
  func multiply(
    _ matrix: any WeightMatrix, _ x: BufferSlice<Float>, count: Int, into out: BufferSlice<Float>,
    accumulating: Bool
  ) {
    let rows = matrix.rows
    let preparedByteCount = matrix.preparedByteCount(count: count)
    let prepared = scratch.withLock { $0.room(for: preparedByteCount) }
    let inputs = InputRows(values: x, count: count, prepared: prepared)
    guard group.count > 1, rows * matrix.columns * count >= Self.smallestShared else {
      matrix.prepare(x, rows: 0..<count, count: count, into: prepared)
      matrix.multiply(
        inputs, into: out.pointer, outputs: 0..<rows, accumulating: accumulating)
      return
    }
    // Parts begin at cache lines of `out`, lest two threads write to one. Products of several rows
    // compute more than they read, and run best in large parts.
    let unit = Self.commonMultiple(16, matrix.partAlignment)
    let units = (rows + unit - 1) / unit
    let largest = count > 1 ? units : max(1, Self.partSize / matrix.columns / unit)
    // As many parts for each thread: of three, one thread would do two while the other waits.
    let rounds = max(1, (units + group.count * largest - 1) / (group.count * largest))
    let size = (units + group.count * rounds - 1) / (group.count * rounds)
    nextPart.store(0, ordering: .relaxed)
    let threads = group.count
    if count == 1 { matrix.prepare(x, rows: 0..<1, count: 1, into: prepared) }
    group.run { [self] rank in
      if count > 1, preparedByteCount > 0 {
        let rows = ReplicaGroup.share(of: count, rank: rank, count: threads)
        matrix.prepare(x, rows: rows, count: count, into: prepared)
        group.barrier()
      }
      while true {
        let part = nextPart.add(1, ordering: .relaxed).oldValue
        guard part * size < units else { return }
        let outputs = (part * size * unit)..<min((part + 1) * size * unit, rows)
        matrix.multiply(inputs, into: out.pointer, outputs: outputs, accumulating: accumulating)
      }
    }
  }

  private static func commonMultiple(_ a: Int, _ b: Int) -> Int {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return a / x * b
  }

  /// out = x·Wᵀ + bias, or out += x·Wᵀ + bias where the residual stream stands in `out`.
  ///
  /// - Shape: x (rows, in), out (rows, out).
  func apply(
    _ linear: DecoderWeights.Linear, _ x: BufferSlice<Float>, rows: Int,
    into out: BufferSlice<Float>, addingToResidual: Bool = false
  ) {
    let columns = linear.matrix.rows
    if let bias = linear.bias {
      if addingToResidual {
        VectorKernels.addRowVector(
          out.pointer, bias.pointer, into: out.pointer, rows: rows, columns: columns)
      } else {
        VectorKernels.broadcast(
          bias.pointer, toRowsOf: out.pointer, rows: rows, columns: columns)
      }
    }
    multiply(
      linear.matrix, x, count: rows, into: out,
      accumulating: addingToResidual || linear.bias != nil)
  }

  /// Adds new tokens to a layer of a cache and attends to it, the threads dividing the heads of queries
  /// among them: there are more of these than of keys and values, and shares come out evener.
  ///
  /// - Parameter scratch: as many numbers a thread as `CachedAttention.run` needs.
  /// - Shape: rows (count, `shape.rowWidth`), out (count, `shape.outputWidth`).
  func attend(
    _ rows: BufferSlice<Float>, count: Int, layer: CachedLayer, into out: BufferSlice<Float>,
    scratch: BufferSlice<Float>, shape: AttentionShape, slopes: [Float]?
  ) {
    let heads = shape.headCount
    let threads = group.count
    CachedAttention.store(rows.pointer, count: count, layer: layer, shape: shape)
    guard
      threads > 1,
      heads * (layer.count + count) * shape.headWidth * count >= Self.smallestShared
    else {
      CachedAttention.run(
        heads: 0..<heads, rows.pointer, count: count, layer: layer, into: out.pointer,
        scratch: scratch.pointer, shape: shape, slopes: slopes)
      return
    }
    group.run { rank in
      let share = ReplicaGroup.share(of: heads, rank: rank, count: threads)
      CachedAttention.run(
        heads: share, rows.pointer, count: count, layer: layer, into: out.pointer,
        scratch: scratch.pointer + rank * (scratch.count / threads), shape: shape, slopes: slopes)
    }
  }
}

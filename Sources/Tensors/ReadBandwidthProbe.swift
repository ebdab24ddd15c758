import Groundwork

/// Measures how fast threads read memory, as often as asked, over one buffer.
///
///     let probe = ReadBandwidthProbe(threads: 2)
///     probe.measure()                              // 3.3e10 bytes a second, say
///
/// Each thread sums its part of a buffer far larger than any cache, front to back.
public final class ReadBandwidthProbe {
  private let arena = Arena()
  private let buffer: BufferSlice<SIMD16<Float>>
  private let group: ReplicaGroup
  private let body: @Sendable (Int) -> Void
  private let sums: BufferSlice<Float>

  /// - Parameter byteCount: the buffer; by default 512 MiB, or an eighth of the memory where that is
  ///   less.
  /// - Precondition: `threads` is positive.
  public init(threads: Int, byteCount: Int? = nil) {
    precondition(threads > 0, "a probe needs threads")
    let wanted = byteCount ?? min(512 << 20, MachineProbe.memoryByteCount / 8)
    let vectors = max(4, wanted / (64 * threads) / 4 * 4)
    let buffer: BufferSlice<SIMD16<Float>> = arena.allocate(
      vectors * threads, of: SIMD16(repeating: 1))
    let sums: BufferSlice<Float> = arena.allocate(threads, of: 0)
    self.buffer = buffer
    self.sums = sums
    group = ReplicaGroup(count: threads)
    body = { rank in
      sums[rank] = ReadBandwidthProbe.sum(buffer.pointer + rank * vectors, vectors)
    }
  }

  /// One pass over the buffer; returns bytes a second.
  public func measure() -> Double {
    let seconds = Stopwatch.seconds { group.run(body) }
    // The sums must be used, or the reads could be left out.
    return sums.buffer.reduce(0, +) > 0 ? Double(buffer.count * 64) / seconds : 0
  }

  /// Four running sums, so that none waits for the one before it.
  private static func sum(_ vectors: UnsafePointer<SIMD16<Float>>, _ count: Int) -> Float {
    var (a, b, c, d) = (SIMD16<Float>(), SIMD16<Float>(), SIMD16<Float>(), SIMD16<Float>())
    for index in stride(from: 0, to: count, by: 4) {
      a += vectors[index]
      b += vectors[index + 1]
      c += vectors[index + 2]
      d += vectors[index + 3]
    }
    return (a + b + c + d).sum()
  }
}

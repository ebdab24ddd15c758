import Foundation

/// What the machine can do: the two numbers that every roofline is drawn from, measured here and now.
///
///     let peak = MachineProbe.matrixProductRate(threads: 2)      // GFLOP/s, say 180
///     let bandwidth = MachineProbe.readBandwidth(threads: 2)     // GB/s, say 20
///
/// A kernel that does `f` operations for each byte it reads reaches at most
/// min(peak, f · bandwidth) (Williams, Waterman and Patterson 2009, doi:10.1145/1498765.1498785).
/// Each probe takes the best of several tries, since whatever else runs only ever slows it down, and
/// sets OpenBLAS to one thread of its own, as training does.
public enum MachineProbe {
  /// The rate of Float32 matrix products, in GFLOP/s (10⁹ multiplications or additions a second).
  ///
  /// Every thread multiplies square matrices of its own, which stay in its cache, by OpenBLAS.
  /// - Parameters:
  ///   - size: rows and columns of each matrix.
  ///   - tries: tries of at least a twentieth of a second each, of which the best counts.
  /// - Precondition: every argument is positive.
  public static func matrixProductRate(size: Int = 512, threads: Int = 1, tries: Int = 5) -> Double
  {
    precondition(size > 0 && threads > 0 && tries > 0, "a probe needs sizes, threads and tries")
    LinearAlgebra.setThreadCount(1)
    let arena = Arena()
    let elements = size * size
    let left: BufferSlice<Float> = arena.allocate(elements * threads, of: 0.5)
    let right: BufferSlice<Float> = arena.allocate(elements * threads, of: 0.25)
    let product: BufferSlice<Float> = arena.allocate(elements * threads, of: 0)
    let operations = 2 * Double(size) * Double(size) * Double(size)
    return bestRate(
      of: operations, threads: threads, tries: tries,
      work: { rank in
        let place = rank * elements
        Float.matrixProduct(
          left.pointer + place, stride: size, transposed: false, right.pointer + place,
          stride: size, transposed: false, into: product.pointer + place, stride: size, rows: size,
          columns: size, inner: size, alpha: 1, beta: 0)
      }) / 1e9
  }

  /// The bandwidth of reading memory once through, in GB/s (10⁹ bytes a second).
  ///
  /// The threads sum disjoint parts of one buffer, far larger than any cache.
  /// - Parameters:
  ///   - byteCount: the buffer; by default 512 MiB, or an eighth of the memory where that is less.
  ///   - tries: passes over the buffer, of which the best counts.
  /// - Precondition: every argument is positive.
  public static func readBandwidth(
    threads: Int = 1, byteCount: Int? = nil, tries: Int = 5
  ) -> Double {
    precondition(threads > 0 && tries > 0, "a probe needs threads and tries")
    let wanted = byteCount ?? min(512 << 20, memoryByteCount / 8)
    let vectors = max(4, wanted / (64 * threads) / 4 * 4)
    let arena = Arena()
    let buffer: BufferSlice<SIMD16<Float>> = arena.allocate(
      vectors * threads, of: SIMD16(repeating: 1))
    let sums: BufferSlice<Float> = arena.allocate(threads, of: 0)
    let group = ReplicaGroup(count: threads)
    let body: @Sendable (Int) -> Void = { rank in
      sums[rank] = sum(buffer.pointer + rank * vectors, vectors)
    }
    var best = 0.0
    for _ in 0..<tries {
      let seconds = time { group.run(body) }
      best = max(best, Double(vectors * threads * 64) / seconds)
    }
    // The sums must be used, or the reads could be left out.
    return sums.buffer.reduce(0, +) > 0 ? best / 1e9 : 0
  }

  /// The processors that this process may use.
  public static var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The machine's memory, in bytes; the control group's limit where that is lower.
  public static var memoryByteCount: Int {
    let physical = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    let limits = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
    for path in limits {
      if let text = try? String(contentsOfFile: path, encoding: .utf8),
        let limit = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)), limit > 0
      {
        return min(physical, limit)
      }
    }
    return physical
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

  /// Units a second over all threads, the best of several tries.
  private static func bestRate(
    of units: Double, threads: Int, tries: Int, work: @escaping @Sendable (Int) -> Void
  ) -> Double {
    let group = ReplicaGroup(count: threads)
    // The first products warm the caches and tell how many make a try long enough to be timed.
    let once = time { group.run(work) }
    let warm = min(once, time { group.run(work) })
    let repetitions = max(1, Int(0.05 / max(warm, 1e-9)))
    let body: @Sendable (Int) -> Void = { rank in for _ in 0..<repetitions { work(rank) } }
    var best = 0.0
    for _ in 0..<tries {
      let seconds = time { group.run(body) }
      best = max(best, units * Double(repetitions * threads) / seconds)
    }
    return best
  }

  private static func time(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    body()
    return max((clock.now - start) / .seconds(1), 1e-9)
  }
}

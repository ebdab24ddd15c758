import Foundation
import Groundwork

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
  /// The rate of matrix products, in GFLOP/s (10⁹ multiplications or additions a second).
  ///
  /// Every thread multiplies matrices of its own: float32 by OpenBLAS, bfloat16 by oneDNN.
  /// - Parameters:
  ///   - size: rows and columns of square matrices, which stay in the cache.
  ///   - tries: tries of at least a twentieth of a second each, of which the best counts.
  /// - Precondition: every argument is positive, and the precision is available.
  public static func matrixProductRate(
    size: Int = 512, threads: Int = 1, tries: Int = 5, precision: ProductPrecision = .float32
  ) -> Double {
    matrixProductRate(
      rows: size, columns: size, inner: size, threads: threads, tries: tries, precision: precision)
  }

  /// The rate of products x·Wᵀ of one shape, in GFLOP/s.
  ///
  /// - Shape: x (rows, inner), W (columns, inner).
  /// - Precondition: every argument is positive, and the precision is available.
  public static func matrixProductRate(
    rows: Int, columns: Int, inner: Int, threads: Int = 1, tries: Int = 5,
    precision: ProductPrecision = .float32
  ) -> Double {
    precondition(
      min(rows, columns, inner, threads, tries) > 0, "a probe needs sizes, threads and tries")
    LinearAlgebra.setThreadCount(1)
    let arena = Arena()
    // 0.25 or so, as a float32 and as two bfloat16 numbers.
    let number = Float(bitPattern: 0x3E80_3E80)
    let left: BufferSlice<Float> = arena.allocate(rows * inner * threads, of: number)
    let right: BufferSlice<Float> = arena.allocate(columns * inner * threads, of: number)
    let product: BufferSlice<Float> = arena.allocate(rows * columns * threads, of: 0)
    let shape = ProductShape(rows: rows, columns: columns, inner: inner, isBTransposed: true)
    let plans = ThreadedProducts(
      (0..<threads).map { _ in
        Tape<Float>(arena: arena, products: ProductPlan(precision: precision))
          .product(shape, isRounded: precision == .bfloat16)
      })
    return bestRate(
      of: shape.operations, threads: threads, tries: tries,
      work: { rank in
        plans.run(
          rank, left.pointer + rank * rows * inner, right.pointer + rank * columns * inner,
          into: product.pointer + rank * rows * columns)
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
    let probe = ReadBandwidthProbe(threads: threads, byteCount: byteCount)
    return (0..<tries).reduce(0) { best, _ in max(best, probe.measure()) } / 1e9
  }

  /// The processors that this process may use.
  public static var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The processor's name; "unknown" where the system does not say.
  public static var processorName: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
      ?? "unknown"
  }

  /// The most memory that this process has held at a time, in bytes; 0 where the system does not say.
  ///
  /// It is Linux's `VmHWM`: `getrusage` would count what the parent held when it started this program.
  public static var peakMemoryByteCount: Int { statusByteCount("VmHWM:") }

  /// The memory that this process holds now, in bytes; 0 where the system does not say.
  ///
  /// What has been freed is given back to the system first: it would be counted, and taken again
  /// without a trace.
  public static var residentMemoryByteCount: Int {
    trimHeap()
    return statusByteCount("VmRSS:")
  }

  /// glibc's `malloc_trim`, which Swift's module of glibc leaves out; nothing where there is none.
  private static func trimHeap() {
    guard let program = dlopen(nil, RTLD_NOW) else { return }
    defer { dlclose(program) }
    guard let symbol = dlsym(program, "malloc_trim") else { return }
    let trim = unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)
    _ = trim(0)
  }

  private static func statusByteCount(_ name: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
    let kibibytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    return 1_024 * (kibibytes.flatMap { Int($0) } ?? 0)
  }

  /// The machine's memory, in bytes; the control group's limit, or what a limit on the address space
  /// leaves for data, where that is lower.
  public static var memoryByteCount: Int {
    let physical = min(
      Int(clamping: ProcessInfo.processInfo.physicalMemory), MachineLimits.dataByteCount ?? .max)
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

  /// Units a second over all threads, the best of several tries.
  private static func bestRate(
    of units: Double, threads: Int, tries: Int, work: @escaping @Sendable (Int) -> Void
  ) -> Double {
    let group = ReplicaGroup(count: threads)
    // The first products warm the caches and tell how many make a try long enough to be timed.
    let once = Stopwatch.seconds { group.run(work) }
    let warm = min(once, Stopwatch.seconds { group.run(work) })
    let repetitions = max(1, Int(0.05 / max(warm, 1e-9)))
    let body: @Sendable (Int) -> Void = { rank in for _ in 0..<repetitions { work(rank) } }
    var best = 0.0
    for _ in 0..<tries {
      let seconds = Stopwatch.seconds { group.run(body) }
      best = max(best, units * Double(repetitions * threads) / seconds)
    }
    return best
  }

  /// The middle of some measurements; of an even count, the mean of the two in the middle.
  public static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

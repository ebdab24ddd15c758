import Foundation
import Groundwork
import Tensors

/// The same work for many indices, over the cores.
enum ParallelMap {
  /// `body(0), body(1), …`, in order: each result depends on its index alone, never on threads.
  static func map<Result: BitwiseCopyable & Sendable>(
    _ count: Int, placeholder: Result, threads: Int? = nil,
    _ body: @escaping @Sendable (_ index: Int) -> Result
  ) -> [Result] {
    guard count > 0 else { return [] }
    let workers = max(1, min(count, threads ?? ProcessInfo.processInfo.activeProcessorCount))
    let arena = Arena()
    let results: BufferSlice<Result> = arena.allocate(count, of: placeholder)
    // Neighbours take about as long as each other, so every worker takes each n-th.
    ReplicaGroup(count: workers).run { rank in
      for index in stride(from: rank, to: count, by: workers) { results[index] = body(index) }
    }
    return withExtendedLifetime(arena) { results.array }
  }
}

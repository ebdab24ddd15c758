import Foundation
import Groundwork
import Tensors

extension ParallelMap {
  /// `body(0), body(1), …`, in order, each a row of numbers of the same length: each depends on its
  /// index alone, never on threads.
  static func rows(
    _ count: Int, width: Int, threads: Int? = nil,
    _ body: @escaping @Sendable (_ index: Int) -> [Double]
  ) -> [[Double]] {
    guard count > 0, width > 0 else { return Array(repeating: [], count: max(0, count)) }
    let workers = max(1, min(count, threads ?? ProcessInfo.processInfo.activeProcessorCount))
    let arena = Arena()
    let results: BufferSlice<Double> = arena.allocate(count * width, of: 0)
    ReplicaGroup(count: workers).run { rank in
      for index in stride(from: rank, to: count, by: workers) {
        let row = body(index)
        precondition(row.count == width, "every row has \(width) numbers")
        for (place, value) in row.enumerated() { results[index * width + place] = value }
      }
    }
    return withExtendedLifetime(arena) {
      (0..<count).map { Array(results.part($0 * width, width).buffer) }
    }
  }
}

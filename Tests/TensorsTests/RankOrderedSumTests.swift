import Groundwork
import Tensors
import TestSupport
import XCTest

final class RankOrderedSumTests: XCTestCase {
  /// Numbers whose sum depends on the order in which they are added.
  private func vector(_ rank: Int, count: Int) -> [Float] {
    var stream = RandomStream(seed: 11, stream: UInt64(rank))
    return (0..<count).map { _ in Float(stream.normal() * exp(4 * stream.normal())) }
  }

  /// The plainest version: one rank after the other.
  private func orderedSum(_ ranks: Int, count: Int) -> [Float] {
    var sum = vector(0, count: count)
    for rank in 1..<max(ranks, 1) {
      for (i, value) in vector(rank, count: count).enumerated() { sum[i] += value }
    }
    return sum
  }

  /// The sums that processes with so many threads each get, put together again.
  private func sum(_ processes: Int, _ threads: Int, count: Int) throws -> [Float] {
    let ranks = processes * threads
    let inputs = (0..<ranks).map { vector($0, count: count) }
    let results = SharedMemoryProcesses.run(processes) { member -> [Float] in
      let group = ReplicaGroup(count: ranks, processes: member)
      let arena = Arena()
      let vectors = group.ranks.map { rank -> BufferSlice<Float> in
        let slice: BufferSlice<Float> = arena.allocate(count, of: 0)
        slice.copy(from: inputs[rank])
        return slice
      }
      let parts = group.processShares(of: count, alignment: 16)
      let sum = RankOrderedSum(vectors, parts: parts, group: group, arena: arena)
      group.run { sum.run(rank: $0) }
      let own = parts[member.rank]
      return vectors[0].part(own.lowerBound, own.count).array
    }
    return try results.flatMap { try $0.get() }
  }

  func testTheBitsDoNotDependOnHowRanksFallOnProcesses() throws {
    for count in [0, 1, 17, 1_000, RankOrderedSum.chunkCount, 3 * RankOrderedSum.chunkCount + 5] {
      for (processes, threads) in [(1, 4), (2, 1), (2, 2), (4, 1), (3, 2), (1, 1)] {
        let expected = orderedSum(processes * threads, count: count)
        XCTAssertEqual(
          try sum(processes, threads, count: count).map(\.bitPattern), expected.map(\.bitPattern),
          "\(processes) processes with \(threads) threads, \(count) elements")
      }
    }
  }

  /// Otherwise the test above shows nothing.
  func testTheOrderMatters() {
    let count = 1_000
    let pairs = [[0, 1], [2, 3]].map { ranks in
      zip(vector(ranks[0], count: count), vector(ranks[1], count: count)).map { $0 + $1 }
    }
    XCTAssertNotEqual(zip(pairs[0], pairs[1]).map { $0 + $1 }, orderedSum(4, count: count))
  }
}

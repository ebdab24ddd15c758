import Groundwork
import Tensors
import XCTest

final class ReplicaGroupTests: XCTestCase {
  func testEveryRankRunsOncePerJobAndBarriersHold() {
    for count in 1...4 {
      let group = ReplicaGroup(count: count)
      let arena = Arena()
      let before: BufferSlice<Int> = arena.allocate(count, of: 0)
      let seen: BufferSlice<Int> = arena.allocate(count, of: 0)
      for job in 1...200 {
        group.run { rank in
          before[rank] = job
          group.barrier()
          // Past the barrier, everybody's first half is there.
          seen[rank] = before.array.filter { $0 == job }.count
        }
        XCTAssertEqual(seen.array, Array(repeating: count, count: count))
      }
    }
  }

  /// A thread that waits long goes to sleep, at a barrier as well as between two jobs, and is woken.
  func testThreadsThatFellAsleepAreWoken() {
    for count in [2, 5] {
      let group = ReplicaGroup(count: count)
      let arena = Arena()
      let seen: BufferSlice<Int> = arena.allocate(count, of: 0)
      for job in 0..<20 {
        group.run { rank in
          if rank == job % count { usleep(2_000) }
          group.barrier()
          seen[rank] += 1
        }
        usleep(1_000)
      }
      XCTAssertEqual(seen.array, Array(repeating: 20, count: count))
    }
  }

  func testSharesCoverEverythingOnceInOrder() {
    for total in [0, 1, 15, 16, 17, 1_000] {
      for count in 1...5 {
        for alignment in [1, 16] {
          let shares = (0..<count).map {
            ReplicaGroup.share(of: total, rank: $0, count: count, alignment: alignment)
          }
          XCTAssertEqual(shares.flatMap { Array($0) }, Array(0..<total))
          for share in shares.dropFirst() where share.lowerBound < total {
            XCTAssertEqual(share.lowerBound % alignment, 0)
          }
        }
      }
    }
  }
}

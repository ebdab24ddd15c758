import Groundwork
import Tensors
import TestSupport
import XCTest

final class ProcessGroupTests: XCTestCase {
  private struct Trouble: Error, Equatable { let process: Int }

  func testRanksCountThroughTheProcesses() throws {
    let results = SharedMemoryProcesses.run(3) { member -> [Double] in
      let group = ReplicaGroup(count: 6, processes: member)
      let arena = Arena()
      let numbers: BufferSlice<Double> = arena.allocate(6, of: 0)
      let parts = WordPartition(group.processShares(of: 6), wordsPerElement: 2)
      group.run { rank in
        numbers[rank] = Double(rank) + 0.5
        group.share(numbers, parts, rank: rank)
      }
      XCTAssertEqual(group.ranks, (2 * member.rank)..<(2 * member.rank + 2))
      return numbers.array
    }
    for result in results { XCTAssertEqual(try result.get(), [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]) }
  }

  func testSharesOfProcessesAreThoseOfTheirRanks() {
    for total in [0, 5, 16, 100, 1_000] {
      let results = SharedMemoryProcesses.run(2) { member in
        ReplicaGroup(count: 6, processes: member).processShares(of: total, alignment: 16)
      }
      let ranks = (0..<6).map {
        ReplicaGroup.share(of: total, rank: $0, count: 6, alignment: 16)
      }
      for result in results {
        XCTAssertEqual(
          try result.get().map { Array($0) },
          [ranks[0..<3], ranks[3..<6]].map { $0.flatMap { Array($0) } })
      }
    }
  }

  func testWhatFailsOnOneProcessFailsOnAllAndIsKnownToOne() throws {
    for failing in [[0], [2], [1, 2], [0, 1, 2]] {
      let results = SharedMemoryProcesses.run(3) { member in
        try member.together {
          if failing.contains(member.rank) { throw Trouble(process: member.rank) }
        }
      }
      XCTAssertEqual(results.count, 3)
      for (process, result) in results.enumerated() {
        XCTAssertThrowsError(try result.get()) { error in
          let failure = error as? SharedFailure
          XCTAssertEqual(failure?.process, failing[0])
          XCTAssertEqual(
            failure?.underlying as? Trouble, process == failing[0] ? Trouble(process: process) : nil
          )
        }
      }
    }
    XCTAssertThrowsError(try SingleProcess().together { throw Trouble(process: 0) }) {
      XCTAssertEqual($0 as? Trouble, Trouble(process: 0))
    }
  }

  func testNumbersMeet() throws {
    let results = SharedMemoryProcesses.run(4) { member -> [Int] in
      let arena = Arena()
      let values: BufferSlice<Float> = arena.allocate(5, of: Float(member.rank))
      member.broadcast(values)
      XCTAssertEqual(values.array, [0, 0, 0, 0, 0])
      let question = SharedQuestion(member)
      let answers = [2, 9, 0].map { question.isTrueAnywhere(member.rank == $0) ? 1 : 0 }
      return [Int(member.minimum(Int32(7 - member.rank)))] + answers
    }
    for result in results { XCTAssertEqual(try result.get(), [4, 1, 0, 1]) }
  }
}

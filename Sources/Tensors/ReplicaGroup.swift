import Foundation
import Groundwork

/// Threads that stay: each runs one replica of the network on its part of every batch.
///
///     let group = ReplicaGroup(count: 2)
///     group.run { rank in
///       computeGradients(rank)
///       group.barrier()              // now every replica's gradients stand
///       reduceShard(rank)
///     }
///
/// A group may reach over several processes, each with as many threads. Ranks count through all of
/// them: process p of P with R threads each has the ranks p·R..<(p + 1)·R. The same body runs
/// everywhere; `barrier` holds the threads of one process together, and `share` and
/// `RankOrderedSum` bring data from one process to the others.
///
/// A process's first rank is its calling thread, which must be its main thread where there are
/// several processes; the others wait between calls. `run`, `barrier` and `share` allocate nothing,
/// and what the body computes must not depend on the order of the threads.
public final class ReplicaGroup: Sendable {
  /// How many replicas there are, in all processes together.
  public let count: Int
  /// The replicas of this process.
  public let ranks: Range<Int>
  public let processes: any ProcessGroup
  private let gate: RankGate

  /// Starts a thread for every rank of this process but the first. Where the system gives no more
  /// threads, the process ends with status 1 and one line: the others would wait for ever.
  ///
  /// - Precondition: `count` is positive and a multiple of the number of processes.
  public init(count: Int, processes: any ProcessGroup = SingleProcess()) {
    precondition(
      count > 0 && count.isMultiple(of: processes.count), "every process has as many replicas")
    let local = count / processes.count
    self.count = count
    self.processes = processes
    ranks = processes.rank * local..<(processes.rank + 1) * local
    let gate = RankGate(count: local)
    self.gate = gate
    for rank in ranks.dropFirst() {
      ReplicaThread.start("replica \(rank)") {
        var job = 0
        while let body = gate.nextJob(after: &job) {
          body(rank)
          gate.arrive()
        }
      }
    }
  }

  deinit { gate.stop() }

  /// Runs a body once for every rank of this process, and returns when all are done.
  public func run(_ body: @escaping @Sendable (_ rank: Int) -> Void) {
    gate.post(body)
    body(ranks.lowerBound)
    gate.arrive()
  }

  /// Waits, inside a body, until every rank of this process is here.
  public func barrier() { gate.arrive() }

  /// Inside a body: waits for every rank, and gives all processes the parts that each has of a buffer.
  public func share<Element>(_ buffer: BufferSlice<Element>, _ parts: WordPartition, rank: Int) {
    gate.arrive()
    guard processes.count > 1 else { return }
    if rank == ranks.lowerBound { processes.allGather(buffer.pointer, parts) }
    gate.arrive()
  }

  /// The part of `0..<total` that belongs to a rank: contiguous, in rank order, nearly even, and
  /// beginning at a multiple of `alignment`.
  public static func share(of total: Int, rank: Int, count: Int, alignment: Int = 1) -> Range<Int> {
    let blocks = (total + alignment - 1) / alignment
    let start = min(blocks * rank / count * alignment, total)
    let end = min(blocks * (rank + 1) / count * alignment, total)
    return start..<end
  }

  /// The part of `0..<total` that belongs to each process: its ranks' parts together.
  public func processShares(of total: Int, alignment: Int = 1) -> [Range<Int>] {
    (0..<processes.count).map { process in
      let first = process * ranks.count
      let ends = [first, first + ranks.count - 1].map {
        Self.share(of: total, rank: $0, count: count, alignment: alignment)
      }
      return ends[0].lowerBound..<ends[1].upperBound
    }
  }
}

import Foundation

/// Threads that stay: each runs one replica of the network on its part of every batch.
///
///     let group = ReplicaGroup(count: 2)
///     group.run { rank in
///       computeGradients(rank)
///       group.barrier()              // now every replica's gradients stand
///       reduceShard(rank)
///     }
///
/// Rank 0 is the calling thread; the others wait between calls. `run` and `barrier` allocate
/// nothing, and what the body computes must not depend on the order of the threads.
public final class ReplicaGroup: Sendable {
  /// How many replicas there are.
  public let count: Int
  private let gate: Gate

  /// Starts `count − 1` threads.
  ///
  /// - Precondition: `count` is positive.
  public init(count: Int) {
    precondition(count > 0, "a group has at least one replica")
    self.count = count
    let gate = Gate(count: count)
    self.gate = gate
    for rank in 1..<max(count, 1) {
      let thread = Thread {
        while let body = gate.nextJob() {
          body(rank)
          gate.arrive()
        }
      }
      thread.name = "replica \(rank)"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  deinit { gate.stop() }

  /// Runs a body once for every rank, and returns when all are done.
  public func run(_ body: @escaping @Sendable (_ rank: Int) -> Void) {
    if count > 1 { gate.post(body) }
    body(0)
    if count > 1 { gate.arrive() }
  }

  /// Waits, inside a body, until every rank is here.
  public func barrier() {
    if count > 1 { gate.arrive() }
  }

  /// The part of `0..<total` that belongs to a rank: contiguous, in rank order, nearly even, and
  /// beginning at a multiple of `alignment`.
  public static func share(of total: Int, rank: Int, count: Int, alignment: Int = 1) -> Range<Int> {
    let blocks = (total + alignment - 1) / alignment
    let start = min(blocks * rank / count * alignment, total)
    let end = min(blocks * (rank + 1) / count * alignment, total)
    return start..<end
  }
}

/// A reusable barrier, and the job that waits behind it.
private final class Gate: @unchecked Sendable {
  // Safe: every field is read and written under `condition` alone.
  private let condition = NSCondition()
  private let count: Int
  private var arrived = 0
  private var generation = 0
  private var jobNumber = 0
  private var taken = 0
  private var job: (@Sendable (Int) -> Void)?
  private var isStopped = false

  init(count: Int) { self.count = count }

  func post(_ body: @escaping @Sendable (Int) -> Void) {
    condition.lock()
    job = body
    jobNumber += 1
    taken = 0
    condition.broadcast()
    condition.unlock()
  }

  /// Waits for a job that this thread has not had; nil when the group ends.
  func nextJob() -> (@Sendable (Int) -> Void)? {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped && (job == nil || taken == count - 1) { condition.wait() }
    if isStopped { return nil }
    taken += 1
    return job
  }

  func arrive() {
    condition.lock()
    defer { condition.unlock() }
    arrived += 1
    if arrived == count {
      arrived = 0
      generation += 1
      condition.broadcast()
      return
    }
    let mine = generation
    while generation == mine { condition.wait() }
  }

  func stop() {
    condition.lock()
    isStopped = true
    condition.broadcast()
    condition.unlock()
  }
}

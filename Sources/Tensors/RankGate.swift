import Foundation
import Synchronization

/// A reusable barrier for the threads of one process, and the job that waits behind it.
///
/// Threads that share a step's work come to its barriers within microseconds of each other, while
/// going to sleep and being woken takes tens of them: a thread looks a while before it sleeps. (Two
/// threads on two cores: 0.1 µs a barrier instead of 7; a step of 217 µs takes 130, one of 2.5 ms
/// about 3 % less.) Where there are more threads than processors it sleeps at once, for the others
/// need its processor.
final class RankGate: @unchecked Sendable {
  // Safe: the counters are atomic. The job is written before `jobNumber`, and read after it by
  // threads that then come to the barrier which `post` comes after. Sleepers look at the counters
  // under `condition`, and whoever changes a counter wakes them under it.
  private let condition = NSCondition()
  private let count: Int
  private let patience: Int
  private let arrived = Atomic<Int>(0)
  private let generation = Atomic<Int>(0)
  private let jobNumber = Atomic<Int>(0)
  private let isStopped = Atomic<Bool>(false)
  private var job: (@Sendable (Int) -> Void)?

  /// How often a thread looks before it sleeps: some tenths of a millisecond, longer than what one
  /// thread does alone between two products that a decoder's threads share.
  private static let looks = 200_000

  init(count: Int) {
    self.count = count
    patience = count <= ProcessInfo.processInfo.activeProcessorCount ? Self.looks : 0
  }

  /// Gives every thread but the first a job.
  func post(_ body: @escaping @Sendable (Int) -> Void) {
    guard count > 1 else { return }
    job = body
    advance(jobNumber)
  }

  /// Waits for the job after the one that this thread had last; nil when the group ends.
  func nextJob(after last: inout Int) -> (@Sendable (Int) -> Void)? {
    wait(for: jobNumber, toLeave: last)
    if isStopped.load(ordering: .acquiring) { return nil }
    last &+= 1
    return job
  }

  /// Waits until every thread is here.
  func arrive() {
    guard count > 1 else { return }
    let mine = generation.load(ordering: .acquiring)
    if arrived.add(1, ordering: .acquiringAndReleasing).newValue == count {
      arrived.store(0, ordering: .relaxed)
      advance(generation)
    } else {
      wait(for: generation, toLeave: mine)
    }
  }

  /// Ends the threads that wait for a job.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    advance(jobNumber)
  }

  private func advance(_ counter: borrowing Atomic<Int>) {
    condition.lock()
    counter.add(1, ordering: .releasing)
    condition.broadcast()
    condition.unlock()
  }

  private func wait(for counter: borrowing Atomic<Int>, toLeave value: Int) {
    for _ in 0..<patience where counter.load(ordering: .acquiring) != value { return }
    condition.lock()
    while counter.load(ordering: .acquiring) == value { condition.wait() }
    condition.unlock()
  }
}

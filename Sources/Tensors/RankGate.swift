import Foundation

/// A reusable barrier, and the job that waits behind it.
final class RankGate: @unchecked Sendable {
  // Safe: every field is read and written under `condition` alone.
  private let condition = NSCondition()
  private let count: Int
  private var arrived = 0
  private var generation = 0
  private var jobNumber = 0
  private var job: (@Sendable (Int) -> Void)?
  private var isStopped = false

  init(count: Int) { self.count = count }

  func post(_ body: @escaping @Sendable (Int) -> Void) {
    guard count > 1 else { return }
    condition.lock()
    job = body
    jobNumber += 1
    condition.broadcast()
    condition.unlock()
  }

  /// Waits for the job after one that this thread has had; nil when the group ends.
  func nextJob(after last: inout Int) -> (@Sendable (Int) -> Void)? {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped && jobNumber == last { condition.wait() }
    if isStopped { return nil }
    last = jobNumber
    return job
  }

  func arrive() {
    guard count > 1 else { return }
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

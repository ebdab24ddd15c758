import Dispatch

/// A thread's worth of work that takes long: an actor on it keeps no page waiting.
///
/// Swift's own threads are as few as the processors, and a check or a model's pass would block one.
final class WorkQueue: SerialExecutor {
  private let queue: DispatchQueue

  init(_ name: String) { queue = DispatchQueue(label: name) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}

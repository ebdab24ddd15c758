import Groundwork

/// A question that processes ask each other at every step; its memory is taken once.
public final class SharedQuestion {
  private let processes: any ProcessGroup
  private let arena = Arena()
  private let answers: BufferSlice<Int32>
  private let parts: WordPartition

  public init(_ processes: any ProcessGroup) {
    self.processes = processes
    answers = arena.allocate(processes.count, of: 0)
    parts = WordPartition((0..<processes.count).map { $0..<($0 + 1) })
  }

  /// Whether something holds on any process; every process asks.
  public func isTrueAnywhere(_ condition: Bool) -> Bool {
    answers[processes.rank] = condition ? 1 : 0
    processes.allGather(answers.pointer, parts)
    return answers.buffer.contains(1)
  }
}

import Synchronization

/// A way to end a check before its verdict, from another thread.
public final class CheckStop: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}

  /// Ends what is under way, a build or a check, with all that it started.
  public func request() { flag.store(true, ordering: .relaxed) }

  public var isRequested: Bool { flag.load(ordering: .relaxed) }
}

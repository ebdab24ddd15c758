import Groundwork

/// An error that all processes know of, so that each of them ends in the same place.
///
/// On the process that it happened on it carries the error; on the others it is a word to stop.
public struct SharedFailure: UserFacingError {
  /// The process that it happened on; the first one where there are several.
  public let process: Int
  /// What happened there; nil on the other processes, which have nothing to say about it.
  public let underlying: (any Error)?

  public var description: String {
    underlying.map { "\($0)" } ?? "process \(process) failed and says why"
  }
}

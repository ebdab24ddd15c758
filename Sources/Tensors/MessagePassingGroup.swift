import Groundwork

#if MPI
  import CMessagePassing
  import Foundation
  import Synchronization

  /// The processes that `mpirun` started.
  public final class MessagePassingGroup: ProcessGroup {
    public let rank: Int
    public let count: Int
    private static let report = Mutex<(@Sendable (MessagePassingError) -> Void)?>(nil)

    /// Joins the other processes; at most once in a program, and from its main thread.
    ///
    /// - Parameter report: is told of a failure that ends every process.
    /// - Throws: `MessagePassingError` where MPI refuses.
    public init(
      reportingFailuresTo report: @escaping @Sendable (MessagePassingError) -> Void
    ) throws(MessagePassingError) {
      Self.report.withLock { $0 = report }
      var (rank, count): (Int32, Int32) = (0, 1)
      let code = workbook_mpi_join(&rank, &count)
      guard code == 0 else { throw MessagePassingError(code) }
      self.rank = Int(rank)
      self.count = Int(count)
    }

    public func exchange(
      sending sent: UnsafeRawBufferPointer, to receiver: Int?,
      receiving received: UnsafeMutableRawBufferPointer, from sender: Int?
    ) {
      Self.check(
        workbook_mpi_exchange(
          sent.baseAddress, sent.count / 4, Int32(receiver ?? -1), received.baseAddress,
          received.count / 4, Int32(sender ?? -1)))
    }

    public func allGather(_ buffer: UnsafeMutableRawPointer, _ parts: WordPartition) {
      Self.check(workbook_mpi_all_gather(buffer, parts.counts, parts.offsets))
    }

    /// Whether this program has joined a group and not left it.
    public static var isJoined: Bool { workbook_mpi_is_joined() != 0 }

    /// Waits until every process has come here, and parts from them; does nothing when no group was
    /// joined.
    public static func leave() {
      if isJoined { check(workbook_mpi_leave()) }
    }

    /// Ends every process, if a group was joined: for a failure that the others do not know of.
    public static func abort(status: Int32) {
      if isJoined { workbook_mpi_abort(status) }
    }

    private static func check(_ code: Int32) {
      guard code != 0 else { return }
      report.withLock { $0 }?(MessagePassingError(code))
      workbook_mpi_abort(1)
    }
  }

  /// What MPI says about a failure.
  public struct MessagePassingError: UserFacingError {
    public let description: String

    init(_ code: Int32) {
      var text = [CChar](repeating: 0, count: 1_024)
      workbook_mpi_describe(code, &text, text.count)
      let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      description =
        "the processes lost each other (\(String(decoding: bytes, as: UTF8.self))); check the "
        + "machines and the network"
    }

    /// A run goes on from its last checkpoint.
    public var isResumable: Bool { true }
  }
#endif

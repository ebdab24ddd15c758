/// What brings bytes over the network.
///
/// The library itself stays off the network: whoever downloads hands in a transfer. The command
/// line has one on URLSession; tests have one that fails as they please.
public protocol ByteTransfer {
  /// Asks for the bytes of an address from some offset on, and hands over what comes.
  ///
  /// - Parameters:
  ///   - offset: where to begin; from 1 on, as an HTTP range.
  ///   - stallSeconds: gives up when nothing comes for so long.
  ///   - receiver: gets the response once, then its bytes; what it throws ends the transfer and is
  ///     thrown on.
  /// - Throws: `TransferFailure` for what goes wrong on the way.
  func fetch(
    _ url: String, from offset: Int, stallSeconds: Double, into receiver: TransferReceiver
  ) throws
}

/// What takes the parts of a response, in order.
public protocol TransferReceiver: AnyObject {
  func begin(_ response: TransferResponse) throws
  func receive(_ bytes: UnsafeRawBufferPointer) throws
}

/// The head of a response.
public struct TransferResponse: Sendable, Equatable {
  /// The HTTP status.
  public let status: Int
  /// The first byte of the range that is sent (from `Content-Range`), if the server says so.
  public let rangeStart: Int?

  public init(status: Int, rangeStart: Int?) {
    self.status = status
    self.rangeStart = rangeStart
  }
}

/// How a transfer can break.
public enum TransferFailure: Error, Equatable {
  /// The connection cannot be made, or broke before the response.
  case unreachable(reason: String)
  /// The connection broke within the body.
  case interrupted(reason: String)
  /// Nothing came for too long.
  case stalled
}

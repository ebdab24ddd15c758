import Foundation
import WorkbookCore

/// Standard output, written in large parts: bytes as they are, but fit for a terminal on one. Work whose
/// output is lost is not gone on with.
struct ByteSink: ~Copyable {
  private var buffer: [UInt8] = []
  private var filter = TerminalFilter()
  private static let size = 1 << 16

  init() { buffer.reserveCapacity(Self.size + 4_096) }

  mutating func write(_ bytes: some Sequence<UInt8>) throws {
    buffer += bytes
    if buffer.count >= Self.size { try flush() }
  }

  mutating func write(_ byte: UInt8) throws {
    buffer.append(byte)
    if buffer.count >= Self.size { try flush() }
  }

  /// A number in decimal.
  mutating func write(_ id: Int32) throws {
    var divisor: Int32 = 1
    while id / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      buffer.append(0x30 + UInt8(id / divisor % 10))
      divisor /= 10
    }
    if buffer.count >= Self.size { try flush() }
  }

  mutating func flush() throws {
    if Console.isTerminal { buffer = filter.safe(buffer) }
    StandardStreams.writeOutput(buffer)
    buffer.removeAll(keepingCapacity: true)
    if StandardStreams.isOutputLost { throw StandardStreams.LostOutput() }
  }
}

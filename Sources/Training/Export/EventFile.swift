import Groundwork

/// A file of events as TensorBoard reads it: records of TensorFlow, each a small protocol buffer.
///
/// A record is its length (8 bytes, little-endian), a masked checksum of these, the bytes, and a masked
/// checksum of them (TensorFlow, `core/lib/io/record_writer`). An event has its wall time in seconds (1,
/// double), its step (2) and either the file's version (3) or a summary (5); a summary has values (1),
/// each with a tag (1) and a number (2, float) (`event.proto`, `summary.proto`).
struct EventFile {
  private(set) var bytes: [UInt8] = []

  /// Begins with the version that readers ask for.
  init(wallTime: Double) {
    var event = ProtocolBuffer()
    event.add(1, double: wallTime)
    event.add(3, bytes: Array("brain.Event:2".utf8))
    append(record: event.bytes)
  }

  /// Adds numbers that were measured at one step.
  mutating func append(step: Int, wallTime: Double, _ values: [(tag: String, value: Double)]) {
    var summary = ProtocolBuffer()
    for (tag, value) in values {
      var entry = ProtocolBuffer()
      entry.add(1, bytes: Array(tag.utf8))
      entry.add(2, float: Float(value))
      summary.add(1, bytes: entry.bytes)
    }
    var event = ProtocolBuffer()
    event.add(1, double: wallTime)
    event.add(2, integer: step)
    event.add(5, bytes: summary.bytes)
    append(record: event.bytes)
  }

  private mutating func append(record: [UInt8]) {
    let length = ProtocolBuffer.littleEndian(UInt64(record.count))
    bytes += length + Self.maskedChecksum(length) + record + Self.maskedChecksum(record)
  }

  /// Rotated and shifted, so that checksums of what holds checksums stay good ones.
  private static func maskedChecksum(_ bytes: [UInt8]) -> [UInt8] {
    let checksum = CRC32C.of(bytes)
    return ProtocolBuffer.littleEndian((checksum >> 15 | checksum << 17) &+ 0xA282_EAD8)
  }
}

/// The fields of a protocol buffer, written in order; numbers that are 0 are left out, as proto3 does.
struct ProtocolBuffer {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ field: Int, integer value: Int) {
    guard value != 0 else { return }
    addVarint(UInt64(field << 3))
    addVarint(UInt64(bitPattern: Int64(value)))
  }

  mutating func add(_ field: Int, double value: Double) {
    guard value.bitPattern != 0 else { return }
    addVarint(UInt64(field << 3 | 1))
    bytes += Self.littleEndian(value.bitPattern)
  }

  /// A member of a choice is written even where it is 0: that it is there says which.
  mutating func add(_ field: Int, float value: Float) {
    addVarint(UInt64(field << 3 | 5))
    bytes += Self.littleEndian(value.bitPattern)
  }

  mutating func add(_ field: Int, bytes value: [UInt8]) {
    addVarint(UInt64(field << 3 | 2))
    addVarint(UInt64(value.count))
    bytes += value
  }

  private mutating func addVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}

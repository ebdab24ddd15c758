/// Strings of bytes, one after the other in one buffer, numbered from 0.
///
///     var strings: ByteStrings = [[0x61], [0x62, 0x63]]
///     strings[1]          // [0x62, 0x63]
///
/// A vocabulary has tens of thousands of tokens of a few bytes each: as arrays of their own they would
/// take eight times their bytes.
public struct ByteStrings: RandomAccessCollection, ExpressibleByArrayLiteral, Hashable, Sendable {
  private var bytes: [UInt8] = []
  /// Where each string ends in the buffer.
  private var ends: [Int] = []

  public init() {}

  public init(arrayLiteral strings: [UInt8]...) { self.init(strings) }

  public init(_ strings: some Sequence<[UInt8]>) {
    for string in strings { append(string) }
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { ends.count }

  /// The string of a number, as an array made anew.
  public subscript(index: Int) -> [UInt8] { Array(bytes[range(index)]) }

  public mutating func append(_ string: some Collection<UInt8>) {
    bytes += string
    ends.append(bytes.count)
  }

  /// Adds the two parts of a string.
  mutating func append(_ first: some Collection<UInt8>, _ second: some Collection<UInt8>) {
    bytes += first
    append(second)
  }

  /// Makes room for strings of so many bytes altogether.
  public mutating func reserveCapacity(_ count: Int, byteCount: Int) {
    ends.reserveCapacity(count)
    bytes.reserveCapacity(byteCount)
  }

  /// The bytes of all strings together.
  var totalByteCount: Int { bytes.count }

  func byteCount(of index: Int) -> Int { range(index).count }

  /// Calls a function with the bytes of a string, which are not copied.
  @inline(__always)
  func withBytes<Result>(
    of index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let range = range(index)
    return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  @inline(__always)
  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }
}

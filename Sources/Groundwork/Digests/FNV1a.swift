/// The 64-bit FNV-1a hash (Fowler, Noll and Vo): names streams and plans, the same on every machine.
///
///     var hash = FNV1a()
///     hash.add("noise".utf8)
///     hash.value
///
/// It is small and quick and no defence against an adversary: files are told apart by SHA-256.
public struct FNV1a: Hashable, Sendable {
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  /// The hash of a text's UTF-8.
  public init(_ text: String) {
    add(text.utf8)
  }

  /// Takes in bytes.
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// Takes in the eight bytes of a number, the lowest first.
  public mutating func add(_ word: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: word >> shift)) }
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// The hash in the 32 bits that processes exchange.
  public var folded: Int32 { Int32(truncatingIfNeeded: value ^ value >> 32) }
}

/// The cyclic redundancy check of Castagnoli's polynomial (RFC 3720, appendix B.4), as record files of
/// TensorFlow have it.
///
///     CRC32C.of(Array("123456789".utf8))     // 0xE3069283
public enum CRC32C {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1
    }
  }

  public static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var value: UInt32 = .max
    for byte in bytes {
      value = value >> 8 ^ table[Int(UInt8(truncatingIfNeeded: value) ^ byte)]
    }
    return ~value
  }
}

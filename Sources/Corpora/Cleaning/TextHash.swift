/// 64-bit hashes of words and lines: the same on every machine and in every run.
///
/// Among *n* different keys some two collide with probability about n² / 2⁶⁵: 10⁻⁵ for ten million.
enum TextHash {
  /// Spreads every bit over all (the finalizer of MurmurHash3).
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var x = value
    x = (x ^ (x >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    x = (x ^ (x >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return x ^ (x >> 33)
  }

  /// Takes one more value into a hash; the order counts.
  @inline(__always)
  static func combined(_ hash: UInt64, _ next: UInt64) -> UInt64 {
    let x = ((hash << 23 | hash >> 41) ^ next) &* 0x9FB2_1C65_1E98_DF25
    return x ^ (x >> 32)
  }

  /// The hash of some bytes, eight at a time.
  @inline(__always)
  static func of(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var i = 0
    while i &+ 8 <= count {
      let eight = UnsafeRawPointer(bytes + i).loadUnaligned(as: UInt64.self)
      hash = combined(hash, UInt64(littleEndian: eight))
      i &+= 8
    }
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    while i < count {
      rest |= UInt64(bytes[i]) &<< shift
      shift &+= 8
      i &+= 1
    }
    return mixed(combined(hash, rest))
  }

  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = bytes.baseAddress else { return mixed(combined(0, 0)) }
    return of(base, count: bytes.count)
  }
}

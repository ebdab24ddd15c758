/// A hash table from pairs of ids to a number, with open addressing: a few nanoseconds a look-up.
struct PairTable: Sendable, Equatable {
  private var keys: [UInt64]
  private var values: [Int32]
  private var count = 0
  private static let empty = UInt64.max

  init(capacity: Int = 16) {
    var size = 16
    while size < 2 * capacity { size *= 2 }
    keys = Array(repeating: Self.empty, count: size)
    values = Array(repeating: -1, count: size)
  }

  @inline(__always)
  static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  @inline(__always)
  private static func slot(_ key: UInt64, mask: Int) -> Int {
    let mixed = (key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 20) & mask
  }

  /// The number of a pair, or −1.
  @inline(__always)
  func value(_ key: UInt64) -> Int32 {
    keys.withUnsafeBufferPointer { keys in
      let mask = keys.count &- 1
      var slot = Self.slot(key, mask: mask)
      while true {
        if keys[slot] == key { return values[slot] }
        if keys[slot] == Self.empty { return -1 }
        slot = (slot &+ 1) & mask
      }
    }
  }

  /// Sets the number of a pair.
  mutating func set(_ key: UInt64, _ value: Int32) {
    if 2 * (count + 1) > keys.count { grow() }
    let mask = keys.count - 1
    var slot = Self.slot(key, mask: mask)
    while keys[slot] != Self.empty && keys[slot] != key { slot = (slot + 1) & mask }
    if keys[slot] == Self.empty { count += 1 }
    keys[slot] = key
    values[slot] = value
  }

  private mutating func grow() {
    var larger = PairTable(capacity: keys.count)
    for (key, value) in zip(keys, values) where key != Self.empty { larger.set(key, value) }
    self = larger
  }
}

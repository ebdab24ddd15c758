/// A hash table from pairs of ids to a number, with open addressing: a few nanoseconds a look-up.
struct PairTable: Sendable, Equatable {
  private struct Slot: Sendable, Equatable {
    var key: UInt64
    var value: Int32
  }

  private var slots: ContiguousArray<Slot>
  private var count = 0
  /// No pair of ids, which are never negative.
  private static let empty = UInt64.max

  init(capacity: Int = 16) {
    var size = 16
    while size < 2 * capacity { size *= 2 }
    slots = ContiguousArray(repeating: Slot(key: Self.empty, value: -1), count: size)
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
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count &- 1
      var place = Self.slot(key, mask: mask)
      while true {
        let slot = slots[place]
        if slot.key == key || slot.key == Self.empty { return slot.value }
        place = (place &+ 1) & mask
      }
    }
  }

  /// Sets the number of a pair.
  mutating func set(_ key: UInt64, _ value: Int32) {
    let place = place(key)
    slots[place].value = value
  }

  /// The number of a pair; where the pair is new, it gets this one.
  @inline(__always)
  mutating func value(_ key: UInt64, orInsert value: Int32) -> Int32 {
    let place = place(key)
    if slots[place].value >= 0 { return slots[place].value }
    slots[place].value = value
    return value
  }

  /// The slot of a pair, made if it is new.
  @inline(__always)
  private mutating func place(_ key: UInt64) -> Int {
    if 2 &* (count &+ 1) > slots.count { grow() }
    let mask = slots.count &- 1
    var place = Self.slot(key, mask: mask)
    while slots[place].key != Self.empty {
      if slots[place].key == key { return place }
      place = (place &+ 1) & mask
    }
    count &+= 1
    slots[place].key = key
    return place
  }

  private mutating func grow() {
    var larger = PairTable(capacity: slots.count)
    for slot in slots where slot.key != Self.empty {
      larger.slots[larger.place(slot.key)].value = slot.value
    }
    self = larger
  }
}

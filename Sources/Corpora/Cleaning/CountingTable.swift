/// How often each 64-bit key was added, and with which index first: a hash table that is cleared and
/// filled again for one list of keys after the other.
final class CountingTable {
  struct Slot {
    var key: UInt64
    var count: UInt32
    var first: Int32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var capacity: Int
  private var mask = 0

  init() {
    capacity = 1_024
    slots = .allocate(capacity: capacity)
  }

  deinit { slots.deallocate() }

  /// Empties the table and makes room for a number of keys.
  func reset(keyCount: Int) {
    var size = 16
    while size < 2 * keyCount { size *= 2 }
    if size > capacity {
      slots.deallocate()
      capacity = size
      slots = .allocate(capacity: capacity)
    }
    mask = size - 1
    slots.initialize(repeating: Slot(key: 0, count: 0, first: 0), count: size)
  }

  /// Counts a key, and returns where it lies: valid until `reset`.
  ///
  /// - Precondition: no more keys than `reset` made room for.
  @inline(__always)
  func add(_ key: UInt64, index: Int) -> Int {
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place].count != 0 && slots[place].key != key { place = (place &+ 1) & mask }
    if slots[place].count == 0 { slots[place] = Slot(key: key, count: 0, first: Int32(index)) }
    slots[place].count &+= 1
    return place
  }

  @inline(__always)
  subscript(place: Int) -> Slot { slots[place] }
}

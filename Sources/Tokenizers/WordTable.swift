#if canImport(Glibc)
  import Glibc
#endif

/// A set of byte strings, numbered from 0 in order of appearance, each with a number of the user's.
///
/// Open addressing. A string of up to 16 bytes is told by two overlapping words of eight bytes and its
/// length; longer ones are compared with their bytes in a flat buffer. Nothing is allocated per string.
struct WordTable: ~Copyable {
  private struct Entry {
    /// The first and the last bytes of the string.
    var head: UInt64
    var tail: UInt64
    /// Where its bytes begin in the buffer, times 2²⁴, plus its length.
    var place: UInt64
    var payload: UInt64
  }

  private(set) var count = 0
  private(set) var byteCount = 0
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity: Int
  private var entries: UnsafeMutablePointer<Entry>
  private var entryCapacity: Int
  /// The number of an entry plus one; 0 where none is.
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask: Int

  init(capacity: Int = 1 << 12) {
    var size = 16
    while size < 2 * capacity { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    entryCapacity = size / 2
    entries = .allocate(capacity: entryCapacity)
    byteCapacity = 8 * size
    bytes = .allocate(capacity: byteCapacity)
  }

  deinit {
    slots.deallocate()
    entries.deallocate()
    bytes.deallocate()
  }

  /// The number of the user's of an entry.
  @inline(__always)
  subscript(index: Int) -> UInt64 {
    get { entries[index].payload }
    set { entries[index].payload = newValue }
  }

  /// The bytes of an entry; they lie there until the table changes.
  func string(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let place = entries[index].place
    return UnsafeBufferPointer(start: bytes + Int(place >> 24), count: Int(place & 0xFF_FFFF))
  }

  /// The string's number, and whether it is new; a new one has the payload 0.
  ///
  /// - Precondition: the string has 1 to 2²⁴ − 1 bytes.
  @inline(__always)
  mutating func insert(_ string: UnsafeBufferPointer<UInt8>) -> (index: Int, isNew: Bool) {
    guard let base = string.baseAddress else { return (0, false) }
    let length = string.count
    let (head, tail) = Self.ends(base, length)
    let hash = Self.hash(head, tail, base, length)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      let index = Int(entry) &- 1
      if entries[index].head == head, entries[index].tail == tail,
        Int(entries[index].place & 0xFF_FFFF) == length,
        length <= 16 || isEqual(index, base, length)
      {
        return (index, false)
      }
      slot = (slot &+ 1) & mask
    }
    return (add(base, length, head, tail, slot), true)
  }

  /// Forgets all strings and keeps the memory.
  mutating func removeAll() {
    slots.update(repeating: 0, count: mask + 1)
    (count, byteCount) = (0, 0)
  }

  @inline(__always)
  private static func load<Word: FixedWidthInteger>(
    _ pointer: UnsafePointer<UInt8>, _ type: Word.Type
  ) -> Word {
    UnsafeRawPointer(pointer).loadUnaligned(as: Word.self)
  }

  /// A number that strings of other bytes seldom share.
  static func hash(of string: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = string.baseAddress, string.count > 0 else { return 0 }
    let (head, tail) = ends(base, string.count)
    return hash(head, tail, base, string.count)
  }

  /// For up to 16 bytes, these two words and the length tell the string.
  @inline(__always)
  private static func ends(_ base: UnsafePointer<UInt8>, _ length: Int) -> (UInt64, UInt64) {
    if length >= 8 {
      return (load(base, UInt64.self), load(base + (length &- 8), UInt64.self))
    }
    if length >= 4 {
      let first = UInt64(load(base, UInt32.self))
      return (first | UInt64(load(base + (length &- 4), UInt32.self)) << 32, 0)
    }
    let middle = UInt64(base[length >> 1]) << 8
    return (UInt64(base[0]) | middle | UInt64(base[length &- 1]) << 16, 0)
  }

  /// A product of 128 bits folded in two, as in wyhash.
  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  @inline(__always)
  private static func hash(
    _ head: UInt64, _ tail: UInt64, _ base: UnsafePointer<UInt8>, _ length: Int
  ) -> UInt64 {
    var hash = mix(
      head ^ 0x9E37_79B9_7F4A_7C15, tail ^ 0xD6E8_FEB8_6659_FD93 ^ UInt64(length) << 56)
    if length > 16 {
      var position = 8
      while position &+ 8 < length {
        hash = mix(hash ^ load(base + position, UInt64.self), 0xA076_1D64_78BD_642F)
        position &+= 8
      }
    }
    return hash
  }

  private func isEqual(_ index: Int, _ base: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    memcmp(bytes + Int(entries[index].place >> 24), base, length) == 0
  }

  @inline(never)
  private mutating func add(
    _ base: UnsafePointer<UInt8>, _ length: Int, _ head: UInt64, _ tail: UInt64, _ slot: Int
  ) -> Int {
    if byteCount + length > byteCapacity {
      byteCapacity = max(2 * byteCapacity, byteCount + length)
      bytes = Self.moved(bytes, byteCount, byteCapacity)
    }
    (bytes + byteCount).initialize(from: base, count: length)
    let place = UInt64(byteCount) << 24 | UInt64(length)
    entries[count] = Entry(head: head, tail: tail, place: place, payload: 0)
    count += 1
    byteCount += length
    slots[slot] = UInt32(count)
    if count == entryCapacity { grow() }
    return count - 1
  }

  private mutating func grow() {
    entryCapacity *= 2
    entries = Self.moved(entries, count, entryCapacity)
    mask = 2 * mask + 1
    slots.deallocate()
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for index in 0..<count {
      let entry = entries[index]
      let hash = Self.hash(
        entry.head, entry.tail, bytes + Int(entry.place >> 24), Int(entry.place & 0xFF_FFFF))
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
  }

  private static func moved<Element>(
    _ old: UnsafeMutablePointer<Element>, _ count: Int, _ capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
  }
}

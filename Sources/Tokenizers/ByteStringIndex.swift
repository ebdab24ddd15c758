#if canImport(Glibc)
  import Glibc
#endif

/// Finds the numbers of strings by their bytes: open addressing, four bytes a slot.
///
/// The strings themselves stay where they are, and every call gets them.
struct ByteStringIndex: Hashable, Sendable {
  /// The number of a string plus one; 0 where none is.
  private var slots: [UInt32]
  private var count = 0

  init(capacity: Int = 8) { slots = Self.slots(for: capacity) }

  private static func slots(for capacity: Int) -> [UInt32] {
    var size = 16
    while size < 2 * capacity { size *= 2 }
    return [UInt32](repeating: 0, count: size)
  }

  /// The number of a string, or nil.
  func number(of string: UnsafeBufferPointer<UInt8>, in strings: ByteStrings) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: WordTable.hash(of: string)) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if strings.withBytes(of: number, { Self.areEqual($0, string) }) { return number }
      slot = (slot + 1) & mask
    }
    return nil
  }

  func number(of string: [UInt8], in strings: ByteStrings) -> Int? {
    string.withUnsafeBufferPointer { number(of: $0, in: strings) }
  }

  /// Adds a string by its number.
  ///
  /// - Returns: the number of an equal string that is there already; then nothing is added.
  mutating func insert(_ number: Int, of strings: ByteStrings) -> Int? {
    if 2 * (count + 1) > slots.count { grow(strings) }
    if let known = strings.withBytes(of: number, { self.number(of: $0, in: strings) }) {
      return known
    }
    place(number, strings)
    count += 1
    return nil
  }

  private mutating func place(_ number: Int, _ strings: ByteStrings) {
    let mask = slots.count - 1
    var slot =
      Int(truncatingIfNeeded: strings.withBytes(of: number) { WordTable.hash(of: $0) }) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(number + 1)
  }

  private mutating func grow(_ strings: ByteStrings) {
    let numbers = slots.filter { $0 != 0 }
    slots = Self.slots(for: slots.count)
    for number in numbers { place(Int(number) - 1, strings) }
  }

  private static func areEqual(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard a.count == b.count else { return false }
    guard let first = a.baseAddress, let second = b.baseAddress else { return true }
    return memcmp(first, second, a.count) == 0
  }
}

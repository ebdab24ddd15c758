/// A set of byte strings in one flat buffer, each with a number from 0 in order of appearance.
struct ByteStringTable {
  private(set) var bytes: [UInt8] = []
  /// Where string i begins; string i ends where string i + 1 begins.
  private(set) var offsets: [Int] = [0]
  private var slots: [Int32]

  init(capacity: Int = 1_024) {
    var size = 16
    while size < 2 * capacity { size *= 2 }
    slots = Array(repeating: -1, count: size)
  }

  var count: Int { offsets.count - 1 }

  /// FNV-1a over eight bytes at a time, with a final mix.
  @inline(__always)
  private static func hash(_ string: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(string.count)
    var i = 0
    let raw = UnsafeRawBufferPointer(string)
    while i &+ 8 <= raw.count {
      hash =
        (hash ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
        &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      i &+= 8
    }
    var rest: UInt64 = 0
    while i < raw.count {
      rest = rest << 8 | UInt64(raw[i])
      i &+= 1
    }
    hash = (hash ^ rest) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 29
    return Int(truncatingIfNeeded: hash >> 1)
  }

  /// The string's number, and whether it is new.
  @inline(__always)
  mutating func insert(_ string: UnsafeBufferPointer<UInt8>) -> (index: Int, isNew: Bool) {
    if 2 * (count + 1) > slots.count { grow() }
    let mask = slots.count &- 1
    var slot = Self.hash(string) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if isEqual(index, string) { return (index, false) }
      slot = (slot &+ 1) & mask
    }
    let index = count
    slots[slot] = Int32(index)
    bytes.append(contentsOf: string)
    offsets.append(bytes.count)
    return (index, true)
  }

  @inline(__always)
  private func isEqual(_ index: Int, _ string: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = offsets[index]
    guard offsets[index &+ 1] &- start == string.count else { return false }
    return bytes.withUnsafeBufferPointer { all in
      for i in 0..<string.count where all[start &+ i] != string[i] { return false }
      return true
    }
  }

  private mutating func grow() {
    let mask = 2 * slots.count - 1
    var larger = [Int32](repeating: -1, count: 2 * slots.count)
    bytes.withUnsafeBufferPointer { all in
      for index in 0..<count {
        let string = UnsafeBufferPointer(rebasing: all[offsets[index]..<offsets[index + 1]])
        var slot = Self.hash(string) & mask
        while larger[slot] >= 0 { slot = (slot + 1) & mask }
        larger[slot] = Int32(index)
      }
    }
    slots = larger
  }
}

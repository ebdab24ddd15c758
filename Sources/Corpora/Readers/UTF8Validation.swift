/// Whether bytes are UTF-8, and where they first are not.
enum UTF8Validation {
  /// Where the first byte stands that belongs to no valid UTF-8 sequence (RFC 3629), or nil.
  static func firstInvalidByte(
    in text: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Int? {
    guard let base = text.baseAddress else { return nil }
    var i = start
    while i < text.count {
      if text[i] < 0x80 {
        // Eight ASCII bytes at a time.
        while i &+ 8 <= text.count {
          let eight = UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self)
          if eight & 0x8080_8080_8080_8080 != 0 { break }
          i &+= 8
        }
        while i < text.count && text[i] < 0x80 { i &+= 1 }
        continue
      }
      let length = sequenceLength(text, i)
      if length == 0 { return i }
      i &+= length
    }
    return nil
  }

  /// The length of the valid sequence of two to four bytes at a place, or 0.
  static func sequenceLength(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch text[i] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, low) = (3, 0xA0)
    case 0xED: (length, high) = (3, 0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, low) = (4, 0x90)
    case 0xF4: (length, high) = (4, 0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard i + length <= text.count, (low...high).contains(text[i + 1]) else { return 0 }
    for k in 2..<max(length, 2) where text[i + k] & 0xC0 != 0x80 { return 0 }
    return length
  }
}

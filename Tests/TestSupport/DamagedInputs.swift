import Groundwork

/// Damaged copies of a file's bytes, as a bad disk, a torn download or a careless edit leave them.
///
///     for (description, bytes) in damaged(file, count: 300, seed: 1) { … }
///
/// No copy equals the original; the first is empty. The same seed gives the same copies. Half of
/// the places are near the beginning, where files keep their headers. Where the file has decimal
/// numbers, some copies have one changed to an extreme, or two exchanged.
public func damaged(_ bytes: [UInt8], count: Int, seed: UInt64)
  -> some Sequence<(description: String, bytes: [UInt8])>
{
  let damage = Damage(original: bytes)
  return (0..<count).lazy.map { number in
    if number == 0, !bytes.isEmpty { return ("empty", []) }
    var stream = RandomStream(seed: seed, stream: UInt64(number))
    while true {
      let copy = damage.copy(&stream)
      if copy.bytes != bytes { return ("\(number): " + copy.description, copy.bytes) }
    }
  }
}

/// The ways in which a file is damaged.
private struct Damage {
  let original: [UInt8]
  /// Where the file has decimal numbers.
  private let numbers: [Range<Int>]

  typealias Copy = (description: String, bytes: [UInt8])

  init(original: [UInt8]) {
    self.original = original
    numbers = Self.numbers(in: original)
  }

  func copy(_ stream: inout RandomStream) -> Copy {
    guard !original.isEmpty else { return inserted(&stream) }
    let kinds: [(Damage) -> (inout RandomStream) -> Copy] = [
      Damage.flipped, Damage.overwritten, Damage.truncated, Damage.inserted, Damage.deleted,
      Damage.repeated, Damage.exchanged, Damage.word, Damage.number, Damage.exchangedNumbers,
    ]
    return kinds[stream.index(below: kinds.count)](self)(&stream)
  }

  /// A place in `0..<count`: anywhere, or as likely in the first ten bytes as in the next ninety.
  private func place(_ stream: inout RandomStream, below count: Int) -> Int {
    let anywhere = stream.index(below: count)
    guard stream.next() & 1 == 0 else { return anywhere }
    var reach = 8
    while reach < count, stream.next() & 3 != 0 { reach *= 2 }
    return stream.index(below: min(reach, count))
  }

  private func piece(_ stream: inout RandomStream) -> Range<Int> {
    let start = place(&stream, below: original.count)
    let length = 1 + stream.index(below: stream.next() & 1 == 0 ? 8 : original.count)
    return start..<min(start + length, original.count)
  }

  private func flipped(_ stream: inout RandomStream) -> Copy {
    var bytes = original
    let place = place(&stream, below: bytes.count)
    let bit = stream.index(below: 8)
    bytes[place] ^= 1 << UInt8(bit)
    return ("bit \(bit) of byte \(place) flipped", bytes)
  }

  private func overwritten(_ stream: inout RandomStream) -> Copy {
    var bytes = original
    let place = place(&stream, below: bytes.count)
    bytes[place] = Self.byte(&stream)
    return ("byte \(place) is \(bytes[place])", bytes)
  }

  private func truncated(_ stream: inout RandomStream) -> Copy {
    let length = place(&stream, below: original.count)
    return ("cut after \(length) bytes", Array(original[..<length]))
  }

  private func inserted(_ stream: inout RandomStream) -> Copy {
    var bytes = original
    let place = place(&stream, below: bytes.count + 1)
    let length = 1 + stream.index(below: 9)
    let new = (0..<length).map { _ in Self.byte(&stream) }
    bytes.insert(contentsOf: new, at: place)
    return ("\(new) inserted at byte \(place)", bytes)
  }

  private func deleted(_ stream: inout RandomStream) -> Copy {
    var bytes = original
    let piece = piece(&stream)
    bytes.removeSubrange(piece)
    return ("bytes \(piece) deleted", bytes)
  }

  private func repeated(_ stream: inout RandomStream) -> Copy {
    var bytes = original
    let piece = piece(&stream)
    let place = place(&stream, below: bytes.count + 1)
    bytes.insert(contentsOf: original[piece], at: place)
    return ("bytes \(piece) repeated at byte \(place)", bytes)
  }

  private func exchanged(_ stream: inout RandomStream) -> Copy {
    var bytes = original
    let (a, b) = (place(&stream, below: bytes.count), place(&stream, below: bytes.count))
    bytes.swapAt(a, b)
    return ("bytes \(a) and \(b) exchanged", bytes)
  }

  /// Four or eight bytes become a number that counts and offsets trip over.
  private func word(_ stream: inout RandomStream) -> Copy {
    let width = stream.next() & 1 == 0 ? 4 : 8
    guard original.count >= width else { return flipped(&stream) }
    var bytes = original
    let place = place(&stream, below: bytes.count - width + 1)
    let extremes: [UInt64] = [
      0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF, 1 << 63, .max,
      UInt64(bytes.count), 0x7F80_0000, 0x7FC0_0000,
    ]
    let value = extremes[stream.index(below: extremes.count)]
    for byte in 0..<width { bytes[place + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
    return ("\(width) bytes at \(place) are \(value)", bytes)
  }

  private func number(_ stream: inout RandomStream) -> Copy {
    guard !numbers.isEmpty else { return overwritten(&stream) }
    let range = numbers[place(&stream, below: numbers.count)]
    let extremes = [
      "0", "1", "-1", "2", "3", "255", "256", "65536", "2147483647", "2147483648", "4294967296",
      "9223372036854775807", "9223372036854775808", "-9223372036854775808",
      "18446744073709551615", "18446744073709551616", "1e9", "1e308", "1e400", "-1e400", "1e-400",
      "0.5", "NaN", "-Infinity", "null", "\"7\"", "[]", "{}",
    ]
    let new = extremes[stream.index(below: extremes.count)]
    var bytes = original
    bytes.replaceSubrange(range, with: new.utf8)
    return ("the number at bytes \(range) is \(new)", bytes)
  }

  private func exchangedNumbers(_ stream: inout RandomStream) -> Copy {
    guard numbers.count > 1 else { return exchanged(&stream) }
    let drawn = [
      numbers[place(&stream, below: numbers.count)], numbers[stream.index(below: numbers.count)],
    ].sorted { $0.lowerBound < $1.lowerBound }
    var bytes = original
    bytes.replaceSubrange(drawn[1], with: original[drawn[0]])
    bytes.replaceSubrange(drawn[0], with: original[drawn[1]])
    return ("the numbers at bytes \(drawn[0]) and \(drawn[1]) exchanged", bytes)
  }

  /// Any byte, or one that formats give a meaning.
  private static func byte(_ stream: inout RandomStream) -> UInt8 {
    let meaningful = [UInt8]("\"\\{}[],:0123456789-+.eE \t\r\n\0#=/<|>u".utf8) + [0x80, 0xC3, 0xFF]
    guard stream.next() & 1 == 0 else { return UInt8(stream.index(below: 256)) }
    return meaningful[stream.index(below: meaningful.count)]
  }

  private static func numbers(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = 0
    while place < bytes.count {
      let start = place
      while place < bytes.count, isPartOfNumber(bytes[place], isFirst: place == start) {
        place += 1
      }
      if place > start { found.append(start..<place) } else { place += 1 }
    }
    return found
  }

  private static func isPartOfNumber(_ byte: UInt8, isFirst: Bool) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || !isFirst && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-"))
  }
}

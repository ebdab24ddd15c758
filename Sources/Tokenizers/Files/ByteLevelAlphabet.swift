/// GPT-2's printable alphabet for bytes: a tokenizer file is JSON text, and must spell any byte.
///
/// Printable Latin-1 characters stand for themselves; the other 68 bytes are written as the
/// characters from U+0100 on, in order: a space becomes Ġ, a line feed Ċ.
enum ByteLevelAlphabet {
  /// The code point of each byte; all lie below U+0144.
  private static let codePoints: [UInt16] = {
    var next: UInt16 = 0x100
    return (0..<256).map { byte in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return UInt16(byte)
      default:
        defer { next += 1 }
        return next
      }
    }
  }()

  /// The byte of each code point, −1 where there is none.
  private static let bytes: [Int16] = {
    var bytes = [Int16](repeating: -1, count: 0x144)
    for (byte, codePoint) in codePoints.enumerated() { bytes[Int(codePoint)] = Int16(byte) }
    return bytes
  }()

  /// Bytes in the alphabet, as UTF-8.
  static func spell(_ token: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(2 * token.count)
    for byte in token {
      let codePoint = codePoints[Int(byte)]
      if codePoint < 0x80 {
        text.append(UInt8(codePoint))
      } else {
        text.append(0xC0 | UInt8(codePoint >> 6))
        text.append(0x80 | UInt8(codePoint & 0x3F))
      }
    }
    return text
  }

  /// The bytes that a text in the alphabet stands for; nil if a character is not in it.
  static func read(_ text: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      var codePoint = Int(text[position])
      position += 1
      if codePoint >= 0x80 {
        guard codePoint & 0xE0 == 0xC0, position < text.count, text[position] & 0xC0 == 0x80
        else { return nil }
        codePoint = (codePoint & 0x1F) << 6 | Int(text[position] & 0x3F)
        position += 1
      }
      guard codePoint < bytes.count, bytes[codePoint] >= 0 else { return nil }
      result.append(UInt8(bytes[codePoint]))
    }
    return result
  }
}

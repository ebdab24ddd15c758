/// GPT-2's printable alphabet for bytes: a tokenizer file is JSON text, and must spell any byte.
///
/// Printable Latin-1 characters stand for themselves; the other 68 bytes are written as the
/// characters from U+0100 on, in order: a space becomes Ġ, a line feed Ċ.
enum ByteLevelAlphabet {
  /// The character of each byte.
  static let scalars: [Unicode.Scalar] = {
    var next: UInt32 = 0x100
    return (0..<256).map { byte in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return Unicode.Scalar(UInt8(byte))
      default:
        defer { next += 1 }
        return Unicode.Scalar(next) ?? "?"
      }
    }
  }()

  private static let bytes: [Unicode.Scalar: UInt8] = Dictionary(
    uniqueKeysWithValues: scalars.enumerated().map { ($1, UInt8($0)) })

  /// Bytes in the alphabet, as UTF-8.
  static func spell(_ token: [UInt8]) -> [UInt8] {
    token.flatMap { Array(String(Character(scalars[Int($0)])).utf8) }
  }

  /// The bytes that a text in the alphabet stands for; nil if a character is not in it.
  static func read(_ text: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      guard let byte = bytes[scalar] else { return nil }
      result.append(byte)
    }
    return result
  }
}

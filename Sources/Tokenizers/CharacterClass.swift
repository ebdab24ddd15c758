/// The classes of characters that pre-token patterns tell apart.
enum CharacterClass: UInt8 {
  /// `\p{L}`
  case letter
  /// `\p{N}`
  case number
  /// `\s`
  case space
  case other

  /// The class of each byte below 128.
  static let ascii: [CharacterClass] = (0..<128).map { byte in
    switch UInt8(byte) {
    case 0x41...0x5A, 0x61...0x7A: .letter
    case 0x30...0x39: .number
    case 0x09...0x0D, 0x20: .space
    default: .other
    }
  }

  init(_ scalar: Unicode.Scalar) {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      self = .letter
    case .decimalNumber, .letterNumber, .otherNumber: self = .number
    default: self = scalar.properties.isWhitespace ? .space : .other
    }
  }

  /// The class of the character at a position, and its length in bytes. A byte that begins no valid
  /// UTF-8 sequence is a character of its own, of class `other`.
  @inline(__always)
  static func at(_ position: Int, in text: UnsafeBufferPointer<UInt8>) -> (CharacterClass, Int) {
    let byte = text[position]
    if byte < 0x80 { return (asciiClass(byte), 1) }
    return multibyte(position, in: text)
  }

  @inline(__always)
  private static func asciiClass(_ byte: UInt8) -> CharacterClass {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A: .letter
    case 0x20, 0x09...0x0D: .space
    case 0x30...0x39: .number
    default: .other
    }
  }

  private static func multibyte(
    _ position: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> (CharacterClass, Int) {
    let byte = text[position]
    let length: Int
    var value: UInt32
    switch byte {
    case 0xC2...0xDF: (length, value) = (2, UInt32(byte & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(byte & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(byte & 0x07))
    default: return (.other, 1)
    }
    guard position + length <= text.count else { return (.other, 1) }
    for i in 1..<length {
      let next = text[position + i]
      guard next & 0xC0 == 0x80 else { return (.other, 1) }
      value = value << 6 | UInt32(next & 0x3F)
    }
    let isOverlong = length == 3 && value < 0x800 || length == 4 && value < 0x10000
    guard !isOverlong, let scalar = Unicode.Scalar(value) else { return (.other, 1) }
    return (CharacterClass(scalar), length)
  }
}

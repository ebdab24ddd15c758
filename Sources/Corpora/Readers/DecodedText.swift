import Groundwork

/// How the bytes of a text file are to be read.
public enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  /// UTF-8 with a few bytes that are none, each run of them read as U+FFFD.
  case damagedUTF8 = "damaged UTF-8"
  case utf16LittleEndian = "UTF-16 (little-endian)"
  case utf16BigEndian = "UTF-16 (big-endian)"
  /// The superset of Latin-1 that files which say Latin-1 are mostly in.
  case windows1252 = "Windows-1252"
}

/// Bytes that are no text, or none that can be told.
public struct TextDecodingError: UserFacingError, Equatable {
  public let path: String
  /// Where the first offending byte stands, from 0; nil where it is about the whole file.
  public let byte: Int?
  public let problem: String
  /// Whether this may well be text, in an encoding that cannot be told.
  public var isPerhapsText = true
  var remedy = "convert the file to UTF-8, for example with iconv"

  public var description: String {
    "\(path): \(problem)" + (byte.map { " at byte \($0)" } ?? "") + "; \(remedy)"
  }
}

/// Text in UTF-8, whatever it was before.
///
/// The encoding is told from the bytes, in this order:
/// 1. A byte-order mark of UTF-16 decides; half a surrogate pair is refused. UTF-32 is refused.
/// 2. What begins as a PDF, an archive or a picture does is no text (`FileSignature`).
/// 3. With zero bytes it is UTF-16 without its mark, if one of the two orders gives assigned characters
///    alone, and most units have a zero byte or what is left without them is no plain text. Otherwise
///    more than one zero byte in a thousand is no text.
/// 4. What is valid UTF-8 is UTF-8.
/// 5. Where bytes that are no UTF-8 outnumber the sequences of several bytes four to one, the text
///    is Windows-1252: unless one of the five bytes occurs that have no character there, or more
///    than a quarter of all bytes lies above 0x7F, as in other alphabets' encodings.
/// 6. UTF-8 in which at most one byte in a thousand is wrong is repaired with U+FFFD.
///
/// Everything else is refused with the offset of the first byte that does not fit.
public struct DecodedText: Sendable {
  /// UTF-8 without a byte-order mark.
  public let bytes: [UInt8]
  public let encoding: TextEncoding
  /// Bytes that became U+FFFD.
  public let replacedByteCount: Int
  /// Zero bytes that stand in the text.
  public let zeroByteCount: Int

  /// - Parameter path: for the message.
  public init(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String
  ) throws(TextDecodingError) {
    if let encoding = try Self.utf16(bytes, path: path) {
      self.bytes = try Self.decodeUTF16(bytes, encoding, path: path)
      (self.encoding, replacedByteCount, zeroByteCount) = (encoding, 0, 0)
      return
    }
    if let kind = FileSignature.kind(of: bytes) {
      throw TextDecodingError(
        path: path, byte: nil, problem: "is \(kind.name), not text", isPerhapsText: false,
        remedy: kind.remedy)
    }
    let zeros = bytes.count { $0 == 0 }
    if zeros > 0, let encoding = Self.unmarkedUTF16(bytes) {
      self.bytes = try Self.decodeUTF16(bytes, encoding, path: path)
      (self.encoding, replacedByteCount, zeroByteCount) = (encoding, 0, 0)
      return
    }
    if zeros * 1_000 > bytes.count {
      throw TextDecodingError(
        path: path, byte: bytes.firstIndex(of: 0) ?? 0,
        problem: "is no text: zero bytes, the first", isPerhapsText: false)
    }
    zeroByteCount = zeros
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let invalid = UTF8Validation.firstInvalidByte(in: bytes, from: start) else {
      self.bytes = Array(bytes[start...])
      (encoding, replacedByteCount) = (.utf8, 0)
      return
    }
    let counts = Self.count(bytes, from: invalid)
    if start == 0 && counts.invalid > 4 * counts.sequences {
      self.bytes = try Self.decodeWindows1252(bytes, path: path)
      (encoding, replacedByteCount) = (.windows1252, 0)
      return
    }
    guard counts.invalid * 1_000 <= bytes.count else {
      throw TextDecodingError(
        path: path, byte: invalid,
        problem: "not valid UTF-8, nor any other encoding that can be told,"
      )
    }
    self.bytes = Array(String(decoding: bytes[start...], as: UTF8.self).utf8)
    (encoding, replacedByteCount) = (.damagedUTF8, counts.invalid)
  }

  /// Sequences of several bytes, and bytes that are in none, from a place on; before it, all is
  /// valid, and its sequences count too.
  private static func count(
    _ text: UnsafeBufferPointer<UInt8>, from invalid: Int
  ) -> (sequences: Int, invalid: Int) {
    var counts = (sequences: text[..<invalid].count { $0 >= 0xC0 }, invalid: 0)
    var i = invalid
    while i < text.count {
      if text[i] < 0x80 {
        i &+= 1
        continue
      }
      let length = UTF8Validation.sequenceLength(text, i)
      if length == 0 { counts.invalid += 1 } else { counts.sequences += 1 }
      i &+= max(length, 1)
    }
    return counts
  }

  // MARK: Windows-1252

  /// What 0x80…0x9F stand for (the WHATWG encoding standard's index, without its five controls).
  private static let windows1252: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  private static func decodeWindows1252(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String
  ) throws(TextDecodingError) -> [UInt8] {
    let high = bytes.count { $0 >= 0x80 }
    guard high * 4 <= bytes.count else {
      throw TextDecodingError(
        path: path, byte: bytes.firstIndex { $0 >= 0x80 } ?? 0,
        problem: "neither UTF-8 nor a Western encoding,")
    }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 2 * high)
    for (i, byte) in bytes.enumerated() {
      guard byte >= 0x80 else {
        out.append(byte)
        continue
      }
      let code = byte < 0xA0 ? windows1252[Int(byte) - 0x80] : UInt16(byte)
      guard code != 0 else {
        throw TextDecodingError(
          path: path, byte: i, problem: "neither UTF-8 nor Windows-1252, which has no character")
      }
      if code >= 0x800 { out.append(0xE0 | UInt8(code >> 12)) }
      out.append(code >= 0x800 ? 0x80 | UInt8(code >> 6 & 0x3F) : 0xC0 | UInt8(code >> 6))
      out.append(0x80 | UInt8(code & 0x3F))
    }
    return out
  }
}

/// Which texts are allowed, byte by byte: a regular expression as a value.
///
///     let amount: BytePattern = .sequence([
///       "{\"amount\": ", .repeated(.digit, 1...9), ", \"unit\": \"", .choice(["EUR", "USD"]), "\"}",
///     ])
///
/// Bytes, not characters: a token may end in the middle of a character.
public indirect enum BytePattern: Hashable, Sendable, ExpressibleByStringLiteral {
  /// One byte of a set; an empty set fits nothing.
  case byte(Set<UInt8>)
  /// One after the other; none is the empty text.
  case sequence([BytePattern])
  /// Any one of them; none fits nothing.
  case choice([BytePattern])
  /// The same between so many and so many times, or more often where the most is nil.
  case repeats(BytePattern, least: Int, most: Int?)

  /// A text as it stands.
  public static func text(_ text: String) -> BytePattern {
    .sequence(text.utf8.map { .byte([$0]) })
  }

  public init(stringLiteral value: String) { self = .text(value) }

  /// A pattern so many times.
  public static func repeated(_ pattern: BytePattern, _ times: ClosedRange<Int>) -> BytePattern {
    .repeats(pattern, least: times.lowerBound, most: times.upperBound)
  }

  /// 0 to 9.
  public static let digit = BytePattern.byte(Set(0x30...0x39))
  /// a to z and A to Z.
  public static let letter = BytePattern.byte(Set(0x41...0x5A).union(0x61...0x7A))
}

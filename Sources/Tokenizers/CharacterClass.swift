/// The classes of characters that pre-token patterns tell apart, by Unicode 16 as tiktoken and the
/// `regex` crate know it: Swift's own tables are of another version.
enum CharacterClass: UInt8 {
  /// `\p{L}`
  case letter
  /// `\p{N}`
  case number
  /// `\s`
  case space
  case other

  /// The same, with letters told apart by case, and marks from the rest.
  enum Cased: UInt8 {
    /// `\p{Lu}`, `\p{Lt}`
    case capital
    /// `\p{Ll}`
    case small
    /// `\p{Lm}`, `\p{Lo}`: letters of both cases or none.
    case caseless
    /// `\p{M}`
    case mark
    case number
    case space
    case other

    /// What the class is without regard to case: a mark is neither letter, number nor white space.
    var plain: CharacterClass {
      switch self {
      case .capital, .small, .caseless: .letter
      case .number: .number
      case .space: .space
      case .mark, .other: .other
      }
    }
  }
}

/// The class of every code point, in two steps: a page of 256 code points, and the place in it.
final class CharacterClassMap: @unchecked Sendable {
  /// The raw values of `CharacterClass`.
  static let shared = CharacterClassMap { $0.plain.rawValue }
  /// The raw values of `CharacterClass.Cased`, for the patterns that ask for case.
  static let cased = CharacterClassMap { $0.rawValue }

  /// In place of a class, for a byte that does not stand for itself.
  static let multibyte: UInt8 = 255
  /// The class of a byte at the beginning of a character: (256), `multibyte` from 128 on.
  let firstBytes: UnsafePointer<UInt8>
  /// Where each page's classes begin in `classes`: (4,352).
  let pages: UnsafePointer<Int32>
  let classes: UnsafePointer<UInt8>

  private init(_ value: (CharacterClass.Cased) -> UInt8) {
    let flat = Self.expand(CharacterClass.runs, value)
    var seen: [ArraySlice<UInt8>: Int32] = [:]
    var starts: [Int32] = []
    var blocks: [UInt8] = []
    for page in 0..<(flat.count / 256) {
      let block = flat[(256 * page)..<(256 * page + 256)]
      if let known = seen[block] {
        starts.append(known)
      } else {
        starts.append(Int32(blocks.count))
        seen[block] = Int32(blocks.count)
        blocks += block
      }
    }
    firstBytes = Self.frozen((0..<256).map { $0 < 128 ? flat[$0] : Self.multibyte })
    pages = Self.frozen(starts)
    classes = Self.frozen(blocks)
  }

  /// One value a code point, from the runs of the generated table.
  private static func expand(
    _ runs: StaticString, _ value: (CharacterClass.Cased) -> UInt8
  ) -> [UInt8] {
    var flat: [UInt8] = []
    flat.reserveCapacity(0x110000)
    var current = CharacterClass.Cased.other
    var length = 0
    func flush() { flat += [UInt8](repeating: value(current), count: length) }
    runs.withUTF8Buffer { text in
      for byte in text {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): length = length << 4 | Int(byte - 0x30)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): length = length << 4 | Int(byte - 0x57)
        default:
          flush()
          length = 0
          current =
            switch byte {
            case UInt8(ascii: "p"): .capital
            case UInt8(ascii: "q"): .small
            case UInt8(ascii: "l"): .caseless
            case UInt8(ascii: "m"): .mark
            case UInt8(ascii: "n"): .number
            case UInt8(ascii: "s"): .space
            default: .other
            }
        }
      }
    }
    flush()
    return flat
  }

  /// A copy that lives as long as the program.
  private static func frozen<Element>(_ values: [Element]) -> UnsafePointer<Element> {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: values.count)
    copy.initialize(from: values, count: values.count)
    return UnsafePointer(copy)
  }
}

import Groundwork
import Tokenizers

/// A value of a GGUF file's metadata.
public enum GGUFValue: Sendable {
  case integer(Int)
  /// Whole numbers beyond `Int.max`.
  case unsigned(UInt64)
  case number(Double)
  case bool(Bool)
  case text([UInt8])
  case array(GGUFArray)

  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// A text's bytes, which should be UTF-8 and need not be.
  public var bytes: [UInt8]? { if case .text(let value) = self { value } else { nil } }
  public var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
  public var array: GGUFArray? { if case .array(let value) = self { value } else { nil } }
}

/// A list in the metadata, which stays in the file until somebody asks for its elements.
///
/// All its elements were found whole when the file was opened.
public struct GGUFArray: Sendable {
  let element: GGUFValueKind
  public let count: Int
  let start: Int
  let mapping: MappedFile

  /// The elements, made anew at every call.
  public var values: [GGUFValue] {
    var cursor = GGUFCursor(mapping, path: "", at: start)
    return (try? (0..<count).map { _ in try cursor.value(element) }) ?? []
  }

  /// Whole numbers; nil where an element is none.
  public var integers: [Int]? { all(\.integer) }
  /// Numbers, whole ones among them; nil where an element is none.
  public var numbers: [Double]? { all(\.number) }
  /// The bytes of texts; nil where an element is none.
  public var texts: ByteStrings? {
    guard element == .text || count == 0 else { return nil }
    var cursor = GGUFCursor(mapping, path: "", at: start)
    var texts = ByteStrings()
    texts.reserveCapacity(count, byteCount: 0)
    for _ in 0..<count {
      guard let bytes = try? cursor.textInPlace() else { return nil }
      texts.append(bytes)
    }
    return texts
  }

  private func all<Wanted>(_ wanted: (GGUFValue) -> Wanted?) -> [Wanted]? {
    var cursor = GGUFCursor(mapping, path: "", at: start)
    var found: [Wanted] = []
    found.reserveCapacity(count)
    for _ in 0..<count {
      guard let value = try? cursor.value(element), let element = wanted(value) else { return nil }
      found.append(element)
    }
    return found
  }
}

/// The types of values, by their numbers in the file.
enum GGUFValueKind: UInt32, Sendable {
  case uint8, int8, uint16, int16, uint32, int32, float32, bool, text, array, uint64, int64, float64

  /// The bytes of a value; nil where they vary.
  var byteCount: Int? {
    switch self {
    case .uint8, .int8, .bool: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    case .text, .array: nil
    }
  }

  /// The fewest bytes that a value takes.
  var leastByteCount: Int { byteCount ?? (self == .text ? 8 : 12) }
}

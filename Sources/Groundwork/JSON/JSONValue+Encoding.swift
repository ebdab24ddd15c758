extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(Array(value.utf8)) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }

  /// A string value.
  public static func text(_ string: String) -> JSONValue { .string(Array(string.utf8)) }

  /// The value as JSON text, members in their order; the same value gives the same bytes.
  ///
  /// - Parameter isPretty: one member or element a line, indented by two spaces.
  public func encoded(isPretty: Bool = false) -> [UInt8] {
    var out: [UInt8] = []
    write(into: &out, indentation: isPretty ? 0 : nil)
    return out
  }

  /// The value as JSON text on one line.
  public var encodedText: String { String(decoding: encoded(), as: UTF8.self) }

  private func write(into out: inout [UInt8], indentation: Int?) {
    switch self {
    case .null: out += Array("null".utf8)
    case .bool(let value): out += Array((value ? "true" : "false").utf8)
    case .integer(let value): out += Array(String(value).utf8)
    // JSON has no infinities; a reader of null knows that there was no number.
    case .number(let value): out += Array((value.isFinite ? "\(value)" : "null").utf8)
    case .string(let bytes): Self.write(bytes, into: &out)
    case .array(let values):
      Self.write(values, "[", "]", into: &out, indentation) { value, out, inner in
        value.write(into: &out, indentation: inner)
      }
    case .object(let object):
      Self.write(object.members, "{", "}", into: &out, indentation) { member, out, inner in
        Self.write(member.key, into: &out)
        out += Array((inner == nil ? ":" : ": ").utf8)
        member.value.write(into: &out, indentation: inner)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], _ open: String, _ close: String, into out: inout [UInt8],
    _ indentation: Int?, _ writeElement: (Element, inout [UInt8], Int?) -> Void
  ) {
    out += Array(open.utf8)
    let inner = indentation.map { $0 + 1 }
    func newLine(_ depth: Int?) {
      guard let depth else { return }
      out.append(0x0A)
      out += [UInt8](repeating: 0x20, count: 2 * depth)
    }
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      newLine(inner)
      writeElement(element, &out, inner)
    }
    if !elements.isEmpty { newLine(indentation) }
    out += Array(close.utf8)
  }

  private static func write(_ bytes: [UInt8], into out: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    out.append(UInt8(ascii: "\""))
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 0x0A: out += Array("\\n".utf8)
      case 0x0D: out += Array("\\r".utf8)
      case 0x09: out += Array("\\t".utf8)
      case 0..<0x20, 0x7F:
        out += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}

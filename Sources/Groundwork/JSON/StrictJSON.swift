/// What is wrong with a JSON text, and at which byte.
public struct JSONError: UserFacingError, Equatable {
  public let byte: Int
  public let problem: String

  public init(byte: Int, problem: String) {
    self.byte = byte
    self.problem = problem
  }

  public var description: String { "byte \(byte): \(problem)" }
}

/// JSON by RFC 8259 and nothing else: no duplicate keys, no comments, valid UTF-8 only; `NaN` and
/// `Infinity`, which Python's `json` writes, only where they are allowed.
///
/// Foundation's decoder keeps one of two members with the same key and compares keys by canonical
/// equivalence; for vocabularies and tensor tables that hides errors.
///
///     try StrictJSON.parse(Array(#"{"a": [1, 2.5]}"#.utf8)).object?["a"]
public struct StrictJSON {
  /// Arrays and objects inside one another, at most.
  public static let deepest = 128

  /// Reads one value and the white space around it.
  ///
  /// - Parameter allowsNonFinite: reads `NaN`, `Infinity` and `-Infinity`, and numbers beyond Float64's
  ///   range as infinite, as Python's `json` does; whoever uses a number asks whether it is finite.
  public static func parse(
    _ bytes: [UInt8], allowsNonFinite: Bool = false
  ) throws(JSONError) -> JSONValue {
    var parser = StrictJSON(bytes, allowsNonFinite: allowsNonFinite)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.error("text after the value") }
    return value
  }

  private let bytes: [UInt8]
  private let allowsNonFinite: Bool
  private var position = 0

  private init(_ bytes: [UInt8], allowsNonFinite: Bool) {
    self.bytes = bytes
    self.allowsNonFinite = allowsNonFinite
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func error(_ problem: String, at byte: Int? = nil) -> JSONError {
    JSONError(byte: byte ?? position, problem: problem)
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipSpace()
    switch next {
    case nil: throw error("the text ends where a value should stand")
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "N") where allowsNonFinite: return try word("NaN", .number(.nan))
    case UInt8(ascii: "I") where allowsNonFinite: return try word("Infinity", .number(.infinity))
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else {
      throw error("is no JSON value; expected \(word)")
    }
    position += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    try enter(depth)
    var members: [JSONObject.Member] = []
    var keys: Set<[UInt8]> = []
    if try closes(UInt8(ascii: "}")) { return JSONObject(members: members) }
    repeat {
      skipSpace()
      let start = position
      guard next == UInt8(ascii: "\"") else { throw error("expected a key in double quotes") }
      let key = try string()
      guard keys.insert(key).inserted else { throw error("a key that is there already", at: start) }
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw error("expected a colon after the key") }
      position += 1
      members.append(JSONObject.Member(key: key, value: try value(depth: depth)))
    } while try !ends(UInt8(ascii: "}"), "expected a comma or a closing brace")
    return JSONObject(members: members)
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    try enter(depth)
    var values: [JSONValue] = []
    if try closes(UInt8(ascii: "]")) { return values }
    repeat {
      values.append(try value(depth: depth))
    } while try !ends(UInt8(ascii: "]"), "expected a comma or a closing bracket")
    return values
  }

  private mutating func enter(_ depth: Int) throws(JSONError) {
    guard depth <= StrictJSON.deepest else {
      throw error("more than \(StrictJSON.deepest) values inside one another")
    }
    position += 1
  }

  private mutating func closes(_ closing: UInt8) throws(JSONError) -> Bool {
    skipSpace()
    guard next == closing else { return false }
    position += 1
    return true
  }

  /// Steps over a comma, or over the closing character and says so.
  private mutating func ends(_ closing: UInt8, _ problem: String) throws(JSONError) -> Bool {
    if try closes(closing) { return true }
    guard next == UInt8(ascii: ",") else { throw error(problem) }
    position += 1
    return false
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
    func text() -> String { String(decoding: bytes[start..<position], as: UTF8.self) }
    if next == UInt8(ascii: "-") { position += 1 }
    if allowsNonFinite, position > start, next == UInt8(ascii: "I") {
      return try word("Infinity", .number(-.infinity))
    }
    guard isDigit(next) else { throw error("is no JSON value", at: start) }
    if next == UInt8(ascii: "0") {
      position += 1
      if isDigit(next) { throw error("a number with a leading zero", at: start) }
    }
    while isDigit(next) { position += 1 }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard isDigit(next) else { throw error("a digit is missing after the point") }
      while isDigit(next) { position += 1 }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      isWhole = false
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      guard isDigit(next) else { throw error("a digit is missing in the exponent") }
      while isDigit(next) { position += 1 }
    }
    if isWhole, let integer = Int(text()) { return .integer(integer) }
    guard let number = Double(text()), number.isFinite || allowsNonFinite else {
      throw error("a number too large for a Float64", at: start)
    }
    return .number(number)
  }
}

extension StrictJSON {
  private mutating func string() throws(JSONError) -> [UInt8] {
    let start = position
    position += 1
    var result: [UInt8] = []
    while true {
      let runStart = position
      while let byte = next, byte >= 0x20, byte < 0x80, byte != 0x22, byte != 0x5C { position += 1 }
      result += bytes[runStart..<position]
      switch next {
      case nil: throw error("a string that does not end", at: start)
      case 0x22:
        position += 1
        return result
      case 0x5C: try escape(into: &result)
      case .some(let byte) where byte < 0x20:
        throw error("a control character in a string; write it as an escape")
      case .some:
        let length = validSequenceLength()
        guard length > 0 else { throw error("invalid UTF-8") }
        result += bytes[position..<(position + length)]
        position += length
      }
    }
  }

  /// The length of the well-formed UTF-8 sequence of two to four bytes at `position`, or 0
  /// (The Unicode Standard, table 3-7).
  private func validSequenceLength() -> Int {
    func byte(_ offset: Int) -> UInt8 {
      position + offset < bytes.count ? bytes[position + offset] : 0
    }
    func continues(_ offsets: ClosedRange<Int>) -> Bool {
      offsets.allSatisfy { byte($0) & 0xC0 == 0x80 }
    }
    switch byte(0) {
    case 0xC2...0xDF: return continues(1...1) ? 2 : 0
    case 0xE0...0xEF:
      if byte(0) == 0xE0 && byte(1) < 0xA0 || byte(0) == 0xED && byte(1) > 0x9F { return 0 }
      return continues(1...2) ? 3 : 0
    case 0xF0...0xF4:
      if byte(0) == 0xF0 && byte(1) < 0x90 || byte(0) == 0xF4 && byte(1) > 0x8F { return 0 }
      return continues(1...3) ? 4 : 0
    default: return 0
    }
  }

  private mutating func escape(into result: inout [UInt8]) throws(JSONError) {
    let start = position
    position += 1
    guard let kind = next else { throw error("a string that does not end", at: start) }
    position += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(kind)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"):
      var code = try fourDigits(start)
      if code >= 0xD800 && code < 0xDC00, next == UInt8(ascii: "\\"),
        position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        let low = try fourDigits(start)
        guard low >= 0xDC00 && low < 0xE000 else { throw error("half a surrogate pair", at: start) }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw error("half a surrogate pair", at: start)
      }
      result += Array(String(Character(scalar)).utf8)
    default: throw error("an escape that JSON does not know", at: start)
    }
  }

  private mutating func fourDigits(_ start: Int) throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80
      else { throw error("an escape needs four hexadecimal digits", at: start) }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}

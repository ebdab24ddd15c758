/// A value read from JSON.
///
/// Strings are kept as their UTF-8 bytes: Swift compares strings by canonical equivalence
/// (`"e\u{301}" == "é"`), while tokens and tensor names are told apart by their bytes.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A number written without fraction and exponent that fits an `Int`.
  case integer(Int)
  /// Any other number.
  case number(Double)
  case string([UInt8])
  case array([JSONValue])
  case object(JSONObject)

  /// The text of a string.
  public var text: String? {
    if case .string(let bytes) = self { return String(decoding: bytes, as: UTF8.self) }
    return nil
  }

  public var integer: Int? {
    if case .integer(let value) = self { return value }
    return nil
  }

  /// Any number, as a `Double`.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  public var bool: Bool? {
    if case .bool(let value) = self { return value }
    return nil
  }

  public var array: [JSONValue]? {
    if case .array(let values) = self { return values }
    return nil
  }

  public var object: JSONObject? {
    if case .object(let object) = self { return object }
    return nil
  }

  /// What the value is, in words for a message.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// An object's members in the order of the file; no two have the same key.
public struct JSONObject: Equatable, Sendable {
  public struct Member: Equatable, Sendable {
    /// The key's UTF-8 bytes.
    public let key: [UInt8]
    public let value: JSONValue

    public init(key: [UInt8], value: JSONValue) {
      self.key = key
      self.value = value
    }

    public init(_ key: String, _ value: JSONValue) { self.init(key: Array(key.utf8), value: value) }

    /// The key as text.
    public var name: String { String(decoding: key, as: UTF8.self) }
  }

  public let members: [Member]

  public init(members: [Member]) { self.members = members }

  /// An object of these members, in order.
  public init(_ entries: [(String, JSONValue)]) {
    members = entries.map { Member($0.0, $0.1) }
  }

  /// The value of a key, or nil.
  ///
  /// - Complexity: O(members): for objects with many members, go through them once.
  public subscript(key: String) -> JSONValue? {
    members.first { $0.key.elementsEqual(key.utf8) }?.value
  }
}

import Groundwork

/// Reads a GGUF file's header front to back and never beyond its end.
struct GGUFCursor {
  private let mapping: MappedFile
  private let path: String
  private(set) var place: Int
  /// What is being read, for messages.
  var name: String?

  init(_ mapping: MappedFile, path: String, at place: Int = 0) {
    self.mapping = mapping
    self.path = path
    self.place = place
  }

  var remaining: Int { mapping.bytes.count - place }

  func problem(_ what: String, at byte: Int? = nil) -> GGUFError {
    GGUFError(path: path, name: name, byte: byte ?? place, problem: what)
  }

  mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws -> Value {
    let size = MemoryLayout<Value>.size
    guard remaining >= size else { throw problem("the file ends here") }
    let value = (UnsafeRawPointer(mapping.bytes.pointer) + place).loadUnaligned(as: Value.self)
    place += size
    return Value(littleEndian: value)
  }

  /// How many things follow, each of at least so many bytes.
  mutating func count(of things: String, leastByteCount: Int) throws -> Int {
    let start = place
    let count: UInt64 = try integer()
    guard count <= UInt64(remaining / leastByteCount) else {
      throw problem("\(count) \(things) do not fit into the rest of the file", at: start)
    }
    return Int(count)
  }

  mutating func text() throws -> [UInt8] { Array(try textInPlace()) }

  /// A text's bytes where they lie in the mapped file.
  mutating func textInPlace() throws -> UnsafeBufferPointer<UInt8> {
    let count = try count(of: "bytes of a text", leastByteCount: 1)
    defer { place += count }
    return UnsafeBufferPointer(start: mapping.bytes.pointer + place, count: count)
  }

  mutating func kind() throws -> GGUFValueKind {
    let start = place
    let number: UInt32 = try integer()
    guard let kind = GGUFValueKind(rawValue: number) else {
      throw problem("\(number) is no type of value; there are 0 to 12", at: start)
    }
    return kind
  }

  mutating func value(_ kind: GGUFValueKind, depth: Int = 0) throws -> GGUFValue {
    switch kind {
    case .uint8: return .integer(Int(try integer(UInt8.self)))
    case .int8: return .integer(Int(try integer(Int8.self)))
    case .uint16: return .integer(Int(try integer(UInt16.self)))
    case .int16: return .integer(Int(try integer(Int16.self)))
    case .uint32: return .integer(Int(try integer(UInt32.self)))
    case .int32: return .integer(Int(try integer(Int32.self)))
    case .int64: return .integer(Int(try integer(Int64.self)))
    case .uint64:
      let value: UInt64 = try integer()
      return Int(exactly: value).map { .integer($0) } ?? .unsigned(value)
    case .float32: return .number(Double(Float(bitPattern: try integer())))
    case .float64: return .number(Double(bitPattern: try integer()))
    case .bool:
      let value: UInt8 = try integer()
      guard value <= 1 else { throw problem("\(value) is neither true nor false", at: place - 1) }
      return .bool(value == 1)
    case .text: return .text(try text())
    case .array: return .array(try array(depth: depth))
    }
  }

  /// Goes over a list, so that it is known to be whole, and remembers where it is.
  private mutating func array(depth: Int) throws -> GGUFArray {
    // Lists of lists exist in the format; nobody writes them deep.
    guard depth < 4 else { throw problem("lists lie in lists more than four deep") }
    let kind = try kind()
    let count = try count(of: "elements", leastByteCount: kind.leastByteCount)
    let start = place
    if let size = kind.byteCount, kind != .bool {
      place += count * size
    } else {
      for _ in 0..<count { try skip(kind, depth: depth + 1) }
    }
    return GGUFArray(element: kind, count: count, start: start, mapping: mapping)
  }

  private mutating func skip(_ kind: GGUFValueKind, depth: Int) throws {
    switch kind {
    case .text: place += try count(of: "bytes of a text", leastByteCount: 1)
    default: _ = try value(kind, depth: depth)
    }
  }
}

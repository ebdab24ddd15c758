import Groundwork

/// What the header of a safetensors file says of one tensor.
public struct SafetensorsEntry: Hashable, Sendable {
  public let name: String
  public let element: SafetensorsElement
  public let shape: [Int]
  /// Where its bytes lie in the data, counted from the data's first byte.
  public let bytes: Range<Int>

  /// The elements: the product of the shape, 1 for the empty shape.
  public var count: Int { bytes.count / element.byteCount }
}

/// The header of a safetensors file: read, and held against the size of the file.
struct SafetensorsHeader {
  /// Headers beyond this are refused, as the reference implementation does.
  static let largestByteCount = 100_000_000

  let path: String
  private(set) var entries: [SafetensorsEntry] = []
  private(set) var metadata: [String: String] = [:]
  let dataStart: Int

  init(_ file: BufferSlice<UInt8>, path: String) throws(SafetensorsError) {
    self.path = path
    func problem(_ byte: Int, _ what: String) -> SafetensorsError {
      SafetensorsError(path: path, byte: byte, problem: what)
    }
    guard file.count >= 8 else {
      throw problem(file.count, "the file ends before the eight bytes of the header's length")
    }
    let length = UInt64(
      littleEndian: UnsafeRawPointer(file.pointer).loadUnaligned(as: UInt64.self))
    guard length >= 2, length <= UInt64(SafetensorsHeader.largestByteCount) else {
      throw problem(
        0,
        "a header of \(length) bytes, not 2 to \(SafetensorsHeader.largestByteCount); "
          + "is this a safetensors file?")
    }
    guard length <= UInt64(file.count - 8) else {
      throw problem(
        file.count, "the file ends inside its header of \(length) bytes; copy it again")
    }
    dataStart = 8 + Int(length)
    let json = file.part(8, Int(length)).array
    guard json.first == UInt8(ascii: "{") else {
      throw problem(8, "the header does not begin with a brace; is this a safetensors file?")
    }
    let value: JSONValue
    do { value = try StrictJSON.parse(json) } catch {
      throw problem(8 + error.byte, "the header is not JSON: \(error.problem)")
    }
    var names: Set<String> = []
    for member in value.object?.members ?? [] {
      guard names.insert(member.name).inserted else {
        throw SafetensorsError(
          path: path, tensor: member.name,
          problem: "differs from another name only in how its letters are composed")
      }
      if member.name == "__metadata__" {
        try readMetadata(member.value)
      } else {
        entries.append(try entry(member.name, member.value))
      }
    }
    // Of tensors that begin together only the last may have bytes; names make the order certain.
    entries.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound, $0.name)
        < ($1.bytes.lowerBound, $1.bytes.upperBound, $1.name)
    }
    try checkCover(dataCount: file.count - dataStart)
  }

  private mutating func readMetadata(_ value: JSONValue) throws(SafetensorsError) {
    guard let object = value.object else {
      throw SafetensorsError(
        path: path, problem: "__metadata__ is \(value.kind), not an object of strings")
    }
    for member in object.members {
      guard let text = member.value.text else {
        throw SafetensorsError(
          path: path,
          problem: "__metadata__ member \"\(TerminalText.oneLine(member.name))\" is "
            + "\(member.value.kind), not a string")
      }
      metadata[member.name] = text
    }
  }

  private func entry(_ name: String, _ value: JSONValue) throws(SafetensorsError)
    -> SafetensorsEntry
  {
    func problem(_ what: String) -> SafetensorsError {
      SafetensorsError(path: path, tensor: name, problem: what)
    }
    guard let object = value.object else {
      throw problem("is described by \(value.kind), not by an object")
    }
    guard let type = object["dtype"]?.text else { throw problem("dtype is missing or no string") }
    guard let element = SafetensorsElement(rawValue: type) else {
      throw problem(
        "dtype \"\(TerminalText.oneLine(type))\" is unknown here; convert it to F32, F16 or BF16"
      )
    }
    guard let sizes = object["shape"]?.array else { throw problem("shape is missing or no list") }
    var byteCount = element.byteCount
    var shape: [Int] = []
    var overflows = false
    for size in sizes {
      guard let extent = size.integer, extent >= 0 else {
        throw problem("shape holds something that is no whole number from 0")
      }
      shape.append(extent)
    }
    // A zero anywhere makes the tensor empty, however large the other extents are.
    if shape.contains(0) { byteCount = 0 }
    for extent in shape where byteCount > 0 {
      let (product, overflow) = byteCount.multipliedReportingOverflow(by: extent)
      overflows = overflows || overflow
      byteCount = product
    }
    guard !overflows else { throw problem("shape \(shape) has more bytes than can be addressed") }
    guard let offsets = object["data_offsets"]?.array, offsets.count == 2,
      let begin = offsets[0].integer, let end = offsets[1].integer, begin >= 0, end >= begin
    else {
      throw problem("data_offsets is not a list of two rising whole numbers")
    }
    guard end - begin == byteCount else {
      throw SafetensorsError(
        path: path, tensor: name, byte: absolute(begin),
        problem: "shape \(shape) of \(type) is \(byteCount) bytes, but data_offsets span "
          + "\(end - begin)")
    }
    return SafetensorsEntry(name: name, element: element, shape: shape, bytes: begin..<end)
  }

  /// Tensors must follow each other without gap or overlap from the first byte to the last.
  private func checkCover(dataCount: Int) throws(SafetensorsError) {
    var end = 0
    for entry in entries {
      let begin = entry.bytes.lowerBound
      guard entry.bytes.upperBound <= dataCount else {
        throw SafetensorsError(
          path: path, tensor: entry.name, byte: absolute(entry.bytes.upperBound),
          problem: "ends beyond the file's \(dataStart + dataCount) bytes; the file is cut short")
      }
      guard begin == end else {
        throw SafetensorsError(
          path: path, tensor: entry.name, byte: absolute(begin),
          problem: begin < end
            ? "overlaps the tensor before it, which ends at byte \(dataStart + end)"
            : "leaves a hole after byte \(dataStart + end)")
      }
      end = entry.bytes.upperBound
    }
    guard end == dataCount else {
      throw SafetensorsError(
        path: path, byte: absolute(end),
        problem: "\(dataCount - end) bytes after the last tensor belong to none")
    }
  }

  /// An offset in the data as a byte of the file; offsets come from the file and may be absurd.
  private func absolute(_ offset: Int) -> Int {
    let (byte, overflow) = dataStart.addingReportingOverflow(offset)
    return overflow ? Int.max : byte
  }
}

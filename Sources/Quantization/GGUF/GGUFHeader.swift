import Groundwork

/// What stands before a GGUF file's data, checked against the file's size.
struct GGUFHeader {
  private(set) var keys: [String] = []
  private(set) var values: [String: GGUFValue] = [:]
  private(set) var tensors: [GGUFTensor] = []
  private(set) var unknownTensors: [GGUFUnknownTensor] = []

  /// The fewest bytes of a metadata entry (key, type, value) and of a tensor's entry.
  private static let (leastEntry, leastTensor) = (8 + 4 + 1, 8 + 4 + 4 + 8)

  /// - Parameter admittingUnknownForms: lists tensors of forms that are not supported; otherwise the first
  ///   such form is an error.
  init(_ mapping: MappedFile, path: String, admittingUnknownForms: Bool) throws {
    var cursor = GGUFCursor(mapping, path: path)
    try Self.checkMagic(&cursor)
    let tensorCount = try cursor.count(of: "tensors", leastByteCount: Self.leastTensor)
    let entryCount = try cursor.count(of: "metadata entries", leastByteCount: Self.leastEntry)
    for _ in 0..<entryCount { try readEntry(&cursor) }
    cursor.name = nil
    let alignment = try alignment(cursor)
    var infos: [Info] = []
    var names: Set<String> = []
    for _ in 0..<tensorCount {
      let info = try Info(&cursor, admittingUnknownForms: admittingUnknownForms)
      guard names.insert(info.name).inserted else { throw cursor.problem("stands twice") }
      infos.append(info)
    }
    let start = (cursor.place + alignment - 1) / alignment * alignment
    let end = mapping.bytes.count
    tensors = try infos.compactMap { try $0.tensor(path, from: start, to: end, alignment) }
    try checkOverlaps(path)
    unknownTensors = try Self.unknownTensors(infos, path, from: start, to: end, alignment)
  }

  /// How many bytes such a tensor has is not known: it may reach to the next one.
  private static func unknownTensors(
    _ infos: [Info], _ path: String, from start: Int, to end: Int, _ alignment: Int
  ) throws -> [GGUFUnknownTensor] {
    let unknown = infos.filter { $0.element == nil }
    guard !unknown.isEmpty else { return [] }
    let offsets = infos.map(\.offset).sorted()
    return try unknown.map { info in
      let place = try info.place(path, from: start, to: end, alignment, byteCount: 1)
      let next = offsets.first { $0 > info.offset }.map { start + Int(clamping: $0) } ?? end
      return GGUFUnknownTensor(
        name: info.name, shape: info.shape, form: GGUFElement.name(ofType: info.type),
        byteCount: min(next, end) - place)
    }
  }

  private static func checkMagic(_ cursor: inout GGUFCursor) throws {
    let magic: UInt32 = try cursor.integer()
    guard magic == 0x4655_4747 else {
      throw cursor.problem("is no GGUF file: it does not begin with \"GGUF\"", at: 0)
    }
    let version: UInt32 = try cursor.integer()
    guard version & 0xFFFF != 0 else {
      throw cursor.problem("its numbers are big-endian; little-endian files are read", at: 4)
    }
    guard version == 2 || version == 3 else {
      throw cursor.problem("is GGUF of version \(version); versions 2 and 3 are read", at: 4)
    }
  }

  private mutating func readEntry(_ cursor: inout GGUFCursor) throws {
    cursor.name = nil
    let start = cursor.place
    guard let key = String(validating: try cursor.text(), as: UTF8.self), !key.isEmpty else {
      throw cursor.problem("a key that is empty or no UTF-8", at: start)
    }
    cursor.name = key
    let value = try cursor.value(try cursor.kind())
    guard values.updateValue(value, forKey: key) == nil else {
      throw cursor.problem("stands twice", at: start)
    }
    keys.append(key)
  }

  private func alignment(_ cursor: GGUFCursor) throws -> Int {
    guard let value = values["general.alignment"] else { return 32 }
    guard let alignment = value.integer, (8...(1 << 20)).contains(alignment), alignment % 8 == 0
    else {
      throw cursor.problem("\"general.alignment\" is no multiple of 8 up to 2^20")
    }
    return alignment
  }

  private func checkOverlaps(_ path: String) throws {
    var end = 0
    for tensor in tensors.sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound }) {
      guard tensor.bytes.lowerBound >= end else {
        throw GGUFError(
          path: path, name: tensor.name, byte: tensor.bytes.lowerBound,
          problem: "its data overlap another tensor's")
      }
      end = tensor.bytes.upperBound
    }
  }
}

/// A tensor's entry as it stands in the header.
private struct Info {
  let name: String
  let shape: [Int]
  let type: UInt32
  /// Nil for a form that is not supported.
  let element: GGUFElement?
  let offset: UInt64
  /// 0 where the form is not supported.
  let byteCount: Int

  init(_ cursor: inout GGUFCursor, admittingUnknownForms: Bool) throws {
    cursor.name = nil
    let start = cursor.place
    guard let name = String(validating: try cursor.text(), as: UTF8.self), !name.isEmpty else {
      throw cursor.problem("a tensor's name is empty or no UTF-8", at: start)
    }
    self.name = name
    cursor.name = name
    let rank: UInt32 = try cursor.integer()
    guard (1...4).contains(rank) else {
      throw cursor.problem("has \(rank) dimensions; there are 1 to 4", at: cursor.place - 4)
    }
    let sizes = try (0..<rank).map { _ in try cursor.integer(UInt64.self) }
    type = try cursor.integer()
    element = GGUFElement(rawValue: type)
    guard element != nil || admittingUnknownForms else {
      throw cursor.problem(
        "its form \(GGUFElement.name(ofType: type)) is not supported; supported are "
          + GGUFElement.listed, at: cursor.place - 4)
    }
    offset = try cursor.integer()
    var (count, overflows) = (1, false)
    for size in sizes {
      let (product, isTooMuch) = count.multipliedReportingOverflow(by: Int(clamping: size))
      (count, overflows) = (product, overflows || isTooMuch || size == 0)
    }
    let width = element?.blockSize ?? 1
    guard !overflows, sizes[0] % UInt64(width) == 0 else {
      throw cursor.problem(
        "its shape \(sizes.map(String.init).joined(separator: " × ")) is none of "
          + "\(GGUFElement.name(ofType: type)): sizes are positive, the first a multiple of "
          + "\(width)")
    }
    let bytes = (count / width).multipliedReportingOverflow(by: element?.bytesPerBlock ?? 0)
    guard !bytes.overflow else { throw cursor.problem("is larger than any file") }
    shape = sizes.reversed().map { Int($0) }
    byteCount = bytes.partialValue
  }

  /// The tensor in a file whose data stand at these bytes; nil where its form is not supported.
  func tensor(_ path: String, from start: Int, to end: Int, _ alignment: Int) throws -> GGUFTensor?
  {
    guard let element else { return nil }
    let first = try place(path, from: start, to: end, alignment, byteCount: byteCount)
    return GGUFTensor(
      name: name, shape: shape, element: element, bytes: first..<(first + byteCount))
  }

  /// Where the tensor's bytes begin.
  func place(_ path: String, from start: Int, to end: Int, _ alignment: Int, byteCount: Int) throws
    -> Int
  {
    guard offset % UInt64(alignment) == 0 else {
      throw GGUFError(
        path: path, name: name, problem: "its offset \(offset) is no multiple of \(alignment)")
    }
    let room = max(0, end - start)
    guard byteCount <= room, offset <= UInt64(room - byteCount) else {
      throw GGUFError(
        path: path, name: name,
        problem: "its data, \(byteCount) bytes at \(offset), reach beyond the file's end")
    }
    return start + Int(offset)
  }
}

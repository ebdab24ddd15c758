import Groundwork

extension GGUFFile {
  /// Where tensors begin: at multiples of so many bytes from the start of the data.
  private static let alignment = 32
  /// Numbers packed and written at a time, a multiple of every block.
  private static let stretch = 1 << 16

  /// Writes a file of version 3, which appears whole or not at all.
  ///
  /// - Parameters:
  ///   - metadata: keys and values in the order of the file; `general.alignment` is not among them.
  ///   - tensors: in the order of the file.
  /// - Throws: `FileError` where the disk refuses; `GGUFError` for a name given twice or a row that is no
  ///   whole number of blocks.
  public static func write(
    metadata: [(key: String, value: GGUFEntry)], tensors: [GGUFSource], to path: String
  ) throws {
    var header = GGUFBytes()
    header.append(UInt32(0x4655_4747))
    header.append(UInt32(3))
    header.append(UInt64(tensors.count))
    header.append(UInt64(metadata.count))
    for (key, value) in metadata {
      header.append(Array(key.utf8))
      header.append(value)
    }
    var offset = 0
    var names: Set<String> = []
    for tensor in tensors {
      guard names.insert(tensor.name).inserted else {
        throw GGUFError(path: path, name: tensor.name, problem: "is given twice")
      }
      guard tensor.rowWidth % tensor.element.blockSize == 0 else {
        throw GGUFError(
          path: path, name: tensor.name,
          problem:
            "has rows of \(tensor.rowWidth) numbers, which \(tensor.element.name) cannot pack: "
            + "it takes multiples of \(tensor.element.blockSize)")
      }
      header.append(Array(tensor.name.utf8))
      header.append(UInt32(tensor.shape.count))
      for size in tensor.shape.reversed() { header.append(UInt64(size)) }
      header.append(tensor.element.rawValue)
      header.append(UInt64(offset))
      offset += padded(tensor.byteCount)
    }
    header.pad(to: alignment)
    let bytes = header.bytes
    try AtomicFile.write(path: path) { descriptor in
      try bytes.withUnsafeBytes { try AtomicFile.writeAll($0, to: descriptor, path: path) }
      for tensor in tensors { try write(tensor, to: descriptor, path: path) }
    }
  }

  private static func padded(_ count: Int) -> Int {
    (count + alignment - 1) / alignment * alignment
  }

  private static func write(_ tensor: GGUFSource, to descriptor: Int32, path: String) throws {
    switch tensor.content {
    case .packed(let bytes):
      try bytes.withUnsafeBytes { try AtomicFile.writeAll($0, to: descriptor, path: path) }
    case .numbers(let fill): try write(tensor, fill, to: descriptor, path: path)
    }
    let padding = [UInt8](repeating: 0, count: padded(tensor.byteCount) - tensor.byteCount)
    try padding.withUnsafeBytes { try AtomicFile.writeAll($0, to: descriptor, path: path) }
  }

  private static func write(
    _ tensor: GGUFSource, _ fill: GGUFSource.Fill, to descriptor: Int32, path: String
  ) throws {
    let element = tensor.element
    let numbers = UnsafeMutablePointer<Float>.allocate(capacity: stretch)
    defer { numbers.deallocate() }
    var packed = [UInt8](repeating: 0, count: stretch / element.blockSize * element.bytesPerBlock)
    var start = 0
    while start < tensor.count {
      let end = min(start + stretch, tensor.count)
      let blocks = (end - start) / element.blockSize
      fill(start..<end, numbers)
      try packed.withUnsafeMutableBytes { buffer in
        guard let base = buffer.bindMemory(to: UInt8.self).baseAddress else { return }
        element.pack(numbers, blocks: blocks, into: base)
        try AtomicFile.writeAll(
          UnsafeRawBufferPointer(rebasing: buffer[..<(blocks * element.bytesPerBlock)]),
          to: descriptor, path: path)
      }
      start = end
    }
  }
}

/// A tensor to be written to a GGUF file.
public struct GGUFSource {
  public let name: String
  /// Row-major, slowest dimension first.
  public let shape: [Int]
  public let element: GGUFElement
  /// Puts the numbers of a range, counted row-major, into a buffer of that size.
  typealias Fill = (_ range: Range<Int>, _ target: UnsafeMutablePointer<Float>) -> Void
  enum Content {
    /// To be rounded to the nearest.
    case numbers(Fill)
    /// Packed already.
    case packed([UInt8])
  }
  let content: Content

  public init(
    name: String, shape: [Int], as element: GGUFElement,
    numbers: @escaping (_ range: Range<Int>, _ target: UnsafeMutablePointer<Float>) -> Void
  ) {
    self.name = name
    self.shape = shape
    self.element = element
    content = .numbers(numbers)
  }

  /// A tensor that is packed already.
  ///
  /// - Precondition: as many bytes as its blocks take.
  public init(name: String, shape: [Int], as element: GGUFElement, packed bytes: [UInt8]) {
    (self.name, self.shape, self.element, content) = (name, shape, element, .packed(bytes))
    precondition(bytes.count == byteCount, "packed bytes of another size")
  }

  public var count: Int { shape.reduce(1, *) }
  public var rowWidth: Int { shape.last ?? 1 }
  /// The bytes it will take.
  public var byteCount: Int { count / element.blockSize * element.bytesPerBlock }
}

/// A value of the metadata to be written.
public enum GGUFEntry: Sendable {
  case unsigned(Int)
  case number(Double)
  case bool(Bool)
  case text([UInt8])
  case texts([[UInt8]])
  case integers([Int])
  case numbers([Double])
  case bools([Bool])

  public static func text(_ text: String) -> GGUFEntry { .text(Array(text.utf8)) }
}

/// The bytes of a header, little-endian.
private struct GGUFBytes {
  var bytes: [UInt8] = []

  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
  /// A text, after its length.
  mutating func append(_ text: [UInt8]) {
    append(UInt64(text.count))
    bytes += text
  }
  mutating func pad(to alignment: Int) {
    while bytes.count % alignment != 0 { bytes.append(0) }
  }

  /// A value, after its type.
  mutating func append(_ entry: GGUFEntry) {
    switch entry {
    case .unsigned(let value): scalar(.uint32) { $0.append(UInt32(clamping: value)) }
    case .number(let value): scalar(.float32) { $0.append(Float(value).bitPattern) }
    case .bool(let value): scalar(.bool) { $0.append(value ? UInt8(1) : 0) }
    case .text(let value): scalar(.text) { $0.append(value) }
    case .texts(let values): array(.text, values) { $0.append($1) }
    case .integers(let values): array(.int32, values) { $0.append(Int32(clamping: $1)) }
    case .numbers(let values): array(.float32, values) { $0.append(Float($1).bitPattern) }
    case .bools(let values): array(.bool, values) { $0.append($1 ? UInt8(1) : 0) }
    }
  }

  private mutating func scalar(_ kind: GGUFValueKind, _ body: (inout GGUFBytes) -> Void) {
    append(kind.rawValue)
    body(&self)
  }

  private mutating func array<Element>(
    _ kind: GGUFValueKind, _ values: [Element], _ body: (inout GGUFBytes, Element) -> Void
  ) {
    append(GGUFValueKind.array.rawValue)
    append(kind.rawValue)
    append(UInt64(values.count))
    for value in values { body(&self, value) }
  }
}

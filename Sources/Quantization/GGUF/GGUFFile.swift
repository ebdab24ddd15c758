import Groundwork

/// A GGUF file, mapped into memory: checked as a whole when opened, read tensor by tensor.
///
///     let file = try GGUFFile(path: "SmolLM2-135M-Instruct.Q4_1.gguf")
///     file["general.architecture"]?.text                  // "llama"
///     file.tensors.count                                  // 272
///     let gain = try file.floats("blk.0.attn_norm.weight")
///
/// The format (version 2 and 3, little-endian): "GGUF", the version, the numbers of tensors and of
/// metadata entries, the entries, the tensors' names, shapes, forms and offsets, and the data, every
/// tensor at a multiple of `general.alignment`.
///
/// Source: `docs/gguf.md` of ggml-org/ggml.
public final class GGUFFile: Sendable {
  public let path: String
  /// The metadata keys in the order of the file.
  public let keys: [String]
  /// The tensors in the order of the file.
  public let tensors: [GGUFTensor]
  /// The tensors whose forms are not supported, where the file was opened in spite of them.
  public let unknownTensors: [GGUFUnknownTensor]
  private let values: [String: GGUFValue]
  private let indices: [String: Int]
  private let mapping: MappedFile

  /// Opens a file and checks everything that can be checked without reading the data.
  ///
  /// - Parameter admittingUnknownForms: also opens a file with tensors that cannot be read, to look at it.
  /// - Throws: `FileError` for a file that is not there, `GGUFError` for what is wrong in it.
  public init(path: String, admittingUnknownForms: Bool = false) throws {
    self.path = path
    mapping = try MappedFile(path: path)
    let header = try GGUFHeader(
      mapping, path: path, admittingUnknownForms: admittingUnknownForms)
    keys = header.keys
    values = header.values
    tensors = header.tensors
    unknownTensors = header.unknownTensors
    indices = Dictionary(uniqueKeysWithValues: header.tensors.enumerated().map { ($1.name, $0) })
  }

  /// The value of a metadata key.
  public subscript(key: String) -> GGUFValue? { values[key] }

  /// The tensor of a name.
  public func tensor(_ name: String) -> GGUFTensor? { indices[name].map { tensors[$0] } }

  /// Calls a function with the bytes of a tensor as they stand in the file.
  public func withBytes<Result>(
    of name: String, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    let range = try entry(name).bytes
    return try withExtendedLifetime(mapping) {
      try body(
        UnsafeRawBufferPointer(
          start: UnsafeRawPointer(mapping.bytes.pointer) + range.lowerBound, count: range.count))
    }
  }

  /// A tensor's numbers, row-major, unpacked bit for bit as ggml does.
  public func floats(_ name: String) throws -> [Float] {
    let tensor = try entry(name)
    return try [Float](unsafeUninitializedCapacity: tensor.count) { buffer, count in
      count = tensor.count
      guard let out = buffer.baseAddress else { return }
      try read(name, rows: 0..<(tensor.count / tensor.rowWidth), into: out)
    }
  }

  /// Some of a tensor's rows, unpacked.
  ///
  /// - Precondition: the rows lie within the tensor.
  public func read(
    _ name: String, rows: Range<Int>, into out: UnsafeMutablePointer<Float>
  ) throws {
    let tensor = try entry(name)
    let blocks = tensor.rowWidth / tensor.element.blockSize
    precondition(
      rows.lowerBound >= 0 && rows.upperBound * tensor.rowWidth <= tensor.count,
      "outside the tensor")
    try withBytes(of: name) { bytes in
      guard let packed = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
      tensor.element.unpack(
        packed + rows.lowerBound * blocks * tensor.element.bytesPerBlock,
        blocks: rows.count * blocks, into: out)
    }
  }

  private func entry(_ name: String) throws -> GGUFTensor {
    guard let tensor = tensor(name) else {
      throw GGUFError(path: path, name: name, problem: "is missing from the file")
    }
    return tensor
  }
}

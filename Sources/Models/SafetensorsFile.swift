import Foundation
import Groundwork

/// A safetensors file, mapped into memory: checked as a whole when opened, read tensor by tensor.
///
///     let file = try SafetensorsFile(path: "model.safetensors")
///     file.names                                        // ["h.0.ln_1.bias", …]
///     let w = try file.floats("h.0.ln_1.weight")        // F32, F16, BF16 and F64 alike
///     try SafetensorsFile.write([…], to: "copy.safetensors")
///
/// The format: eight bytes of header length (little-endian), a JSON header that gives each tensor's
/// type, shape and bytes, and the data, little-endian, row-major, without holes.
public final class SafetensorsFile: Sendable {
  public let path: String
  /// The tensors in the order of their data.
  public let entries: [SafetensorsEntry]
  /// The free texts of the header.
  public let metadata: [String: String]
  private let mapping: MappedFile
  private let dataStart: Int
  private let indices: [String: Int]

  /// Opens a file and checks everything that can be checked without reading the data.
  ///
  /// - Throws: `FileError` for a file that is not there, `SafetensorsError` for what is wrong in it.
  public init(path: String) throws {
    self.path = path
    mapping = try MappedFile(path: path)
    let header = try SafetensorsHeader(mapping.bytes, path: path)
    entries = header.entries
    metadata = header.metadata
    dataStart = header.dataStart
    indices = Dictionary(uniqueKeysWithValues: header.entries.enumerated().map { ($1.name, $0) })
  }

  /// The names of the tensors in the order of their data.
  public var names: [String] { entries.map(\.name) }

  /// The tensor of a name.
  public subscript(name: String) -> SafetensorsEntry? { indices[name].map { entries[$0] } }

  /// Calls a function with the bytes of a tensor as they stand in the file, at any alignment.
  public func withBytes<Result>(
    of name: String, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    let range = try entry(name).bytes
    let start = UnsafeRawPointer(mapping.bytes.pointer) + dataStart + range.lowerBound
    let result = try withExtendedLifetime(mapping) {
      try body(UnsafeRawBufferPointer(start: start, count: range.count))
    }
    try mapping.requireUnchanged()
    return result
  }

  /// A floating-point tensor's elements, row-major.
  public func floats(_ name: String) throws -> [Float] {
    let entry = try floatingPointEntry(name)
    return try [Float](unsafeUninitializedCapacity: entry.count) { buffer, count in
      if let base = buffer.baseAddress { try read(name, 0..<entry.count, into: base) }
      count = entry.count
    }
  }

  /// Some of a floating-point tensor's elements, counted row-major.
  ///
  /// - Precondition: the range lies within the tensor.
  public func read(
    _ name: String, _ range: Range<Int>, into target: UnsafeMutablePointer<Float>
  ) throws {
    let entry = try floatingPointEntry(name)
    precondition(range.lowerBound >= 0 && range.upperBound <= entry.count, "outside the tensor")
    try withBytes(of: name) { bytes in
      guard let base = bytes.baseAddress else { return }
      entry.element.convert(
        base + range.lowerBound * entry.element.byteCount, count: range.count, into: target)
    }
  }

  /// Some of a floating-point tensor's elements, into a buffer that has room for them.
  func read(
    _ name: String, _ range: Range<Int>, into target: UnsafeMutableBufferPointer<Float>
  ) throws {
    precondition(range.count <= target.count, "more elements than there is room for")
    guard let base = target.baseAddress else { return }
    try read(name, range, into: base)
  }

  /// An `I64` tensor's elements.
  public func integers(_ name: String) throws -> [Int64] {
    let entry = try entry(name)
    guard entry.element == .int64 else {
      throw problem(name, "holds \(entry.element.rawValue) where I64 is needed")
    }
    return try withBytes(of: name) { bytes in
      (0..<entry.count).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Int64.self) }
    }
  }

  /// A `U8` tensor's elements.
  public func bytes(_ name: String) throws -> [UInt8] {
    guard try entry(name).element == .uint8 else {
      throw problem(name, "holds \(try entry(name).element.rawValue) where U8 is needed")
    }
    return try withBytes(of: name) { Array($0) }
  }

  private func entry(_ name: String) throws -> SafetensorsEntry {
    guard let entry = self[name] else { throw problem(name, "is missing from the file") }
    return entry
  }

  private func floatingPointEntry(_ name: String) throws -> SafetensorsEntry {
    let entry = try entry(name)
    guard entry.element.isFloatingPoint else {
      throw problem(
        name, "holds \(entry.element.rawValue) where F32, F16, BF16 or F64 is needed")
    }
    return entry
  }

  private func problem(_ tensor: String, _ what: String) -> SafetensorsError {
    SafetensorsError(path: path, tensor: tensor, problem: what)
  }
}

/// A tensor of a GGUF file: its shape, its form, and where it lies.
public struct GGUFTensor: Sendable {
  public let name: String
  /// Row-major, slowest dimension first, as everywhere in this library; the file has them the other
  /// way round.
  public let shape: [Int]
  public let element: GGUFElement
  /// Where its bytes lie in the file.
  let bytes: Range<Int>

  /// Its numbers.
  public var count: Int { shape.reduce(1, *) }
  /// The numbers of a row, which are packed together; a vector is one row.
  public var rowWidth: Int { shape.last ?? 1 }
  /// The bytes it takes in the file.
  public var byteCount: Int { bytes.count }
}

/// A tensor of a form that is not supported, in a file that is only looked at.
public struct GGUFUnknownTensor: Sendable {
  public let name: String
  /// As that of a `GGUFTensor`.
  public let shape: [Int]
  /// What ggml calls the form, or the number that it has in the file.
  public let form: String
  /// The bytes up to the next tensor.
  public let byteCount: Int
}

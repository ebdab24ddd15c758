/// A matrix of weights in a number format, packed row by row as GGUF lays it out.
///
///     let packed = QuantizedMatrix(weights, rows: 64, columns: 256, format: .int4)
///     packed.byteCount                 // 64 · 8 · 18
///     packed.dequantized()             // what the matrix now computes with
///     packed.multiply(x, count: 1, into: out, outputs: 0..<64, accumulating: false)
public struct QuantizedMatrix: Equatable, Sendable {
  public let format: NumberFormat
  public let rows: Int
  public let columns: Int
  /// `rows` times `format.bytes(forRowOf: columns)` bytes.
  public let bytes: [UInt8]

  public var byteCount: Int { bytes.count }

  /// Packs a row-major matrix.
  ///
  /// - Precondition: as many finite weights as rows · columns.
  public init(
    _ weights: [Float], rows: Int, columns: Int, format: NumberFormat,
    rounding: RoundingScheme = .nearest
  ) {
    precondition(weights.count == rows * columns, "\(weights.count) weights for \(rows)×\(columns)")
    self.format = format
    self.rows = rows
    self.columns = columns
    var packed: [UInt8] = []
    packed.reserveCapacity(rows * format.bytes(forRowOf: columns))
    var coder = GroupCoder(format: format, rounding: rounding)
    for row in 0..<rows {
      var start = row * columns
      let end = start + columns
      while start < end {
        let count = min(format.groupSize, end - start)
        coder.encode(weights[start..<(start + count)], into: &packed)
        start += count
      }
    }
    bytes = packed
  }

  /// The weights that the packed form stands for, row-major.
  public func dequantized() -> [Float] {
    [Float](unsafeUninitializedCapacity: rows * columns) { buffer, count in
      count = rows * columns
      guard let out = buffer.baseAddress else { return }
      for row in 0..<rows {
        unpack(row: row, from: 0, count: columns, into: out + row * columns)
      }
    }
  }

  /// Unpacks some of a row's weights.
  ///
  /// - Precondition: `start` is a multiple of the format's group size.
  func unpack(
    row: Int, from start: Int, count: Int, into out: UnsafeMutablePointer<Float>
  ) {
    let offset =
      row * format.bytes(forRowOf: columns) + start / format.groupSize * format.bytesPerGroup
    bytes.withUnsafeBufferPointer { buffer in
      guard let packed = buffer.baseAddress else { return }
      GroupCoder.decode(packed + offset, count: count, format: format, into: out)
    }
  }
}

import Tensors

/// A matrix of weights in a number format, packed row by row as GGUF lays it out.
///
///     let packed = QuantizedMatrix(weights, rows: 64, columns: 256, format: .int4)
///     packed.byteCount                 // 64 · 8 · 18
///     packed.dequantized()             // what the matrix now computes with
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
    var result: [Float] = []
    result.reserveCapacity(rows * columns)
    for row in 0..<rows { appendRow(row, to: &result) }
    return result
  }

  private func appendRow(_ row: Int, to result: inout [Float]) {
    var offset = row * format.bytes(forRowOf: columns)
    var left = columns
    while left > 0 {
      let count = min(format.groupSize, left)
      GroupCoder.decode(bytes, at: offset, count: count, format: format, into: &result)
      offset += format.bytesPerGroup
      left -= count
    }
  }

  /// The product with a vector, group by group: the scale is multiplied in once a group.
  ///
  /// - Shape: vector (columns), the result (rows).
  public func multiply(_ vector: [Float]) -> [Float] {
    precondition(vector.count == columns, "a vector of \(vector.count) for \(columns) columns")
    return (0..<rows).map { row in
      var weights: [Float] = []
      weights.reserveCapacity(columns)
      appendRow(row, to: &weights)
      return weights.withUnsafeBufferPointer { w in
        vector.withUnsafeBufferPointer { v in
          guard let w = w.baseAddress, let v = v.baseAddress else { return 0 }
          return VectorKernels.dot(w, v, count: columns)
        }
      }
    }
  }
}

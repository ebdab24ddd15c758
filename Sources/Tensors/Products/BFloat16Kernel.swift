/// Rounding to bfloat16, many numbers at a time.
public enum BFloat16Kernel {
  /// The nearest bfloat16 of each number, ties to even; no number stays none.
  ///
  /// - Shape: x and rounded (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func round<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, into rounded: UnsafeMutablePointer<UInt16>, count: Int
  ) {
    for i in 0..<count { rounded[i] = bits(Float(x[i])) }
  }

  /// Rounds a matrix and adds the sums of its columns to a vector, in one pass over memory.
  ///
  /// - Parameter overwriting: whether the sums are set rather than added to.
  /// - Shape: matrix and rounded (rows, columns), sums (columns).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func round<Scalar: TensorScalar>(
    _ matrix: UnsafePointer<Scalar>, into rounded: UnsafeMutablePointer<UInt16>, rows: Int,
    columns: Int, addingColumnSumsTo sums: UnsafeMutablePointer<Scalar>, overwriting: Bool
  ) {
    var isFirst = overwriting
    var row = 0
    while row < rows {
      // Four rows at a time, as the sums are taken four by four; they stay in the cache meanwhile.
      let count = min(4, rows &- row)
      let part = matrix + row &* columns
      VectorKernels.addColumnSums(
        of: part, rows: count, columns: columns, to: sums, overwriting: isFirst)
      round(part, into: rounded + row &* columns, count: count &* columns)
      isFirst = false
      row &+= 4
    }
  }

  /// The nearest bfloat16's bits: `HalfPrecision.bfloat16Bits` without a branch, so that loops vectorise.
  @inline(__always)
  static func bits(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    let rounded = (bits &+ 0x7FFF &+ ((bits &>> 16) & 1)) &>> 16
    let quiet = (bits &>> 16) | 0x0040
    return UInt16(truncatingIfNeeded: value == value ? rounded : quiet)
  }
}

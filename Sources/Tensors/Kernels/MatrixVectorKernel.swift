/// The product of a matrix and one vector, which reads every weight once and so runs at the speed of
/// the memory.
///
/// One row after the other, from front to back: the processor fetches ahead along one stream, and
/// walking four rows at once was half as fast (13 against 29 GB/s on one core).
public enum MatrixVectorKernel {
  /// out = W·x, or out += W·x.
  ///
  /// - Shape: weights (rows, columns) row-major, x (columns), out (rows).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func multiply<Scalar: TensorScalar>(
    _ weights: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, accumulating: Bool
  ) {
    for row in 0..<rows {
      let product = VectorKernels.dot(x, weights + row &* columns, count: columns)
      out[row] = accumulating ? out[row] + product : product
    }
  }
}

import RealModule

/// The softmax of a row: eˣ / Σ eˣ, shifted by the row's maximum so that nothing overflows.
public enum SoftmaxKernel {
  /// Replaces a row of scores by probabilities; returns the row's log Σ eˣ.
  ///
  /// - Shape: row (count).
  @inlinable @inline(__always)
  @discardableResult
  public static func forward<Scalar: TensorScalar>(
    inPlace row: UnsafeMutablePointer<Scalar>, count: Int
  ) -> Scalar {
    let largest = VectorKernels.maximum(row, count: count)
    for i in 0..<count { row[i] = Scalar.fastExponential(row[i] - largest) }
    let total = VectorKernels.sum(row, count: count)
    let scale = 1 / total
    for i in 0..<count { row[i] *= scale }
    return largest + .log(total)
  }
}

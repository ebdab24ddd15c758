/// The rectified linear unit, max(0, x) (Nair and Hinton 2010): the bend of the first transformers and of
/// T5.
public enum ReLUKernel {
  /// out = max(0, x).
  ///
  /// - Shape: x and out (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, into out: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    // No number stays none.
    for i in 0..<count { out[i] = x[i] < 0 ? 0 : x[i] }
  }

  /// From ∂L/∂out to ∂L/∂x in its place: 0 where the output is 0.
  ///
  /// - Shape: both buffers (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar: TensorScalar>(
    gradient: UnsafeMutablePointer<Scalar>, output: UnsafePointer<Scalar>, count: Int
  ) {
    for i in 0..<count { gradient[i] = output[i] == 0 ? 0 : gradient[i] }
  }
}

/// c · tanh(x / c): scores that stay within ±c, and nearly as they are far below it (Gemma 2: Riviere et
/// al. 2024, arXiv 2408.00118, §2).
public enum SoftCapKernel {
  /// Caps numbers where they stand.
  ///
  /// - Shape: x (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    inPlace x: UnsafeMutablePointer<Scalar>, count: Int, cap: Scalar
  ) {
    for i in 0..<count { x[i] = cap * Scalar.tanh(x[i] / cap) }
  }

  /// gradient *= 1 − tanh²(x / c): from ∂L/∂(capped) to ∂L/∂x in place.
  ///
  /// - Parameter before: x, before it was capped.
  /// - Shape: gradient and before (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar: TensorScalar>(
    gradient: UnsafeMutablePointer<Scalar>, before: UnsafePointer<Scalar>, count: Int, cap: Scalar
  ) {
    for i in 0..<count {
      let share = Scalar.tanh(before[i] / cap)
      gradient[i] *= 1 - share * share
    }
  }
}

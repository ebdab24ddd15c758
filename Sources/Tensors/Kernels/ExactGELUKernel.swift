/// The Gaussian error linear unit itself, x·Φ(x) with Φ the normal distribution (Hendrycks and Gimpel
/// 2016, arXiv 1606.08415): Pythia's. `GELUKernel` is the usual approximation of it, up to 5e-4 away.
///
/// The error function is the C library's, element by element: exact, and slower than the tanh form.
/// Its backward pass is `GELUKernel.backward`: both keep the derivative.
public enum ExactGELUKernel {
  /// out = x·Φ(x), and x = Φ(x) + x·φ(x), the derivative.
  ///
  /// - Shape: x and out (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    replacingWithDerivative x: UnsafeMutablePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    // 1/√(2π).
    let density: Scalar = 0.398_942_280_401_432_7
    for i in 0..<count {
      let value = x[i]
      let share = cumulative(value)
      out[i] = value * share
      x[i] = share + value * density * Scalar.fastExponential(-value * value / 2)
    }
  }

  /// out = x·Φ(x), for running without training.
  ///
  /// - Shape: x and out (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, into out: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    for i in 0..<count { out[i] = x[i] * cumulative(x[i]) }
  }

  /// Φ(x), by the complement, which keeps its digits far to the left.
  @inline(__always)
  private static func cumulative<Scalar: TensorScalar>(_ x: Scalar) -> Scalar {
    Scalar.erfc(-x * 0.707_106_781_186_547_5) / 2
  }
}

/// The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016, arXiv 1606.08415):
/// ½x(1 + tanh(√(2/π)(x + 0.044715x³))), which is x · σ(2u) for u = √(2/π)(x + 0.044715x³).
public enum GELUKernel {
  /// out = GELU(x), and x = GELU′(x).
  ///
  /// The derivative costs a few multiplications while σ is at hand, and nobody needs x afterwards:
  /// keeping the derivative in x's place turns the backward pass into one multiplication.
  ///
  /// - Shape: x and out (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    replacingWithDerivative x: UnsafeMutablePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    let a: Scalar = 0.797_884_560_802_865_4
    let b: Scalar = 0.044_715
    for i in 0..<count {
      let value = x[i]
      let square = value * value
      let sigmoid = 1 / (1 + Scalar.fastExponential(-2 * a * value * (1 + b * square)))
      let gelu = value * sigmoid
      out[i] = gelu
      x[i] = sigmoid + gelu * (1 - sigmoid) * (2 * a) * (1 + 3 * b * square)
    }
  }

  /// out = GELU(x), for running without training.
  ///
  /// - Shape: x and out (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, into out: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    let a: Scalar = 0.797_884_560_802_865_4
    let b: Scalar = 0.044_715
    for i in 0..<count {
      let value = x[i]
      out[i] = value / (1 + Scalar.fastExponential(-2 * a * value * (1 + b * value * value)))
    }
  }

  /// gradient *= derivative: from ∂L/∂out to ∂L/∂x in place.
  ///
  /// - Shape: gradient and derivative (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar: TensorScalar>(
    gradient: UnsafeMutablePointer<Scalar>, derivative: UnsafePointer<Scalar>, count: Int
  ) {
    for i in 0..<count { gradient[i] *= derivative[i] }
  }
}

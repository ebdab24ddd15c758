/// The gated unit of Gemma's feed-forward layers, gelu(gate) · up with GELU in its tanh form
/// (Shazeer 2020, arXiv 2002.05202, equation 6; `GELUKernel` for the form).
///
/// Its backward pass is `SwiGLUKernel.backward`: both keep derivatives.
public enum GeGLUKernel {
  /// out = gelu(gate)·up; then gate = up·gelu′(gate) and up = gelu(gate).
  ///
  /// Those two are ∂out/∂gate and ∂out/∂up: see `SwiGLUKernel`.
  ///
  /// - Shape: gate, up and out (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    replacingWithDerivatives gate: UnsafeMutablePointer<Scalar>,
    _ up: UnsafeMutablePointer<Scalar>, into out: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    let a: Scalar = 0.797_884_560_802_865_4
    let b: Scalar = 0.044_715
    for i in 0..<count {
      let value = gate[i]
      let factor = up[i]
      let square = value * value
      let sigmoid = 1 / (1 + Scalar.fastExponential(-2 * a * value * (1 + b * square)))
      let gelu = value * sigmoid
      out[i] = gelu * factor
      gate[i] = factor * (sigmoid + gelu * (1 - sigmoid) * (2 * a) * (1 + 3 * b * square))
      up[i] = gelu
    }
  }

  /// out = gelu(gate)·up, for running without training.
  ///
  /// - Shape: gate, up and out (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    _ gate: UnsafePointer<Scalar>, _ up: UnsafePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    let a: Scalar = 0.797_884_560_802_865_4
    let b: Scalar = 0.044_715
    for i in 0..<count {
      let value = gate[i]
      let exponential = Scalar.fastExponential(-2 * a * value * (1 + b * value * value))
      out[i] = value / (1 + exponential) * up[i]
    }
  }
}

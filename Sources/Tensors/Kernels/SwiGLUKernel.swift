/// The gated unit of Llama's feed-forward layers, silu(gate) · up with silu(g) = g·σ(g)
/// (Shazeer 2020, arXiv 2002.05202, equation 6).
public enum SwiGLUKernel {
  /// out = silu(gate)·up; then gate = up·silu′(gate) and up = silu(gate).
  ///
  /// Those two are ∂out/∂gate and ∂out/∂up, cheap while σ is at hand, and nobody needs gate and up
  /// themselves afterwards: the backward pass is one multiplication each.
  ///
  /// - Shape: gate, up and out (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    replacingWithDerivatives gate: UnsafeMutablePointer<Scalar>,
    _ up: UnsafeMutablePointer<Scalar>, into out: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    for i in 0..<count {
      let value = gate[i]
      let factor = up[i]
      let sigmoid = 1 / (1 + Scalar.fastExponential(-value))
      let silu = value * sigmoid
      out[i] = silu * factor
      gate[i] = factor * (sigmoid + silu * (1 - sigmoid))
      up[i] = silu
    }
  }

  /// out = silu(gate)·up, for running without training.
  ///
  /// - Shape: gate, up and out (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    _ gate: UnsafePointer<Scalar>, _ up: UnsafePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    for i in 0..<count {
      let value = gate[i]
      out[i] = value / (1 + Scalar.fastExponential(-value)) * up[i]
    }
  }

  /// From ∂L/∂out to ∂L/∂gate in its place, and ∂L/∂up.
  ///
  /// - Parameters:
  ///   - gateDerivative: ∂out/∂gate, as the forward pass left it in the gate's place.
  ///   - upDerivative: ∂out/∂up, as the forward pass left it in up's place.
  ///   - accumulating: whether ∂L/∂up is added to what stands there, or overwrites it.
  /// - Shape: all four buffers (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar: TensorScalar>(
    gradient: UnsafeMutablePointer<Scalar>, gateDerivative: UnsafePointer<Scalar>,
    upDerivative: UnsafePointer<Scalar>, upGradient: UnsafeMutablePointer<Scalar>,
    accumulating: Bool, count: Int
  ) {
    if accumulating {
      for i in 0..<count { upGradient[i] += gradient[i] * upDerivative[i] }
    } else {
      for i in 0..<count { upGradient[i] = gradient[i] * upDerivative[i] }
    }
    for i in 0..<count { gradient[i] *= gateDerivative[i] }
  }
}

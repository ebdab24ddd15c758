/// The optimizer's update of a stretch of parameters.
public enum AdamWKernel {
  /// What one step of AdamW needs to know beside the buffers.
  public struct Step<Scalar: TensorScalar>: Sendable {
    public var learningRate: Scalar
    public var beta1: Scalar
    public var beta2: Scalar
    public var epsilon: Scalar
    /// What the gradients are multiplied by before anything else: the clipping.
    public var gradientScale: Scalar
    /// 1 / (1 − β₁ᵗ) and 1 / (1 − β₂ᵗ): the moments began at zero.
    public var correction1: Scalar
    public var correction2: Scalar

    public init(
      learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, gradientScale: Double,
      step: Int
    ) {
      func power(_ base: Double) -> Double {
        var result = 1.0
        var factor = base
        var exponent = step
        while exponent > 0 {
          if exponent & 1 == 1 { result *= factor }
          factor *= factor
          exponent >>= 1
        }
        return result
      }
      self.learningRate = Scalar(learningRate)
      self.beta1 = Scalar(beta1)
      self.beta2 = Scalar(beta2)
      self.epsilon = Scalar(epsilon)
      self.gradientScale = Scalar(gradientScale)
      correction1 = Scalar(1 / (1 - power(beta1)))
      correction2 = Scalar(1 / (1 - power(beta2)))
    }
  }

  /// One step of AdamW with decoupled weight decay (Loshchilov and Hutter 2019, arXiv 1711.05101,
  /// algorithm 2).
  ///
  /// - Shape: all four buffers (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func update<Scalar: TensorScalar>(
    parameters: UnsafeMutablePointer<Scalar>, gradients: UnsafePointer<Scalar>,
    firstMoments: UnsafeMutablePointer<Scalar>, secondMoments: UnsafeMutablePointer<Scalar>,
    count: Int, step: Step<Scalar>, weightDecay: Scalar
  ) {
    let (beta1, beta2) = (step.beta1, step.beta2)
    let (rest1, rest2) = (1 - step.beta1, 1 - step.beta2)
    let rate = step.learningRate * step.correction1
    let kept = 1 - step.learningRate * weightDecay
    let scale = step.gradientScale
    let correction2 = step.correction2
    let epsilon = step.epsilon
    for i in 0..<count {
      let gradient = gradients[i] * scale
      let first = beta1 * firstMoments[i] + rest1 * gradient
      let second = beta2 * secondMoments[i] + rest2 * gradient * gradient
      firstMoments[i] = first
      secondMoments[i] = second
      let denominator = (second * correction2).squareRoot() + epsilon
      parameters[i] = parameters[i] * kept - rate * first / denominator
    }
  }
}

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
  /// - Parameter rounded: gets the new parameters rounded to bfloat16, where given.
  /// - Shape: all buffers (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func update<Scalar: TensorScalar>(
    parameters: UnsafeMutablePointer<Scalar>, gradients: UnsafePointer<Scalar>,
    firstMoments: UnsafeMutablePointer<Scalar>, secondMoments: UnsafeMutablePointer<Scalar>,
    count: Int, step: Step<Scalar>, weightDecay: Scalar,
    rounded: UnsafeMutablePointer<UInt16>? = nil
  ) {
    guard let rounded else {
      return updateValues(
        parameters: parameters, gradients: gradients, firstMoments: firstMoments,
        secondMoments: secondMoments, count: count, step: step, weightDecay: weightDecay)
    }
    // In blocks that the nearest cache holds until they are rounded.
    var start = 0
    while start < count {
      let size = min(1_024, count &- start)
      updateValues(
        parameters: parameters + start, gradients: gradients + start,
        firstMoments: firstMoments + start, secondMoments: secondMoments + start, count: size,
        step: step, weightDecay: weightDecay)
      BFloat16Kernel.round(parameters + start, into: rounded + start, count: size)
      start &+= size
    }
  }

  @inline(__always)
  private static func updateValues<Scalar: TensorScalar>(
    parameters: UnsafeMutablePointer<Scalar>, gradients: UnsafePointer<Scalar>,
    firstMoments: UnsafeMutablePointer<Scalar>, secondMoments: UnsafeMutablePointer<Scalar>,
    count: Int, step: Step<Scalar>, weightDecay: Scalar
  ) {
    let factors = Factors(step, weightDecay: weightDecay)
    var i = 0
    // In vectors: a single number's root is a call of the C library, for the sake of its error number, and
    // a loop of them does not vectorise. The vector's is the instruction. Both round alike.
    if let factors = factors as? Factors<Float> {
      func floats(_ pointer: UnsafeRawPointer) -> UnsafePointer<Float> {
        pointer.assumingMemoryBound(to: Float.self)
      }
      func mutable(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Float> {
        pointer.assumingMemoryBound(to: Float.self)
      }
      i = updateVectors(
        parameters: mutable(parameters), gradients: floats(gradients),
        firstMoments: mutable(firstMoments), secondMoments: mutable(secondMoments), count: count,
        factors)
    }
    while i < count {
      let gradient = gradients[i] * factors.scale
      let first = factors.beta1 * firstMoments[i] + factors.rest1 * gradient
      let second = factors.beta2 * secondMoments[i] + factors.rest2 * gradient * gradient
      firstMoments[i] = first
      secondMoments[i] = second
      let denominator = (second * factors.correction2).squareRoot() + factors.epsilon
      parameters[i] = parameters[i] * factors.kept - factors.rate * first / denominator
      i &+= 1
    }
  }

  /// Updates whole vectors; returns how many numbers those are.
  private static func updateVectors(
    parameters: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>,
    firstMoments: UnsafeMutablePointer<Float>, secondMoments: UnsafeMutablePointer<Float>,
    count: Int, _ factors: Factors<Float>
  ) -> Int {
    typealias Vector = SIMD16<Float>
    let (rest1, rest2) = (Vector(repeating: factors.rest1), Vector(repeating: factors.rest2))
    let epsilon = Vector(repeating: factors.epsilon)
    var i = 0
    while i &+ 16 <= count {
      let gradient = VectorKernels.load16(gradients + i) * factors.scale
      let first = factors.beta1 * VectorKernels.load16(firstMoments + i) + rest1 * gradient
      let second =
        factors.beta2 * VectorKernels.load16(secondMoments + i) + rest2 * gradient * gradient
      VectorKernels.store16(first, to: firstMoments + i)
      VectorKernels.store16(second, to: secondMoments + i)
      let denominator = (second * factors.correction2).squareRoot() + epsilon
      VectorKernels.store16(
        VectorKernels.load16(parameters + i) * factors.kept - factors.rate * first / denominator,
        to: parameters + i)
      i &+= 16
    }
    return i
  }

  /// What every number of a stretch is updated with.
  private struct Factors<Scalar: TensorScalar> {
    let scale, beta1, beta2, rest1, rest2, correction2, epsilon, rate, kept: Scalar

    init(_ step: Step<Scalar>, weightDecay: Scalar) {
      scale = step.gradientScale
      (beta1, beta2) = (step.beta1, step.beta2)
      (rest1, rest2) = (1 - step.beta1, 1 - step.beta2)
      correction2 = step.correction2
      epsilon = step.epsilon
      rate = step.learningRate * step.correction1
      kept = 1 - step.learningRate * weightDecay
    }
  }
}

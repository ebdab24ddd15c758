import RealModule

/// Softmax and cross-entropy in one: −log p(target), averaged by the caller.
public enum CrossEntropyKernel {
  /// The id that marks a position without a label: it costs nothing and has no gradient.
  public static let ignoredTarget: Int32 = -1

  /// Sums −log p(target) in nats over the rows, and turns each row of logits into its gradient.
  ///
  /// The gradient of the mean loss is `(softmax(logits) − onehot(target)) · scale`, where scale is
  /// 1 / (number of labelled positions in the whole batch).
  ///
  /// The z-loss c·log²Z, Z = Σ eˡᵒᵍⁱᵗ, keeps the logits from drifting away together (Chowdhery et al.
  /// 2022, arXiv 2204.02311, §5; c = 1e-4 there). Its gradient, 2c·log Z·softmax(logits), is added;
  /// its value is not part of what is returned.
  ///
  /// - Parameter zLoss: the coefficient c.
  /// - Shape: logits, and the gradient in their place, (rows, vocabulary); targets (rows).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forwardAndBackward<Scalar: TensorScalar>(
    logits: UnsafeMutablePointer<Scalar>, targets: UnsafePointer<Int32>, rows: Int,
    vocabulary: Int, scale: Scalar, zLoss: Scalar = 0
  ) -> Double {
    var loss = 0.0
    for row in 0..<rows {
      let scores = logits + row &* vocabulary
      let target = Int(targets[row])
      guard target >= 0 else {
        scores.update(repeating: 0, count: vocabulary)
        continue
      }
      let score = scores[target]
      let largest = VectorKernels.maximum(scores, count: vocabulary)
      for i in 0..<vocabulary { scores[i] = Scalar.fastExponential(scores[i] - largest) }
      let total = VectorKernels.sum(scores, count: vocabulary)
      let logTotal = Scalar.log(total)
      loss += Double(largest) - Double(score) + Double(logTotal)
      let factor = scale * (1 + 2 * zLoss * (largest + logTotal)) / total
      for i in 0..<vocabulary { scores[i] *= factor }
      scores[target] -= scale
    }
    return loss
  }

  /// −log p(target) in nats of each row, 0 where there is no label; uses the logits up.
  ///
  /// - Shape: logits (rows, vocabulary), targets and losses (rows).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func losses<Scalar: TensorScalar>(
    consuming logits: UnsafeMutablePointer<Scalar>, targets: UnsafePointer<Int32>,
    into losses: UnsafeMutablePointer<Double>, rows: Int, vocabulary: Int
  ) {
    for row in 0..<rows {
      let scores = logits + row &* vocabulary
      let target = Int(targets[row])
      guard target >= 0 else {
        losses[row] = 0
        continue
      }
      let score = scores[target]
      let largest = VectorKernels.maximum(scores, count: vocabulary)
      for i in 0..<vocabulary { scores[i] = Scalar.fastExponential(scores[i] - largest) }
      let total = VectorKernels.sum(scores, count: vocabulary)
      losses[row] = Double(largest) - Double(score) + Double(Scalar.log(total))
    }
  }
}

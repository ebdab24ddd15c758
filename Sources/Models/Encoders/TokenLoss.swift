import Groundwork
import Tensors

/// The end of a network that is trained on targets: from the scores of its last layer to a loss in nats, and
/// back through its tape.
struct TokenLoss<Scalar: TensorScalar> {
  let tape: Tape<Scalar>
  /// (rows, vocabulary); after a pass forward with `forward(scale:)`, ∂L/∂score.
  let scores: Variable<Scalar>
  /// (rows).
  let targets: BufferSlice<Int32>
  /// (rows).
  let losses: BufferSlice<Double>
  let vocabularySize: Int
  /// None for a network that only runs forward.
  let trained: [Variable<Scalar>]

  /// Runs the network and prepares the backward pass; returns Σ −log p(target) in nats.
  ///
  /// - Parameter scale: one over the number of targets in the whole batch, over all replicas.
  func forward(scale: Double) -> Double {
    tape.forward()
    return CrossEntropyKernel.forwardAndBackward(
      logits: scores.value.pointer, targets: targets.pointer, rows: targets.count,
      vocabulary: vocabularySize, scale: Scalar(scale))
  }

  /// Computes ∂L/∂parameter, after `forward(scale:)`.
  func backward(startingAnew: Bool) {
    tape.backward(parameters: trained, startingAnew: startingAnew)
  }

  /// Runs the network and leaves −log p of each target in `losses`, 0 where there is none.
  func evaluate() {
    tape.forward()
    CrossEntropyKernel.losses(
      consuming: scores.value.pointer, targets: targets.pointer, into: losses.pointer,
      rows: targets.count, vocabulary: vocabularySize)
  }
}

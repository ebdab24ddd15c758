import Groundwork
import Tensors

/// The head and the loss of a decoder, a block of positions at a time: scores are made, turned into their
/// gradient, multiplied back and forgotten, so that those of a large vocabulary never stand whole in
/// memory.
///
/// Every block adds to the gradient of the head's matrix: one more pass over it a block, which blocks of
/// many positions make cheap.
final class HeadBlocks<Scalar: TensorScalar> {
  let tape: Tape<Scalar>
  private let blockRows: Int
  /// (batch · time, width).
  private let hidden: Variable<Scalar>
  /// The hidden states of a block, (blockRows, width).
  private let x: Variable<Scalar>
  /// (blockRows, vocabulary).
  private let scores: Variable<Scalar>
  private let targets: BufferSlice<Int32>
  private let losses: BufferSlice<Double>

  /// The positions of a block, at most those of all: blocks of nearly one size, so that the last one is not
  /// mostly padding.
  static func rows(
    _ configuration: ModelConfiguration, positions: Int, byteLimit: Int
  ) -> Int {
    let row = configuration.vocabularySize * MemoryLayout<Scalar>.stride
    let most = max(1, byteLimit / row)
    let count = (positions + most - 1) / most
    return (positions + count - 1) / count
  }

  /// - Parameter hidden: what the head reads, with its gradient where there is training.
  init(
    _ blocks: DecoderBlocks<Scalar>, hidden: Variable<Scalar>, blockRows: Int, arena: Arena,
    isTraining: Bool
  ) {
    self.hidden = hidden
    self.blockRows = blockRows
    tape = Tape(arena: arena, isTraining: isTraining, products: blocks.tape.productPlan)
    x = tape.variable(rows: blockRows, columns: hidden.columns)
    scores = blocks.on(tape).head(x)
    tape.replaceValueByGradient(of: scores)
    tape.finishPlanning()
    targets = arena.allocate(blockRows, of: CrossEntropyKernel.ignoredTarget)
    losses = arena.allocate(blockRows, of: 0)
  }

  /// Σ −log p(target) in nats; leaves the gradients of the hidden states and of the head.
  func forward(targets all: BufferSlice<Int32>, scale: Double, zLoss: Double) -> Double {
    var nats = 0.0
    forEachBlock(all) { first, count in
      nats += CrossEntropyKernel.forwardAndBackward(
        logits: scores.value.pointer, targets: targets.pointer, rows: blockRows,
        vocabulary: scores.columns, scale: Scalar(scale), zLoss: Scalar(zLoss))
      tape.stopwatch?.lap(
        .head, KernelCost(operations: 0, moving: 2 * scores.value.count, of: Scalar.self))
      tape.backward(parameters: [], startingAnew: false)
      guard let source = x.gradient, let target = hidden.gradient else { return }
      target.part(first * x.columns, count * x.columns).pointer
        .update(from: source.pointer, count: count * x.columns)
    }
    return nats
  }

  /// Leaves −log p of each target, 0 where there is none.
  func evaluate(targets all: BufferSlice<Int32>, into result: BufferSlice<Double>) {
    forEachBlock(all) { first, count in
      CrossEntropyKernel.losses(
        consuming: scores.value.pointer, targets: targets.pointer, into: losses.pointer,
        rows: blockRows, vocabulary: scores.columns)
      (result.pointer + first).update(from: losses.pointer, count: count)
    }
  }

  /// Makes the scores of each block; what a last block lacks is padded with positions without targets.
  private func forEachBlock(
    _ all: BufferSlice<Int32>, _ body: (_ first: Int, _ count: Int) -> Void
  ) {
    var first = 0
    while first < hidden.rows {
      let count = min(blockRows, hidden.rows - first)
      x.value.pointer.update(
        from: hidden.value.pointer + first * x.columns, count: count * x.columns)
      targets.pointer.update(from: all.pointer + first, count: count)
      for row in count..<blockRows { targets[row] = CrossEntropyKernel.ignoredTarget }
      tape.forward()
      body(first, count)
      first += count
    }
  }
}

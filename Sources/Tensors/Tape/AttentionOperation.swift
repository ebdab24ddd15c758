import Groundwork

/// Causal multi-head attention.
struct AttentionOperation<Scalar: TensorScalar>: TapeOperation {
  /// Queries, keys and values side by side: (batch · time, `shape.rowWidth`).
  let x: Variable<Scalar>
  let shape: AttentionShape
  /// (headCount).
  let slopes: BufferSlice<Scalar>?
  /// Turns queries and keys in place, in the value and back in the gradient.
  let rotary: RotaryTable<Scalar>?
  /// (batch · time).
  let documentStarts: BufferSlice<Int32>?
  /// (batch, headCount, time, time).
  let probabilities: BufferSlice<Scalar>
  /// Nil for OpenBLAS.
  let products: AttentionProducts<Scalar>?
  /// (`AttentionKernel.scratchCount(shape)`).
  let scratch: BufferSlice<Scalar>
  /// Scores that are computed, of all heads: see `AttentionKernel.scoreCount`.
  let scoreCount: Int
  /// (batch · time, `shape.outputWidth`).
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [x] }

  var part: StepPart { .attention }
  /// Two products of every score's row and column, and the probabilities that are kept.
  var forwardCost: KernelCost {
    KernelCost(
      operations: 4 * scoreCount * shape.headWidth, moving: x.count + output.count + scoreCount,
      of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(
      operations: 8 * scoreCount * shape.headWidth, moving: 2 * x.count + output.count + scoreCount,
      of: Scalar.self)
  }

  func forward() {
    if let rotary { shape.rotate(x.value.pointer, by: rotary) }
    AttentionKernel.forward(
      x.value.pointer, probabilities: probabilities.pointer, into: output.value.pointer,
      shape: shape, slopes: slopes?.pointer, documentStarts: documentStarts?.pointer,
      products: products)
  }

  func backward() {
    guard let dOut = output.gradient, let dX = x.gradient else { return }
    precondition(!x.claimGradient(), "attention must own its input")
    AttentionKernel.backward(
      outGradient: dOut.pointer, x.value.pointer, probabilities: probabilities.pointer,
      gradient: dX.pointer, scratch: scratch.pointer, shape: shape, products: products)
    if let rotary { shape.rotate(dX.pointer, by: rotary, isInverse: true) }
  }
}

extension Tape {
  /// A table of rotary positions for `attention`; layers share one.
  public func rotaryTable(
    positionCount: Int, headWidth: Int, turnedWidth: Int? = nil, base: Double,
    scaling: RotaryScaling = .none
  ) -> RotaryTable<Scalar> {
    RotaryTable(
      arena: arena, positionCount: positionCount, headWidth: headWidth, turnedWidth: turnedWidth,
      base: base, scaling: scaling)
  }

  /// Causal attention over queries, keys and values side by side in `x`.
  ///
  /// - Parameters:
  ///   - slopes: ALiBi's slope of each head, or nil.
  ///   - rotary: turns queries and keys by their positions; no other operation may read `x` then.
  ///   - documentStarts: (batch · time), the first position of its sequence that each position may
  ///     see; read at every forward pass. Nil: all from the first on.
  /// - Shape: x (batch · time, `shape.rowWidth`), the result (batch · time, `shape.outputWidth`).
  public func attention(
    _ x: Variable<Scalar>, shape: AttentionShape, slopes: [Double]? = nil,
    rotary: RotaryTable<Scalar>? = nil, documentStarts: BufferSlice<Int32>? = nil
  ) -> Variable<Scalar> {
    precondition(x.rows == shape.batch * shape.time && x.columns == shape.rowWidth)
    precondition(documentStarts == nil || documentStarts?.count == x.rows)
    precondition(
      rotary.map { $0.headWidth == shape.headWidth && $0.positionCount >= shape.time } ?? true,
      "a rotary table of another shape")
    let slopeSlice = slopes.map { values in
      let slice: BufferSlice<Scalar> = arena.allocate(values.count, of: 0)
      slice.copy(from: values.map { Scalar($0) })
      return slice
    }
    // Only the backward pass reads probabilities again: without it all layers share one buffer.
    return record(
      AttentionOperation(
        x: x, shape: shape, slopes: slopeSlice, rotary: rotary, documentStarts: documentStarts,
        probabilities: isTraining
          ? kept(shape.probabilityCount) : sharedScratch(shape.probabilityCount),
        products: AttentionProducts(shape, self),
        scratch: sharedScratch(AttentionKernel.scratchCount(shape)),
        scoreCount: AttentionKernel.scoreCount(shape),
        output: variable(rows: x.rows, columns: shape.outputWidth)))
  }
}

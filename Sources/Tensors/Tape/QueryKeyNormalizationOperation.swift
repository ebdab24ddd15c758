import Groundwork

/// Root-mean-square normalization of queries and keys; values pass through.
struct QueryKeyNormalizationOperation<Scalar: TensorScalar>: TapeOperation {
  /// Queries, keys and values side by side: (rows, `shape.rowWidth`), as the output is.
  let x: Variable<Scalar>
  /// (1, `groups.queryWidth`) and (1, `groups.keyWidth`).
  let queryGain: Variable<Scalar>
  let keyGain: Variable<Scalar>
  let shape: AttentionShape
  let groups: QueryKeyGroups
  let epsilon: Scalar
  let gainOffset: Scalar
  /// (rows, `groups.count`).
  let scales: BufferSlice<Scalar>
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [x] }

  var part: StepPart { .normalization }
  var forwardCost: KernelCost {
    KernelCost(operations: 4 * x.count, moving: 2 * x.count, of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(operations: 9 * x.count, moving: 3 * x.count, of: Scalar.self)
  }

  func forward() {
    QueryKeyNormalizationKernel.forward(
      x.value.pointer, queryGain: queryGain.value.pointer, keyGain: keyGain.value.pointer,
      into: output.value.pointer, scales: scales.pointer, rows: x.rows, shape: shape,
      groups: groups, epsilon: epsilon, gainOffset: gainOffset)
  }

  func backward() {
    guard let dOut = output.gradient, let dX = x.gradient else { return }
    precondition(!x.claimGradient(), "the normalization of queries and keys must own its input")
    QueryKeyNormalizationKernel.backward(
      outGradient: dOut.pointer, x.value.pointer, queryGain: queryGain.value.pointer,
      keyGain: keyGain.value.pointer, scales: scales.pointer, xGradient: dX.pointer,
      queryGainGradient: queryGain.addableGradient()?.pointer,
      keyGainGradient: keyGain.addableGradient()?.pointer, rows: x.rows, shape: shape,
      groups: groups, gainOffset: gainOffset)
  }
}

extension Tape {
  /// Queries and keys, each group of them scaled to mean square 1, times `gainOffset` plus its gain. No
  /// other operation may read `x`.
  ///
  /// - Shape: x and the result (batch · time, `shape.rowWidth`), the gains (1, `groups.queryWidth`)
  ///   and (1, `groups.keyWidth`).
  public func queryKeyNormalization(
    _ x: Variable<Scalar>, queryGain: Variable<Scalar>, keyGain: Variable<Scalar>,
    shape: AttentionShape, groups: QueryKeyGroups, epsilon: Double, gainOffset: Double = 0
  ) -> Variable<Scalar> {
    precondition(x.rows == shape.batch * shape.time && x.columns == shape.rowWidth)
    precondition(queryGain.count == groups.queryWidth && keyGain.count == groups.keyWidth)
    return record(
      QueryKeyNormalizationOperation(
        x: x, queryGain: queryGain, keyGain: keyGain, shape: shape, groups: groups,
        epsilon: Scalar(epsilon), gainOffset: Scalar(gainOffset),
        scales: kept(x.rows * groups.count),
        output: variable(rows: x.rows, columns: x.columns)))
  }
}

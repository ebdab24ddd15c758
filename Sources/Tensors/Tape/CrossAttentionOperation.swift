import Groundwork

/// Multi-head attention in which every query sees the first keys, as many as it is told.
struct CrossAttentionOperation<Scalar: TensorScalar>: TapeOperation {
  /// (batch · queryTime, width), as the output is.
  let queries: Variable<Scalar>
  /// (batch · keyTime, 2 · width).
  let keysValues: Variable<Scalar>
  /// (batch · queryTime).
  let visibleCounts: BufferSlice<Int32>
  let bias: RelativeBias<Scalar>?
  let shape: CrossAttentionShape
  /// (batch, headCount, queryTime, keyTime).
  let probabilities: BufferSlice<Scalar>
  /// (queryTime, keyTime).
  let scratch: BufferSlice<Scalar>
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [queries, keysValues] }

  var part: StepPart { .attention }
  var forwardCost: KernelCost {
    KernelCost(
      operations: 4 * shape.probabilityCount * shape.headWidth,
      moving: queries.count + keysValues.count + output.count + shape.probabilityCount,
      of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(
      operations: 8 * shape.probabilityCount * shape.headWidth,
      moving: 2 * (queries.count + keysValues.count) + output.count + shape.probabilityCount,
      of: Scalar.self)
  }

  private var kernelBias: CrossAttentionKernel.Bias<Scalar>? {
    bias.map { .init(table: $0.table.value.pointer, buckets: $0.buckets.pointer) }
  }

  func forward() {
    CrossAttentionKernel.forward(
      queries: queries.value.pointer, keysValues: keysValues.value.pointer,
      visibleCounts: visibleCounts.pointer, bias: kernelBias,
      probabilities: probabilities.pointer, into: output.value.pointer, shape: shape)
  }

  func backward() {
    guard let dOut = output.gradient, let dQueries = queries.gradient,
      let dKeysValues = keysValues.gradient
    else { return }
    CrossAttentionKernel.backward(
      outGradient: dOut.pointer, queries: queries.value.pointer,
      keysValues: keysValues.value.pointer, visibleCounts: visibleCounts.pointer,
      bias: kernelBias, probabilities: probabilities.pointer,
      into: .init(
        queries: dQueries.pointer, addsToQueries: queries.claimGradient(),
        keysValues: dKeysValues.pointer, addsToKeysValues: keysValues.claimGradient(),
        table: bias?.table.addableGradient()?.pointer),
      scratch: scratch.pointer, shape: shape)
  }
}

/// A learned bias of the scores for each bucket of distances and each head; layers share one.
public struct RelativeBias<Scalar: TensorScalar> {
  /// (bucket count, headCount).
  public let table: Variable<Scalar>
  /// (queryTime + keyTime − 1): see `RelativePositions.table`.
  public let buckets: BufferSlice<Int32>

  /// The biases between two sequences.
  public init(
    table: Variable<Scalar>, positions: RelativePositions, queryTime: Int, keyTime: Int,
    arena: Arena
  ) {
    precondition(table.rows == positions.bucketCount, "as many biases as buckets")
    let buckets: BufferSlice<Int32> = arena.allocate(queryTime + keyTime - 1, of: 0)
    if !arena.isDryRun {
      buckets.copy(from: positions.table(queryTime: queryTime, keyTime: keyTime))
    }
    (self.table, self.buckets) = (table, buckets)
  }
}

extension Tape {
  /// Attention of queries to the keys and values of another sequence, or of their own.
  ///
  /// - Parameters:
  ///   - visibleCounts: (batch · queryTime), how many of the first keys each query sees, from 0 to
  ///     keyTime; read at every forward pass.
  ///   - bias: what is added to the scores by distance; nil for nothing.
  /// - Shape: queries and the result (batch · queryTime, width), keysValues (batch · keyTime,
  ///   2 · width): keys, then values.
  public func crossAttention(
    queries: Variable<Scalar>, keysValues: Variable<Scalar>, visibleCounts: BufferSlice<Int32>,
    bias: RelativeBias<Scalar>? = nil, shape: CrossAttentionShape
  ) -> Variable<Scalar> {
    precondition(
      queries.rows == shape.batch * shape.queryTime && queries.columns == shape.width,
      "queries of another shape")
    precondition(
      keysValues.rows == shape.batch * shape.keyTime && keysValues.columns == 2 * shape.width,
      "keys and values of another shape")
    precondition(visibleCounts.count == queries.rows, "as many counts as queries")
    precondition(
      bias.map {
        $0.table.columns == shape.headCount
          && $0.buckets.count == shape.queryTime + shape.keyTime - 1
      } ?? true, "biases of another shape")
    return record(
      CrossAttentionOperation(
        queries: queries, keysValues: keysValues, visibleCounts: visibleCounts, bias: bias,
        shape: shape,
        probabilities: isTraining
          ? kept(shape.probabilityCount) : sharedScratch(shape.probabilityCount),
        scratch: sharedScratch(shape.queryTime * shape.keyTime),
        output: variable(rows: queries.rows, columns: shape.width)))
  }
}

import Groundwork

/// Rows of a table chosen by ids, plus those of the positions.
struct EmbeddingOperation<Scalar: TensorScalar>: TapeOperation {
  /// (batch · time).
  let ids: BufferSlice<Int32>
  /// (vocabulary, width).
  let table: Variable<Scalar>
  /// (≥ time, width).
  let positions: Variable<Scalar>?
  /// What the table's rows are multiplied by.
  let scale: Scalar
  let batch: Int
  let time: Int
  /// (batch · time, width).
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [] }

  var part: StepPart { .embedding }
  var forwardCost: KernelCost {
    KernelCost(
      operations: positions == nil ? 0 : output.count,
      moving: (positions == nil ? 2 : 3) * output.count, of: Scalar.self)
  }
  /// Rows are added to: read and written.
  var backwardCost: KernelCost {
    KernelCost(
      operations: (positions == nil ? 1 : 2) * output.count,
      moving: (positions == nil ? 3 : 5) * output.count, of: Scalar.self)
  }

  func forward() {
    EmbeddingKernel.forward(
      ids: ids.pointer, table: table.value.pointer, positions: positions?.value.pointer,
      into: output.value.pointer, batch: batch, time: time, width: output.columns, scale: scale)
  }

  func backward() {
    guard let dOut = output.gradient, let dTable = table.addableGradient() else { return }
    EmbeddingKernel.backward(
      outGradient: dOut.pointer, ids: ids.pointer, tableGradient: dTable.pointer,
      positionsGradient: positions?.addableGradient()?.pointer, batch: batch, time: time,
      width: output.columns, scale: scale)
  }
}

extension Tape {
  /// The embeddings of token ids times `scale`, with those of their positions added.
  ///
  /// - Shape: ids (batch · time), table (vocabulary, width), positions (≥ time, width), the result
  ///   (batch · time, width).
  public func embedding(
    _ ids: BufferSlice<Int32>, table: Variable<Scalar>, positions: Variable<Scalar>?,
    batch: Int, time: Int, scale: Double = 1
  ) -> Variable<Scalar> {
    precondition(ids.count == batch * time, "as many ids as batch · time")
    return record(
      EmbeddingOperation(
        ids: ids, table: table, positions: positions, scale: Scalar(scale), batch: batch,
        time: time,
        output: variable(rows: batch * time, columns: table.columns)))
  }
}

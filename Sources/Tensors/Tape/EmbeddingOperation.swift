import Groundwork

/// Rows of a table chosen by ids, plus those of the positions.
struct EmbeddingOperation<Scalar: TensorScalar>: TapeOperation {
  /// (batch · time).
  let ids: BufferSlice<Int32>
  /// (vocabulary, width).
  let table: EmbeddingTable<Scalar>
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
    let (out, width) = (output.value.pointer, output.columns)
    switch table {
    case .variable(let table):
      EmbeddingKernel.forward(
        ids: ids.pointer, table: table.value.pointer, positions: positions?.value.pointer,
        into: out, batch: batch, time: time, width: width, scale: scale)
    case .packed(let table):
      for row in 0..<output.rows {
        let target = out + row * width
        table.unpack(Int(ids[row]), target)
        if let positions {
          let position = positions.value.pointer + row % time * width
          for i in 0..<width { target[i] = scale * target[i] + position[i] }
        } else if scale != 1 {
          for i in 0..<width { target[i] *= scale }
        }
      }
    }
  }

  func backward() {
    guard case .variable(let table) = table, let dOut = output.gradient,
      let dTable = table.addableGradient()
    else { return }
    EmbeddingKernel.backward(
      outGradient: dOut.pointer, ids: ids.pointer, tableGradient: dTable.pointer,
      positionsGradient: positions?.addableGradient()?.pointer, batch: batch, time: time,
      width: output.columns, scale: scale)
  }
}

/// Rows for ids: a variable, or packed rows that stay as they are.
enum EmbeddingTable<Scalar: TensorScalar> {
  case variable(Variable<Scalar>)
  case packed(PackedRows<Scalar>)
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
    embedding(
      ids, .variable(table), width: table.columns, positions: positions, batch: batch, time: time,
      scale: scale)
  }

  /// The same with a table that stays packed.
  public func embedding(
    _ ids: BufferSlice<Int32>, packed table: PackedRows<Scalar>, positions: Variable<Scalar>?,
    batch: Int, time: Int, scale: Double = 1
  ) -> Variable<Scalar> {
    embedding(
      ids, .packed(table), width: table.columns, positions: positions, batch: batch, time: time,
      scale: scale)
  }

  private func embedding(
    _ ids: BufferSlice<Int32>, _ table: EmbeddingTable<Scalar>, width: Int,
    positions: Variable<Scalar>?, batch: Int, time: Int, scale: Double
  ) -> Variable<Scalar> {
    precondition(ids.count == batch * time, "as many ids as batch · time")
    return record(
      EmbeddingOperation(
        ids: ids, table: table, positions: positions, scale: Scalar(scale), batch: batch,
        time: time, output: variable(rows: batch * time, columns: width)))
  }
}

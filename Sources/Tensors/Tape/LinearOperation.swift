import Groundwork

/// out = x·Wᵀ + bias, plus a residual where there is one, plus what adapters add.
struct LinearOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, in).
  let x: Variable<Scalar>
  /// (out, in).
  let weight: LinearMatrix<Scalar>
  /// (1, out).
  let bias: Variable<Scalar>?
  /// (rows, out), as the output is.
  let residual: Variable<Scalar>?
  let updates: [LowRankUpdate<Scalar>]
  let products: LinearProducts<Scalar>
  /// Whether this operation rounds x, or W, for itself and for those after it.
  let roundsInput: Bool
  let roundsWeight: Bool
  /// For the updates; nothing in it outlives a pass.
  let scratch: BufferSlice<Scalar>?
  /// For ∂L/∂out, rounded.
  let roundedScratch: BufferSlice<UInt16>?
  let part: StepPart
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { residual.map { [x, $0] } ?? [x] }
  // A residual that is x itself cannot share the buffer: the last product reads ∂L/∂out while it
  // writes ∂L/∂x.
  var gradientAlias: Variable<Scalar>? { residual === x ? nil : residual }

  private var weightCount: Int { weight.rows * weight.columns }

  var forwardCost: KernelCost {
    KernelCost(
      operations: 2 * output.count * x.columns
        + updates.reduce(0) { $0 + $1.forwardOperations(rows: x.rows) },
      moving: x.count + weightCount + (bias?.count ?? 0) + (residual?.count ?? 0) + output.count,
      of: Scalar.self)
  }

  /// Two products, one where the matrix is frozen; ∂L/∂residual lies in ∂L/∂out's buffer.
  var backwardCost: KernelCost {
    let products = weight.isTrained ? 2 : 1
    return KernelCost(
      operations: 2 * products * output.count * x.columns
        + updates.reduce(0) { $0 + $1.backwardOperations(rows: x.rows) },
      moving: output.count + products * (x.count + weightCount) + (bias?.count ?? 0),
      of: Scalar.self)
  }

  func forward() {
    let out = output.value.pointer
    // What is added is laid down first, and the product added to it: no pass of its own.
    switch (residual, bias) {
    case (let residual?, let bias?):
      VectorKernels.addRowVector(
        residual.value.pointer, bias.value.pointer, into: out, rows: output.rows,
        columns: output.columns)
    case (let residual?, nil):
      VectorKernels.copy(residual.value.pointer, to: out, count: output.count)
    case (nil, let bias?):
      VectorKernels.broadcast(
        bias.value.pointer, toRowsOf: out, rows: output.rows, columns: output.columns)
    case (nil, nil): break
    }
    restoreKept()
    if roundsWeight, case .variable(let weight) = weight, let rounded = weight.rounded {
      BFloat16Kernel.round(weight.value.pointer, into: rounded.pointer, count: weight.count)
    }
    weight.multiply(
      products.operand(x), into: out, accumulating: residual != nil || bias != nil, by: products)
    if let scratch { for update in updates { update.add(of: x, to: output, scratch: scratch) } }
  }

  /// The rounded copy of x is the one thing that is kept besides the output.
  func restoreKept() {
    if roundsInput, let rounded = x.rounded {
      BFloat16Kernel.round(x.value.pointer, into: rounded.pointer, count: x.count)
    }
  }

  func backward() {
    guard let dOut = output.gradient else { return }
    let factor = biasGradientAndOperand(dOut)
    if case .variable(let weight) = weight, let dWeight = weight.gradient {
      products.addWeightGradient(
        factor.base, products.operand(x), into: dWeight.pointer,
        accumulating: weight.claimGradient())
    }
    if let residual, let dResidual = residual.gradient {
      let isShared = dResidual.pointer == dOut.pointer
      if !residual.claimGradient() {
        if !isShared { VectorKernels.copy(dOut.pointer, to: dResidual.pointer, count: dOut.count) }
      } else if !isShared {
        VectorKernels.add(dOut.pointer, to: dResidual.pointer, count: dOut.count)
      }
    }
    if let dX = x.gradient {
      weight.multiplyBack(
        factor, into: dX.pointer, accumulating: x.claimGradient(), by: products)
    }
    if let scratch {
      for update in updates {
        update.backward(
          outGradient: dOut.pointer, outputs: output.columns, x: x, scratch: scratch)
      }
    }
  }

  /// Adds up ∂L/∂bias; returns ∂L/∂out as products read it.
  private func biasGradientAndOperand(_ dOut: BufferSlice<Scalar>) -> ProductOperand {
    let (rows, columns) = (output.rows, output.columns)
    let dBias = bias?.gradient
    let isNew = bias.map { !$0.claimGradient() } ?? true
    guard let roundedScratch else {
      if let dBias {
        VectorKernels.addColumnSums(
          of: dOut.pointer, rows: rows, columns: columns, to: dBias.pointer, overwriting: isNew)
      }
      return ProductOperand(dOut.pointer)
    }
    if let dBias {
      BFloat16Kernel.round(
        dOut.pointer, into: roundedScratch.pointer, rows: rows, columns: columns,
        addingColumnSumsTo: dBias.pointer, overwriting: isNew)
    } else {
      BFloat16Kernel.round(dOut.pointer, into: roundedScratch.pointer, count: dOut.count)
    }
    return ProductOperand(rounded: roundedScratch)
  }
}

extension Tape {
  /// x·Wᵀ + bias + residual, and what adapters add.
  ///
  /// - Parameters:
  ///   - updates: of the adapters of this layer; all read x.
  ///   - part: what a stopwatch books the product on.
  /// - Shape: x (rows, in), weight (out, in), bias (1, out), residual and the result (rows, out).
  /// - Complexity: 2 · rows · in · out operations forward, twice as many backward.
  public func linear(
    _ x: Variable<Scalar>, weight: Variable<Scalar>, bias: Variable<Scalar>? = nil,
    residual: Variable<Scalar>? = nil, updates: [LowRankUpdate<Scalar>] = [],
    part: StepPart = .linear
  ) -> Variable<Scalar> {
    linear(
      x, matrix: .variable(weight), bias: bias, residual: residual, updates: updates, part: part)
  }

  /// The same with a matrix that stays packed: unpacked once for each pass, and never trained.
  public func linear(
    _ x: Variable<Scalar>, packed weight: PackedRows<Scalar>, bias: Variable<Scalar>? = nil,
    residual: Variable<Scalar>? = nil, updates: [LowRankUpdate<Scalar>] = [],
    part: StepPart = .linear
  ) -> Variable<Scalar> {
    let blockCount = weight.blockRows * weight.columns
    let rounded: BufferSlice<UInt16>? =
      isRounding ? sharedRounded(blockCount, for: .packedRows) : nil
    return linear(
      x, matrix: .packed(weight, scratch: sharedScratch(blockCount), rounded: rounded), bias: bias,
      residual: residual,
      updates: updates, part: part)
  }

  private func linear(
    _ x: Variable<Scalar>, matrix: LinearMatrix<Scalar>, bias: Variable<Scalar>?,
    residual: Variable<Scalar>?, updates: [LowRankUpdate<Scalar>], part: StepPart
  ) -> Variable<Scalar> {
    precondition(x.columns == matrix.columns, "x·Wᵀ: x and W differ in width")
    for update in updates {
      precondition(
        update.down.columns == x.columns && update.firstOutput >= 0
          && update.firstOutput + update.up.rows <= matrix.rows,
        "an update of another shape than its layer")
    }
    let roundsInput = isRounding && x.rounded == nil
    if roundsInput { x.rounded = keptRounded(of: x) }
    var roundsWeight = false
    if isRounding, case .variable(let weight) = matrix, weight.rounded == nil {
      // Whoever trains keeps rounded copies; a matrix without one is rounded in every pass.
      weight.rounded = arena.allocate(weight.count, of: 0)
      roundsWeight = true
    }
    let room = updates.map { $0.scratchCount(rows: x.rows) }.max()
    return record(
      LinearOperation(
        x: x, weight: matrix, bias: bias, residual: residual, updates: updates,
        products: LinearProducts(
          self, count: x.rows, inputs: matrix.columns, outputs: matrix.rows, blocks: matrix.blocks,
          isTrained: matrix.isTrained),
        roundsInput: roundsInput && !x.isRoundedByProducer, roundsWeight: roundsWeight,
        scratch: room.map { sharedScratch($0) },
        roundedScratch: isRounding && isTraining
          ? sharedRounded(x.rows * matrix.rows, for: .outGradient) : nil,
        part: part, output: variable(rows: x.rows, columns: matrix.rows)))
  }
}

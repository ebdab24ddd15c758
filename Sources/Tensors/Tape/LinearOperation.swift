/// out = x·Wᵀ + bias, plus a residual where there is one.
struct LinearOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, in).
  let x: Variable<Scalar>
  /// (out, in).
  let weight: Variable<Scalar>
  /// (1, out).
  let bias: Variable<Scalar>?
  /// (rows, out), as the output is.
  let residual: Variable<Scalar>?
  let part: StepPart
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { residual.map { [x, $0] } ?? [x] }
  // A residual that is x itself cannot share the buffer: the last product reads ∂L/∂out while it
  // writes ∂L/∂x.
  var gradientAlias: Variable<Scalar>? { residual === x ? nil : residual }

  var forwardCost: KernelCost {
    KernelCost(
      operations: 2 * output.count * x.columns,
      moving: x.count + weight.count + (bias?.count ?? 0) + (residual?.count ?? 0) + output.count,
      of: Scalar.self)
  }

  /// Two products; ∂L/∂residual lies in ∂L/∂out's buffer.
  var backwardCost: KernelCost {
    KernelCost(
      operations: 4 * output.count * x.columns,
      moving: output.count + 2 * x.count + 2 * weight.count + (bias?.count ?? 0), of: Scalar.self)
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
    Scalar.matrixProduct(
      x.value.pointer, stride: x.columns, transposed: false,
      weight.value.pointer, stride: weight.columns, transposed: true,
      into: out, stride: output.columns, rows: x.rows, columns: output.columns, inner: x.columns,
      alpha: 1, beta: residual == nil && bias == nil ? 0 : 1)
  }

  func backward() {
    guard let dOut = output.gradient else { return }
    if let dWeight = weight.gradient {
      Scalar.matrixProduct(
        dOut.pointer, stride: output.columns, transposed: true,
        x.value.pointer, stride: x.columns, transposed: false,
        into: dWeight.pointer, stride: weight.columns, rows: weight.rows, columns: weight.columns,
        inner: x.rows, alpha: 1, beta: weight.claimGradient() ? 1 : 0)
    }
    if let bias, let dBias = bias.gradient {
      VectorKernels.addColumnSums(
        of: dOut.pointer, rows: output.rows, columns: output.columns, to: dBias.pointer,
        overwriting: !bias.claimGradient())
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
      Scalar.matrixProduct(
        dOut.pointer, stride: output.columns, transposed: false,
        weight.value.pointer, stride: weight.columns, transposed: false,
        into: dX.pointer, stride: x.columns, rows: x.rows, columns: x.columns,
        inner: output.columns, alpha: 1, beta: x.claimGradient() ? 1 : 0)
    }
  }
}

extension Tape {
  /// x·Wᵀ + bias + residual.
  ///
  /// - Parameter part: what a stopwatch books the product on.
  /// - Shape: x (rows, in), weight (out, in), bias (1, out), residual and the result (rows, out).
  /// - Complexity: 2 · rows · in · out operations forward, twice as many backward.
  public func linear(
    _ x: Variable<Scalar>, weight: Variable<Scalar>, bias: Variable<Scalar>? = nil,
    residual: Variable<Scalar>? = nil, part: StepPart = .linear
  ) -> Variable<Scalar> {
    precondition(x.columns == weight.columns, "x·Wᵀ: x and W differ in width")
    return record(
      LinearOperation(
        x: x, weight: weight, bias: bias, residual: residual, part: part,
        output: variable(rows: x.rows, columns: weight.rows)))
  }
}

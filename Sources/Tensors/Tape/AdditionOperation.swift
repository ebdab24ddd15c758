/// x + residual, where no product comes last that could add it.
struct AdditionOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, columns), as the residual and the output are.
  let x: Variable<Scalar>
  let residual: Variable<Scalar>
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [x, residual] }
  var gradientAlias: Variable<Scalar>? { residual }

  var part: StepPart { .normalization }
  var forwardCost: KernelCost {
    KernelCost(operations: x.count, moving: 3 * x.count, of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(operations: 0, moving: 2 * x.count, of: Scalar.self)
  }

  func forward() {
    VectorKernels.copy(residual.value.pointer, to: output.value.pointer, count: x.count)
    VectorKernels.add(x.value.pointer, to: output.value.pointer, count: x.count)
  }

  func backward() {
    guard let dOut = output.gradient else { return }
    for input in [x, residual] {
      guard let gradient = input.gradient else { continue }
      let isShared = gradient.pointer == dOut.pointer
      if input.claimGradient() {
        // What stands in a shared buffer is ∂L/∂out itself, and nothing else yet.
        precondition(!isShared, "an output's gradient in the place of another one")
        VectorKernels.add(dOut.pointer, to: gradient.pointer, count: dOut.count)
      } else if !isShared {
        VectorKernels.copy(dOut.pointer, to: gradient.pointer, count: dOut.count)
      }
    }
  }
}

extension Tape {
  /// x + residual, element by element.
  ///
  /// - Shape: x, residual and the result (rows, columns).
  public func add(_ x: Variable<Scalar>, to residual: Variable<Scalar>) -> Variable<Scalar> {
    precondition(
      x !== residual && x.rows == residual.rows && x.columns == residual.columns,
      "what is added must be two variables of one shape")
    return record(
      AdditionOperation(
        x: x, residual: residual, output: variable(rows: x.rows, columns: x.columns)))
  }
}

/// c · tanh(x / c), element by element.
struct SoftCapOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, columns), as the output is.
  let x: Variable<Scalar>
  let cap: Scalar
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [x] }

  var part: StepPart { .head }
  var forwardCost: KernelCost {
    KernelCost(
      operations: (KernelCost.exponentialOperations + 4) * x.count, moving: 2 * x.count,
      of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(
      operations: (KernelCost.exponentialOperations + 6) * x.count, moving: 3 * x.count,
      of: Scalar.self)
  }

  func forward() {
    VectorKernels.copy(x.value.pointer, to: output.value.pointer, count: x.count)
    SoftCapKernel.forward(inPlace: output.value.pointer, count: x.count, cap: cap)
  }

  func backward() {
    guard let dOut = output.gradient, let dX = x.gradient else { return }
    precondition(!x.claimGradient(), "a soft cap must own its input")
    VectorKernels.copy(dOut.pointer, to: dX.pointer, count: x.count)
    SoftCapKernel.backward(gradient: dX.pointer, before: x.value.pointer, count: x.count, cap: cap)
  }
}

extension Tape {
  /// c · tanh(x / c). No other operation may read `x`.
  ///
  /// - Shape: x and the result (rows, columns).
  public func softCap(_ x: Variable<Scalar>, at cap: Double) -> Variable<Scalar> {
    record(
      SoftCapOperation(
        x: x, cap: Scalar(cap), output: variable(rows: x.rows, columns: x.columns)))
  }
}

/// silu(gate) · up, element by element.
struct SwiGLUOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, columns), as `up` and the output are. In training the values of both become derivatives
  /// once the output is computed: see `SwiGLUKernel`.
  let gate: Variable<Scalar>
  let up: Variable<Scalar>
  let isTraining: Bool
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [gate, up] }
  var gradientAlias: Variable<Scalar>? { gate }

  var part: StepPart { .activation }
  /// The output and both derivatives.
  var forwardCost: KernelCost {
    KernelCost(
      operations: (KernelCost.exponentialOperations + (isTraining ? 8 : 3)) * gate.count,
      moving: (isTraining ? 5 : 3) * gate.count, of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(operations: 2 * gate.count, moving: 5 * gate.count, of: Scalar.self)
  }

  func forward() {
    if isTraining {
      SwiGLUKernel.forward(
        replacingWithDerivatives: gate.value.pointer, up.value.pointer,
        into: output.value.pointer, count: gate.count)
    } else {
      SwiGLUKernel.forward(
        gate.value.pointer, up.value.pointer, into: output.value.pointer, count: gate.count)
    }
  }

  func backward() {
    guard let dOut = output.gradient, let dGate = gate.gradient, let dUp = up.gradient else {
      return
    }
    precondition(
      !gate.claimGradient() && dGate.pointer == dOut.pointer, "SwiGLU must own its gate")
    SwiGLUKernel.backward(
      gradient: dGate.pointer, gateDerivative: gate.value.pointer,
      upDerivative: up.value.pointer, upGradient: dUp.pointer, accumulating: up.claimGradient(),
      count: gate.count)
  }
}

extension Tape {
  /// silu(gate) · up. No other operation may read the two: training overwrites them.
  ///
  /// - Shape: gate, up and the result (rows, columns).
  public func swiGLU(gate: Variable<Scalar>, up: Variable<Scalar>) -> Variable<Scalar> {
    precondition(
      gate !== up && gate.rows == up.rows && gate.columns == up.columns,
      "gate and up must be two variables of one shape")
    return record(
      SwiGLUOperation(
        gate: gate, up: up, isTraining: isTraining,
        output: variable(rows: gate.rows, columns: gate.columns)))
  }
}

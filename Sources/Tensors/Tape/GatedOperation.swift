/// What a gated unit makes of its gate.
public enum GateActivation: Hashable, Sendable {
  /// `SwiGLUKernel`.
  case silu
  /// GELU in its tanh form: `GeGLUKernel`.
  case gelu
}

/// activation(gate) · up, element by element.
struct GatedOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, columns), as `up` and the output are. In training the values of both become derivatives
  /// once the output is computed: see `SwiGLUKernel`.
  let gate: Variable<Scalar>
  let up: Variable<Scalar>
  let activation: GateActivation
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
    output.produce { first, rows in
      let (offset, count) = (first &* gate.columns, rows &* gate.columns)
      let (gates, ups) = (gate.value.pointer + offset, up.value.pointer + offset)
      let out = output.value.pointer + offset
      switch (activation, isTraining) {
      case (.silu, true):
        SwiGLUKernel.forward(replacingWithDerivatives: gates, ups, into: out, count: count)
      case (.silu, false): SwiGLUKernel.forward(gates, ups, into: out, count: count)
      case (.gelu, true):
        GeGLUKernel.forward(replacingWithDerivatives: gates, ups, into: out, count: count)
      case (.gelu, false): GeGLUKernel.forward(gates, ups, into: out, count: count)
      }
    }
  }

  func backward() {
    guard let dOut = output.gradient, let dGate = gate.gradient, let dUp = up.gradient else {
      return
    }
    precondition(
      !gate.claimGradient() && dGate.pointer == dOut.pointer, "a gated unit must own its gate")
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
    gated(gate, up: up, activation: .silu)
  }

  /// activation(gate) · up. No other operation may read the two: training overwrites them.
  ///
  /// - Shape: gate, up and the result (rows, columns).
  public func gated(
    _ gate: Variable<Scalar>, up: Variable<Scalar>, activation: GateActivation
  ) -> Variable<Scalar> {
    precondition(
      gate !== up && gate.rows == up.rows && gate.columns == up.columns,
      "gate and up must be two variables of one shape")
    return record(
      GatedOperation(
        gate: gate, up: up, activation: activation, isTraining: isTraining,
        output: roundedVariable(rows: gate.rows, columns: gate.columns)))
  }
}

/// GELU, element by element.
struct GELUOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, columns), as the output is. In training its value becomes GELU′ once GELU is computed:
  /// see `GELUKernel`.
  let x: Variable<Scalar>
  let isTraining: Bool
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [x] }
  var gradientAlias: Variable<Scalar>? { x }

  var part: StepPart { .activation }
  /// GELU and its derivative.
  var forwardCost: KernelCost {
    KernelCost(
      operations: (KernelCost.exponentialOperations + (isTraining ? 15 : 7)) * x.count,
      moving: (isTraining ? 3 : 2) * x.count, of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(operations: x.count, moving: 3 * x.count, of: Scalar.self)
  }

  func forward() {
    if isTraining {
      GELUKernel.forward(
        replacingWithDerivative: x.value.pointer, into: output.value.pointer, count: x.count)
    } else {
      GELUKernel.forward(x.value.pointer, into: output.value.pointer, count: x.count)
    }
  }

  func backward() {
    guard let dOut = output.gradient, let dX = x.gradient else { return }
    precondition(!x.claimGradient() && dX.pointer == dOut.pointer, "GELU must own its input")
    GELUKernel.backward(gradient: dX.pointer, derivative: x.value.pointer, count: x.count)
  }
}

extension Tape {
  /// GELU(x), in its tanh form. No other operation may read `x`: training overwrites it.
  ///
  /// - Shape: x and the result (rows, columns).
  public func gelu(_ x: Variable<Scalar>) -> Variable<Scalar> {
    record(
      GELUOperation(
        x: x, isTraining: isTraining, output: variable(rows: x.rows, columns: x.columns)))
  }
}

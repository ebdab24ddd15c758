/// The forms of the Gaussian error linear unit.
public enum GELUForm: Hashable, Sendable {
  /// `GELUKernel`.
  case tanh
  /// `ExactGELUKernel`.
  case exact
}

/// GELU, element by element.
struct GELUOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, columns), as the output is. In training its value becomes GELU′ once GELU is computed:
  /// see `GELUKernel`.
  let x: Variable<Scalar>
  let form: GELUForm
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
    output.produce { first, rows in
      let (offset, count) = (first &* x.columns, rows &* x.columns)
      let (input, out) = (x.value.pointer + offset, output.value.pointer + offset)
      switch (form, isTraining) {
      case (.tanh, true):
        GELUKernel.forward(replacingWithDerivative: input, into: out, count: count)
      case (.tanh, false): GELUKernel.forward(input, into: out, count: count)
      case (.exact, true):
        ExactGELUKernel.forward(replacingWithDerivative: input, into: out, count: count)
      case (.exact, false): ExactGELUKernel.forward(input, into: out, count: count)
      }
    }
  }

  func backward() {
    guard let dOut = output.gradient, let dX = x.gradient else { return }
    precondition(!x.claimGradient() && dX.pointer == dOut.pointer, "GELU must own its input")
    GELUKernel.backward(gradient: dX.pointer, derivative: x.value.pointer, count: x.count)
  }
}

extension Tape {
  /// GELU(x). No other operation may read `x`: training overwrites it.
  ///
  /// - Shape: x and the result (rows, columns).
  public func gelu(_ x: Variable<Scalar>, form: GELUForm = .tanh) -> Variable<Scalar> {
    record(
      GELUOperation(
        x: x, form: form, isTraining: isTraining,
        output: roundedVariable(rows: x.rows, columns: x.columns)))
  }
}

/// max(0, x), element by element.
struct ReLUOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, columns), as the output is.
  let x: Variable<Scalar>
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [x] }
  var gradientAlias: Variable<Scalar>? { x }

  var part: StepPart { .activation }
  var forwardCost: KernelCost {
    KernelCost(operations: x.count, moving: 2 * x.count, of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(operations: x.count, moving: 3 * x.count, of: Scalar.self)
  }

  func forward() {
    output.produce { first, rows in
      let (offset, count) = (first &* x.columns, rows &* x.columns)
      ReLUKernel.forward(
        x.value.pointer + offset, into: output.value.pointer + offset, count: count)
    }
  }

  func backward() {
    guard let dOut = output.gradient, let dX = x.gradient else { return }
    precondition(!x.claimGradient() && dX.pointer == dOut.pointer, "ReLU must own its input")
    ReLUKernel.backward(gradient: dX.pointer, output: output.value.pointer, count: x.count)
  }
}

extension Tape {
  /// max(0, x). No other operation may read `x`: the gradients of both share their place.
  ///
  /// - Shape: x and the result (rows, columns).
  public func relu(_ x: Variable<Scalar>) -> Variable<Scalar> {
    record(ReLUOperation(x: x, output: roundedVariable(rows: x.rows, columns: x.columns)))
  }
}

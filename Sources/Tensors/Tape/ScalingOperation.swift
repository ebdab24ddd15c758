/// factor · x, element by element.
struct ScalingOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, columns), as the output is.
  let x: Variable<Scalar>
  let factor: Scalar
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [x] }

  var part: StepPart { .normalization }
  var forwardCost: KernelCost {
    KernelCost(operations: x.count, moving: 2 * x.count, of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(operations: x.count, moving: 2 * x.count, of: Scalar.self)
  }

  func forward() {
    let (input, out) = (x.value.pointer, output.value.pointer)
    for i in 0..<x.count { out[i] = factor * input[i] }
  }

  func backward() {
    guard let dOut = output.gradient, let dX = x.gradient else { return }
    let (source, target) = (dOut.pointer, dX.pointer)
    if x.claimGradient() {
      for i in 0..<x.count { target[i] += factor * source[i] }
    } else {
      for i in 0..<x.count { target[i] = factor * source[i] }
    }
  }
}

extension Tape {
  /// factor · x, element by element.
  ///
  /// - Shape: x and the result (rows, columns).
  public func scale(_ x: Variable<Scalar>, by factor: Double) -> Variable<Scalar> {
    record(
      ScalingOperation(
        x: x, factor: Scalar(factor), output: variable(rows: x.rows, columns: x.columns)))
  }
}

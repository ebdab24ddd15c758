import Groundwork

/// Root-mean-square normalization of every row.
struct RMSNormalizationOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, width), as the output is.
  let x: Variable<Scalar>
  /// (1, width).
  let gain: Variable<Scalar>
  let epsilon: Scalar
  /// Added to each gain: see `RMSNormalizationKernel`.
  let gainOffset: Scalar
  /// (rows).
  let scales: BufferSlice<Scalar>
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [x] }

  var part: StepPart { .normalization }
  var forwardCost: KernelCost {
    KernelCost(operations: 4 * x.count, moving: 2 * x.count, of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(operations: 9 * x.count, moving: 3 * x.count, of: Scalar.self)
  }

  func forward() {
    output.produce { first, rows in
      let offset = first &* x.columns
      RMSNormalizationKernel.forward(
        x.value.pointer + offset, gain: gain.value.pointer, into: output.value.pointer + offset,
        scales: scales.pointer + first, rows: rows, width: x.columns, epsilon: epsilon,
        gainOffset: gainOffset)
    }
  }

  func backward() {
    guard let dOut = output.gradient, let dX = x.gradient else { return }
    RMSNormalizationKernel.backward(
      outGradient: dOut.pointer, x.value.pointer, gain: gain.value.pointer,
      scales: scales.pointer, xGradient: dX.pointer, accumulating: x.claimGradient(),
      gainGradient: gain.addableGradient()?.pointer, rows: x.rows, width: x.columns,
      gainOffset: gainOffset)
  }
}

extension Tape {
  /// Each row, scaled to mean square 1, times `gainOffset + gain`.
  ///
  /// - Shape: x and the result (rows, width), gain (1, width).
  public func rmsNormalization(
    _ x: Variable<Scalar>, gain: Variable<Scalar>, epsilon: Double = 1e-6,
    gainOffset: Double = 0
  ) -> Variable<Scalar> {
    record(
      RMSNormalizationOperation(
        x: x, gain: gain, epsilon: Scalar(epsilon), gainOffset: Scalar(gainOffset),
        scales: kept(x.rows),
        output: roundedVariable(rows: x.rows, columns: x.columns)))
  }
}

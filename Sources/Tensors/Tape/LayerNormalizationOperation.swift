import Groundwork

/// Layer normalization of every row.
struct LayerNormalizationOperation<Scalar: TensorScalar>: TapeOperation {
  /// (rows, width), as the output is.
  let x: Variable<Scalar>
  /// (1, width), as `bias` is.
  let gain: Variable<Scalar>
  let bias: Variable<Scalar>
  let epsilon: Scalar
  /// (rows), as `scales` is.
  let means: BufferSlice<Scalar>
  let scales: BufferSlice<Scalar>
  let output: Variable<Scalar>

  var inputs: [Variable<Scalar>] { [x] }

  var part: StepPart { .normalization }
  var forwardCost: KernelCost {
    KernelCost(operations: 8 * x.count, moving: 2 * x.count, of: Scalar.self)
  }
  var backwardCost: KernelCost {
    KernelCost(operations: 16 * x.count, moving: 3 * x.count, of: Scalar.self)
  }

  func forward() {
    output.produce { first, rows in
      let offset = first &* x.columns
      LayerNormalizationKernel.forward(
        x.value.pointer + offset, gain: gain.value.pointer, bias: bias.value.pointer,
        into: output.value.pointer + offset, means: means.pointer + first,
        scales: scales.pointer + first, rows: rows, width: x.columns, epsilon: epsilon)
    }
  }

  func backward() {
    guard let dOut = output.gradient, let dX = x.gradient else { return }
    // Gain and bias are trained together, or not at all.
    let dGain = gain.addableGradient()
    let dBias = bias.addableGradient()
    LayerNormalizationKernel.backward(
      outGradient: dOut.pointer, x.value.pointer, gain: gain.value.pointer,
      means: means.pointer, scales: scales.pointer, xGradient: dX.pointer,
      accumulating: x.claimGradient(), gainGradient: dGain?.pointer,
      biasGradient: dBias?.pointer, rows: x.rows, width: x.columns)
  }
}

extension Tape {
  /// Each row, shifted and scaled to mean 0 and variance 1, times `gain`, plus `bias`.
  ///
  /// - Shape: x and the result (rows, width), gain and bias (1, width).
  public func layerNormalization(
    _ x: Variable<Scalar>, gain: Variable<Scalar>, bias: Variable<Scalar>, epsilon: Double = 1e-5
  ) -> Variable<Scalar> {
    record(
      LayerNormalizationOperation(
        x: x, gain: gain, bias: bias, epsilon: Scalar(epsilon),
        means: kept(x.rows), scales: kept(x.rows),
        output: roundedVariable(rows: x.rows, columns: x.columns)))
  }
}

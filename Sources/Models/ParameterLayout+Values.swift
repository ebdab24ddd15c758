import Groundwork
import Tensors

/// What a flat buffer of values is to its layout.
extension ParameterLayout {
  /// Sets every parameter to its first value: see `ParameterStore.initialize`.
  ///
  /// - Parameters:
  ///   - layerCount: the layers whose matrices write to one residual stream.
  ///   - gain: the first value of gains.
  func initialize<Scalar: TensorScalar>(
    _ values: BufferSlice<Scalar>, seed: UInt64, standardDeviation: Double, layerCount: Int,
    gain: Double
  ) {
    let root = RandomStream(seed: seed)
    let residual = standardDeviation / (2 * Double(layerCount)).squareRoot()
    for specification in specifications {
      let slice = values.part(specification.offset, specification.count)
      switch specification.role {
      case .gain: slice.fill(Scalar(gain))
      case .bias: slice.fill(0)
      case .embedding, .matrix, .residualMatrix:
        let deviation = specification.role == .residualMatrix ? residual : standardDeviation
        var stream = root.fork(specification.name)
        for i in 0..<slice.count { slice[i] = Scalar(deviation * stream.normal()) }
      }
    }
  }

  /// A variable for each parameter, over a flat buffer of values and one of gradients.
  func variables<Scalar: TensorScalar>(
    _ values: BufferSlice<Scalar>, gradients: BufferSlice<Scalar>?,
    rounded: BufferSlice<UInt16>? = nil
  ) -> [String: Variable<Scalar>] {
    Dictionary(
      uniqueKeysWithValues: specifications.map { specification in
        let (offset, count) = (specification.offset, specification.count)
        return (
          specification.name,
          Variable(
            rows: specification.rows, columns: specification.columns,
            value: values.part(offset, count), gradient: gradients?.part(offset, count),
            rounded: rounded?.part(offset, count))
        )
      })
  }
}

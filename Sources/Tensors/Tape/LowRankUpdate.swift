import Groundwork

/// What an adapter adds to some of a linear layer's outputs: scale · x·Aᵀ·Bᵀ (Hu et al. 2021, arXiv
/// 2106.09685, equation 3).
public struct LowRankUpdate<Scalar: TensorScalar> {
  /// A: (rank, in).
  public let down: Variable<Scalar>
  /// B: (outputs, rank).
  public let up: Variable<Scalar>
  /// The first of the outputs that it adds to; the others of its `up.rows` follow.
  public let firstOutput: Int
  public let scale: Scalar
  /// Sets some of x to zero, in training.
  public let dropout: InputDropout?
  /// The number by which the dropout knows the update.
  public let site: Int

  public init(
    down: Variable<Scalar>, up: Variable<Scalar>, firstOutput: Int, scale: Double,
    dropout: InputDropout? = nil, site: Int = 0
  ) {
    precondition(down.rows == up.columns, "A and B differ in rank")
    (self.down, self.up, self.firstOutput) = (down, up, firstOutput)
    (self.dropout, self.site) = (dropout, site)
    self.scale = Scalar(scale)
  }

  private var rank: Int { down.rows }

  /// Room for x·Aᵀ and its gradient, and for x where some of it is dropped.
  func scratchCount(rows: Int) -> Int {
    2 * rows * rank + (dropout == nil ? 0 : rows * down.columns)
  }

  /// 2·m·k·n for each of two products.
  func forwardOperations(rows: Int) -> Int { 2 * rows * rank * (down.columns + up.rows) }

  /// x·Aᵀ once more, and four products for the gradients.
  func backwardOperations(rows: Int) -> Int {
    2 * rows * rank * (3 * down.columns + 2 * up.rows)
  }

  /// x, or what dropout leaves of it.
  private func read(
    _ x: Variable<Scalar>, _ scratch: BufferSlice<Scalar>
  ) -> UnsafeMutablePointer<Scalar> {
    guard let dropout, dropout.isOn else { return x.value.pointer }
    let rest = scratch.pointer + 2 * x.rows * rank
    dropout.apply(
      to: x.value.pointer, rows: x.rows, columns: x.columns, site: site, into: rest,
      accumulating: false)
    return rest
  }

  /// hidden = x·Aᵀ, (rows, rank).
  private func project(
    _ values: UnsafeMutablePointer<Scalar>, _ x: Variable<Scalar>,
    into hidden: UnsafeMutablePointer<Scalar>
  ) {
    Scalar.matrixProduct(
      values, stride: x.columns, transposed: false,
      down.value.pointer, stride: down.columns, transposed: true,
      into: hidden, stride: rank, rows: x.rows, columns: rank, inner: x.columns, alpha: 1, beta: 0)
  }

  func add(
    of x: Variable<Scalar>, to output: Variable<Scalar>, scratch: BufferSlice<Scalar>
  ) {
    project(read(x, scratch), x, into: scratch.pointer)
    Scalar.matrixProduct(
      scratch.pointer, stride: rank, transposed: false,
      up.value.pointer, stride: rank, transposed: true,
      into: output.value.pointer + firstOutput, stride: output.columns, rows: x.rows,
      columns: up.rows, inner: rank, alpha: scale, beta: 1)
  }

  /// From ∂L/∂out to ∂L/∂A, ∂L/∂B and, added to what stands there, ∂L/∂x.
  ///
  /// x·Aᵀ is computed again: that takes rank / outputs of the layer's own product, and saves a buffer
  /// for each adapter.
  func backward(
    outGradient: UnsafeMutablePointer<Scalar>, outputs: Int, x: Variable<Scalar>,
    scratch: BufferSlice<Scalar>
  ) {
    let dOut = outGradient + firstOutput
    let hidden = scratch.pointer
    let dHidden = hidden + x.rows * rank
    let values = read(x, scratch)
    if let dUp = up.gradient {
      project(values, x, into: hidden)
      Scalar.matrixProduct(
        dOut, stride: outputs, transposed: true, hidden, stride: rank, transposed: false,
        into: dUp.pointer, stride: rank, rows: up.rows, columns: rank, inner: x.rows, alpha: scale,
        beta: up.claimGradient() ? 1 : 0)
    }
    // Transposed, (rank, rows): for a narrow result OpenBLAS's loops for AVX-512 take memory at every call.
    Scalar.matrixProduct(
      up.value.pointer, stride: rank, transposed: true, dOut, stride: outputs, transposed: true,
      into: dHidden, stride: x.rows, rows: rank, columns: x.rows, inner: up.rows, alpha: scale,
      beta: 0)
    if let dDown = down.gradient {
      Scalar.matrixProduct(
        dHidden, stride: x.rows, transposed: false, values, stride: x.columns,
        transposed: false, into: dDown.pointer, stride: down.columns, rows: rank,
        columns: down.columns, inner: x.rows, alpha: 1, beta: down.claimGradient() ? 1 : 0)
    }
    if let dX = x.gradient {
      let isAdded = x.claimGradient()
      // Before some of it is dropped, the gradient stands where x stood.
      let isDropped = dropout?.isOn == true
      Scalar.matrixProduct(
        dHidden, stride: x.rows, transposed: true, down.value.pointer, stride: down.columns,
        transposed: false, into: isDropped ? values : dX.pointer, stride: x.columns, rows: x.rows,
        columns: x.columns, inner: rank, alpha: 1, beta: isAdded && !isDropped ? 1 : 0)
      guard isDropped, let dropout else { return }
      dropout.apply(
        to: values, rows: x.rows, columns: x.columns, site: site, into: dX.pointer,
        accumulating: isAdded)
    }
  }
}

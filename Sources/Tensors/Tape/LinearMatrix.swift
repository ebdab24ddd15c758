import Groundwork

/// The rows of a matrix that is kept in some form of its own and never trained: unpacked whenever they
/// are multiplied, a few at a time.
public struct PackedRows<Scalar: TensorScalar> {
  public let rows: Int
  public let columns: Int
  /// Writes a row's `columns` elements.
  public let unpack: (_ row: Int, _ target: UnsafeMutablePointer<Scalar>) -> Void

  public init(
    rows: Int, columns: Int, unpack: @escaping (Int, UnsafeMutablePointer<Scalar>) -> Void
  ) {
    (self.rows, self.columns, self.unpack) = (rows, columns, unpack)
  }

  /// The rows that are unpacked at a time: some two megabytes of them, which a core's cache holds.
  var blockRows: Int {
    min(rows, max(1, (1 << 21) / (max(1, columns) * MemoryLayout<Scalar>.stride)))
  }

  /// Unpacks all rows, block after block, into one place.
  ///
  /// - Parameter body: is given the first row of each block, and how many there are.
  func forEachBlock(into scratch: BufferSlice<Scalar>, _ body: (_ first: Int, _ count: Int) -> Void)
  {
    var first = 0
    while first < rows {
      let count = min(blockRows, rows - first)
      for row in 0..<count { unpack(first + row, scratch.pointer + row * columns) }
      body(first, count)
      first += count
    }
  }
}

/// The matrix of a linear layer, (out, in): a variable, or packed rows that stay as they are.
enum LinearMatrix<Scalar: TensorScalar> {
  case variable(Variable<Scalar>)
  case packed(PackedRows<Scalar>, scratch: BufferSlice<Scalar>)

  var rows: Int {
    switch self {
    case .variable(let weight): weight.rows
    case .packed(let weight, _): weight.rows
    }
  }

  var columns: Int {
    switch self {
    case .variable(let weight): weight.columns
    case .packed(let weight, _): weight.columns
    }
  }

  /// Whether ∂L/∂W is wanted.
  var isTrained: Bool {
    switch self {
    case .variable(let weight): weight.gradient != nil
    case .packed: false
    }
  }

  /// out = x·Wᵀ, or out += x·Wᵀ.
  func multiply(
    _ x: Variable<Scalar>, into out: UnsafeMutablePointer<Scalar>, accumulating: Bool
  ) {
    func product(_ weight: UnsafeMutablePointer<Scalar>, _ first: Int, _ count: Int) {
      Scalar.matrixProduct(
        x.value.pointer, stride: columns, transposed: false,
        weight, stride: columns, transposed: true,
        into: out + first, stride: rows, rows: x.rows, columns: count, inner: columns,
        alpha: 1, beta: accumulating ? 1 : 0)
    }
    switch self {
    case .variable(let weight): product(weight.value.pointer, 0, rows)
    case .packed(let weight, let scratch):
      weight.forEachBlock(into: scratch) { product(scratch.pointer, $0, $1) }
    }
  }

  /// ∂L/∂x = ∂L/∂out·W, or is added to.
  func multiplyBack(
    _ dOut: UnsafeMutablePointer<Scalar>, into dX: UnsafeMutablePointer<Scalar>, count: Int,
    accumulating: Bool
  ) {
    func product(
      _ weight: UnsafeMutablePointer<Scalar>, _ first: Int, _ outputs: Int, _ accumulating: Bool
    ) {
      Scalar.matrixProduct(
        dOut + first, stride: rows, transposed: false,
        weight, stride: columns, transposed: false,
        into: dX, stride: columns, rows: count, columns: columns, inner: outputs,
        alpha: 1, beta: accumulating ? 1 : 0)
    }
    switch self {
    case .variable(let weight): product(weight.value.pointer, 0, rows, accumulating)
    case .packed(let weight, let scratch):
      weight.forEachBlock(into: scratch) { first, outputs in
        product(scratch.pointer, first, outputs, accumulating || first > 0)
      }
    }
  }
}

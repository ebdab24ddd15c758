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
  /// - rounded: room for the bfloat16 numbers of a block, where products read those.
  case packed(
    PackedRows<Scalar>, scratch: BufferSlice<Scalar>, rounded: BufferSlice<UInt16>?)

  var rows: Int {
    switch self {
    case .variable(let weight): weight.rows
    case .packed(let weight, _, _): weight.rows
    }
  }

  var columns: Int {
    switch self {
    case .variable(let weight): weight.columns
    case .packed(let weight, _, _): weight.columns
    }
  }

  /// Whether ∂L/∂W is wanted.
  var isTrained: Bool {
    switch self {
    case .variable(let weight): weight.gradient != nil
    case .packed: false
    }
  }

  /// How many rows are multiplied at a time: all, or full blocks and what is left.
  var blocks: Set<Int> {
    switch self {
    case .variable(let weight): [weight.rows]
    case .packed(let weight, _, _):
      weight.rows % weight.blockRows == 0
        ? [weight.blockRows] : [weight.blockRows, weight.rows % weight.blockRows]
    }
  }

  /// out = x·Wᵀ, or out += x·Wᵀ.
  func multiply(
    _ x: UnsafeRawPointer, into out: UnsafeMutablePointer<Scalar>, accumulating: Bool,
    by products: LinearProducts<Scalar>
  ) {
    forEachBlock(products) { first, count, weight in
      products.multiply(x, weight, block: count, into: out + first, accumulating: accumulating)
    }
  }

  /// ∂L/∂x = ∂L/∂out·W, or is added to.
  func multiplyBack(
    _ dOut: ProductOperand, into dX: UnsafeMutablePointer<Scalar>, accumulating: Bool,
    by products: LinearProducts<Scalar>
  ) {
    forEachBlock(products) { first, count, weight in
      products.multiplyBack(
        dOut + first, weight, block: count, into: dX,
        accumulating: accumulating || first > 0)
    }
  }

  /// - Parameter body: is given the first row of each block, how many there are, and what a product
  ///   reads of them.
  private func forEachBlock(
    _ products: LinearProducts<Scalar>,
    _ body: (_ first: Int, _ count: Int, _ weight: UnsafeRawPointer) -> Void
  ) {
    switch self {
    case .variable(let weight): body(0, rows, products.operand(weight))
    case .packed(let weight, let scratch, let rounded):
      weight.forEachBlock(into: scratch) { first, count in
        guard let rounded else { return body(first, count, UnsafeRawPointer(scratch.pointer)) }
        BFloat16Kernel.round(
          scratch.pointer, into: rounded.pointer, count: count * weight.columns)
        body(first, count, UnsafeRawPointer(rounded.pointer))
      }
    }
  }
}

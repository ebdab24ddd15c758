import Groundwork
import Tensors

/// What is known of the inputs x of some matrices after calibration: Σx² of each column or all of Σx·xᵀ.
public struct InputMoments: Sendable {
  public let columns: Int
  /// The inputs that were summed.
  public let count: Int
  /// Σx², one number a column.
  public let squares: [Double]
  /// Σx·xᵀ, (columns, columns), symmetric; nil where the squares alone were summed.
  public let products: [Double]?

  /// - Precondition: (columns, columns) products, whose diagonal the squares are.
  public init(columns: Int, count: Int, products: [Double]) {
    precondition(products.count == columns * columns, "products of another size")
    (self.columns, self.count) = (columns, count)
    squares = (0..<columns).map { products[$0 * columns + $0] }
    self.products = products
  }

  public init(count: Int, squares: [Double]) {
    (columns, self.count, self.squares, products) = (squares.count, count, squares, nil)
  }

  /// What a weight's squared error counts: the mean square of its column's inputs (llama.cpp's importance
  /// matrix). A column that calibration saw at rest counts a thousandth of the mean: other text may use it.
  public var importance: [Float] {
    let mean = squares.reduce(0, +) / Double(max(1, columns * count))
    guard mean > 0, mean.isFinite else { return Array(repeating: 1, count: columns) }
    return squares.map { Float(max($0 / Double(count) / mean, 1e-3)) }
  }
}

/// The Hessian of a layer's squared error, prepared for GPTQ: the order in which its columns are rounded, and the
/// factor that says what the error of each costs the others.
///
/// H = (2/n)·Σx·xᵀ, plus a share of its mean diagonal on the diagonal. A column that was always at rest has
/// nothing to do with the others and is simply rounded to the nearest (the paper's code sets it to zero, though
/// other text may need it).
///
/// Source: Frantar et al. 2022 (arXiv 2210.17323), §3.3 and the authors' code.
public struct GPTQHessian: Sendable {
  public let columns: Int
  /// The columns in the order in which they are rounded.
  public let order: [Int]
  /// U of H⁻¹ = UᵀU, (columns, columns) in that order, zero below the diagonal.
  public let upper: [Float]
  /// The damping that was needed, as a share of the mean diagonal.
  public let damping: Double

  /// - Parameters:
  ///   - damping: what is added to the diagonal, as a share of its mean; ten times as much is tried where H
  ///     is singular even so.
  ///   - isOrdered: columns are rounded from the largest diagonal element down ("act-order"), else from the
  ///     first to the last.
  /// - Throws: `RoundingError` where sums are no finite numbers, or not those of any inputs.
  public init(
    _ moments: InputMoments, damping: Double = 0.01, isOrdered: Bool
  ) throws(RoundingError) {
    guard let products = moments.products else {
      preconditionFailure("the products of inputs were not summed")
    }
    let n = moments.columns
    let scale = 2 / Double(max(1, moments.count))
    let diagonal = moments.squares.map { $0 * scale }
    guard diagonal.allSatisfy(\.isFinite) else { throw .inputsNotFinite }
    columns = n
    order =
      isOrdered
      ? (0..<n).sorted { (-diagonal[$0], $0) < (-diagonal[$1], $1) } : Array(0..<n)
    let mean = diagonal.reduce(0, +) / Double(max(1, n))
    var share = damping
    while true {
      var h = [Double](repeating: 0, count: n * n)
      for (row, i) in order.enumerated() {
        for (column, j) in order.enumerated() {
          h[row * n + column] = products[i * n + j] * scale
        }
        if diagonal[i] == 0 { h[row * n + row] = mean > 0 ? mean : 1 }
        h[row * n + row] += share * mean
      }
      if let factor = InverseFactor.upper(h, count: n) {
        upper = factor.map { Float($0) }
        self.damping = share
        return
      }
      guard share < 1 else { throw .notPositiveDefinite }
      share = max(10 * share, 1e-6)
    }
  }
}

import Tensors

/// The upper Cholesky factor U of a matrix's inverse: H⁻¹ = UᵀU.
///
/// With J the reversal of all rows or columns, let L·Lᵀ = J·H·J, L lower. Then U = J·L⁻¹·J: the inverse itself is
/// never formed. Computed in Double, by blocks whose products are OpenBLAS's.
enum InverseFactor {
  /// - Parameter h: symmetric, (n, n), row-major; used up.
  /// - Returns: U, (n, n), zero below the diagonal; nil where H is not positive definite.
  /// - Complexity: O(n³).
  static func upper(_ h: [Double], count n: Int) -> [Double]? {
    precondition(h.count == n * n, "a matrix of another size")
    var reversed = [Double](repeating: 0, count: n * n)
    for row in 0..<n {
      for column in 0..<n { reversed[row * n + column] = h[(n - 1 - row) * n + n - 1 - column] }
    }
    var inverse = [Double](repeating: 0, count: n * n)
    var scratch = [Double](repeating: 0, count: n * n)
    let isPositive = reversed.withUnsafeMutableBufferPointer { a in
      inverse.withUnsafeMutableBufferPointer { m in
        scratch.withUnsafeMutableBufferPointer { scratch in
          guard let a = a.baseAddress, let m = m.baseAddress, let scratch = scratch.baseAddress
          else { return true }
          return factor(a, inverse: m, count: n, stride: n, scratch)
        }
      }
    }
    guard isPositive else { return nil }
    for row in 0..<n {
      for column in 0..<n {
        reversed[row * n + column] = inverse[(n - 1 - row) * n + n - 1 - column]
      }
    }
    return reversed
  }

  private typealias Matrix = UnsafeMutablePointer<Double>

  /// Leaves L in the lower half of A, and L⁻¹ in `inverse`, which is zero at first.
  private static func factor(
    _ a: Matrix, inverse m: Matrix, count n: Int, stride s: Int, _ scratch: Matrix
  ) -> Bool {
    guard n > 48 else { return factorPlainly(a, inverse: m, count: n, stride: s) }
    let (h, rest) = (n / 2, n - n / 2)
    let (a21, a22, m21, m22) = (a + h * s, a + h * s + h, m + h * s, m + h * s + h)
    guard factor(a, inverse: m, count: h, stride: s, scratch) else { return false }
    // L₂₁ = A₂₁·L₁₁⁻ᵀ
    product(a21, m, transposed: true, into: scratch, (rest, h, h), (s, s, h), 1, 0)
    for row in 0..<rest { (a21 + row * s).update(from: scratch + row * h, count: h) }
    // A₂₂ − L₂₁·L₂₁ᵀ
    product(a21, a21, transposed: true, into: a22, (rest, rest, h), (s, s, s), -1, 1)
    guard factor(a22, inverse: m22, count: rest, stride: s, scratch) else { return false }
    // L⁻¹₂₁ = −L₂₂⁻¹·L₂₁·L₁₁⁻¹
    product(a21, m, transposed: false, into: scratch, (rest, h, h), (s, s, h), 1, 0)
    product(m22, scratch, transposed: false, into: m21, (rest, h, rest), (s, h, s), -1, 0)
    return true
  }

  private static func product(
    _ a: Matrix, _ b: Matrix, transposed: Bool, into c: Matrix,
    _ size: (rows: Int, columns: Int, inner: Int), _ strides: (a: Int, b: Int, c: Int),
    _ alpha: Double, _ beta: Double
  ) {
    Double.matrixProduct(
      a, stride: strides.a, transposed: false, b, stride: strides.b, transposed: transposed,
      into: c, stride: strides.c, rows: size.rows, columns: size.columns, inner: size.inner,
      alpha: alpha, beta: beta)
  }

  private static func factorPlainly(
    _ a: Matrix, inverse m: Matrix, count n: Int, stride s: Int
  ) -> Bool {
    for row in 0..<n {
      for column in 0...row {
        var sum = a[row * s + column]
        for k in 0..<column { sum -= a[row * s + k] * a[column * s + k] }
        guard row == column else {
          a[row * s + column] = sum / a[column * s + column]
          continue
        }
        guard sum > 0, sum.isFinite else { return false }
        a[row * s + row] = sum.squareRoot()
      }
    }
    for column in 0..<n {
      m[column * s + column] = 1 / a[column * s + column]
      for row in (column + 1)..<max(n, column + 1) {
        var sum = 0.0
        for k in column..<row { sum -= a[row * s + k] * m[k * s + column] }
        m[row * s + column] = sum / a[row * s + row]
      }
    }
    return true
  }
}

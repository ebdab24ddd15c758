/// A small symmetric matrix of a least-squares problem.
struct SymmetricMatrix {
  let size: Int
  private var values: [Double]

  init(size: Int) {
    self.size = size
    values = Array(repeating: 0, count: size * size)
  }

  /// The matrix of which the lower triangle stands row by row in a square of values.
  init(size: Int, lower: [Double]) {
    self.size = size
    values = lower
    for row in 0..<size {
      for column in 0..<row { values[column * size + row] = values[row * size + column] }
    }
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  /// Adds v·vᵀ.
  mutating func addSquare(of vector: [Double]) {
    for row in 0..<size {
      for column in 0..<size { self[row, column] += vector[row] * vector[column] }
    }
  }

  /// The inverse by Cholesky's factors, rows and columns first scaled to a diagonal of 1; nil where
  /// the matrix is singular within rounding, or not positive.
  func inverse() -> SymmetricMatrix? {
    guard let (factor, scale) = factors() else { return nil }
    var result = SymmetricMatrix(size: size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      factor.solve(&unit)
      for row in 0..<size { result[row, column] = unit[row] / (scale[row] * scale[column]) }
    }
    return result
  }

  /// The vector that the matrix turns into another; nil as for `inverse`.
  func solution(of vector: [Double]) -> [Double]? {
    guard let (factor, scale) = factors() else { return nil }
    var result = zip(vector, scale).map { $0 / $1 }
    factor.solve(&result)
    return zip(result, scale).map { $0 / $1 }
  }

  /// The lower factor of the matrix scaled to a diagonal of 1, and the scale.
  private func factors() -> (factor: SymmetricMatrix, scale: [Double])? {
    let scale = (0..<size).map { self[$0, $0].squareRoot() }
    guard scale.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    var factor = SymmetricMatrix(size: size)
    for row in 0..<size {
      for column in 0...row {
        var sum = self[row, column] / (scale[row] * scale[column])
        for k in 0..<column { sum -= factor[row, k] * factor[column, k] }
        if row == column {
          guard sum > 1e-12 else { return nil }
          factor[row, row] = sum.squareRoot()
        } else {
          factor[row, column] = sum / factor[column, column]
        }
      }
    }
    return (factor, scale)
  }

  /// Solves with a lower factor: forwards, then backwards with its transpose.
  private func solve(_ vector: inout [Double]) {
    for row in 0..<size {
      var sum = vector[row]
      for k in 0..<row { sum -= self[row, k] * vector[k] }
      vector[row] = sum / self[row, row]
    }
    for row in (0..<size).reversed() {
      var sum = vector[row]
      for k in (row + 1)..<max(size, row + 1) { sum -= self[k, row] * vector[k] }
      vector[row] = sum / self[row, row]
    }
  }

  /// The matrix times a vector.
  func times(_ vector: [Double]) -> [Double] {
    (0..<size).map { row in (0..<size).reduce(0) { $0 + self[row, $1] * vector[$1] } }
  }
}

import RealModule

/// What the residuals and the slopes at a minimum say about how well constants are known.
///
/// For penalties with slope ψ the covariance of the constants is s·(JᵀJ)⁻¹ with
/// s = (Σψ²/(n−k)) / (Σψ'/n)² (Huber 1981, chapter 7), J being the residuals' slopes. It presumes a
/// well-determined minimum; a bootstrap presumes less.
struct FitCurvature {
  /// Standard errors of the vector's elements; 0 for those held.
  let errors: [Double]

  /// Nil where the points do not determine the constants at all.
  init?(_ function: LawObjective, at vector: FitVector) {
    let free = function.free
    let rows = function.residuals.slopes(vector)
    guard rows.count > free.count, !free.isEmpty else { return nil }
    let scale = Self.scale(rows.map(\.residual), delta: function.delta, free: free.count)
    var normal = SymmetricMatrix(size: free.count)
    for row in rows { normal.addSquare(of: free.map { row.slopes[$0] }) }
    guard scale.inner > 0, let inverse = normal.inverse() else { return nil }
    var errors = [Double](repeating: 0, count: function.residuals.constantCount)
    let variance = scale.penalty * function.delta * function.delta / (scale.inner * scale.inner)
    for (row, place) in free.enumerated() {
      errors[place] = (variance * inverse[row, row]).squareRoot()
    }
    self.errors = errors
  }

  /// Σψ²/(n−k) in units of δ², and the mean of ψ': the share of residuals within δ.
  ///
  /// Where δ is far below the noise hardly a residual lies within it, and those that do are the ones
  /// that the fit runs through: the share is then counted over half a deviation and scaled down.
  static func scale(
    _ residuals: [Double], delta: Double, free: Int
  ) -> (penalty: Double, inner: Double) {
    let sizes = residuals.map { abs($0) }.sorted()
    let window = max(delta, 0.5 * sizes[sizes.count / 2] / 0.6745)
    let inside = Double(sizes.count { $0 <= window }) / Double(sizes.count)
    let squares = sizes.reduce(0) { $0 + min($1 / delta, 1) * min($1 / delta, 1) }
    return (squares / Double(max(1, sizes.count - free)), inside * delta / window)
  }
}

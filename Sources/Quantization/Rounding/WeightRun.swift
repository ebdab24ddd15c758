/// Weights that share a step and a base, and the searches for both.
///
/// All sums run over 16 weights at a time: reductions do not vectorise by themselves.
struct WeightRun {
  let weights: UnsafePointer<Float>
  /// What the squared error of each weight counts.
  let importance: UnsafePointer<Float>
  /// A multiple of 16.
  let count: Int

  /// Where the rungs lie: step · code + base.
  struct Grid: Equatable {
    var step: Float
    var base: Float = 0
  }

  private typealias Lanes = SIMD16<Float>

  private static func load(_ pointer: UnsafePointer<Float>, _ index: Int) -> Lanes {
    UnsafeRawPointer(pointer + index).loadUnaligned(as: Lanes.self)
  }

  /// The nearest whole numbers within a range, ties to even; adding 1.5·2²³ rounds.
  private static func rounded(_ x: Lanes, _ lowest: Float, _ highest: Float) -> Lanes {
    let bounded = pointwiseMax(
      pointwiseMin(x, Lanes(repeating: highest)), Lanes(repeating: lowest))
    return (bounded + 12_582_912) - 12_582_912
  }

  /// Σ importance · (weight − its nearest rung)².
  func error(_ grid: Grid, codes: ClosedRange<Int>) -> Float {
    let inverse = grid.step == 0 ? 0 : 1 / grid.step
    let (lowest, highest) = (Float(codes.lowerBound), Float(codes.upperBound))
    var sum = Lanes()
    for index in stride(from: 0, to: count, by: 16) {
      let x = Self.load(weights, index)
      let code = Self.rounded((x - grid.base) * inverse, lowest, highest)
      let gap = x - (code * grid.step + grid.base)
      sum += Self.load(importance, index) * gap * gap
    }
    return sum.sum()
  }

  /// The least and the largest weight.
  private var bounds: (least: Float, most: Float) {
    var (least, most) = (Self.load(weights, 0), Self.load(weights, 0))
    for index in stride(from: 16, to: count, by: 16) {
      least = pointwiseMin(least, Self.load(weights, index))
      most = pointwiseMax(most, Self.load(weights, index))
    }
    return (least.min(), most.max())
  }

  // MARK: - Grids that reach the extremes

  /// The grid on which the extreme weights lie.
  ///
  /// Around zero, the weight of largest magnitude gets the code of largest magnitude, with its sign. With a
  /// base, the grid reaches from the least weight to the largest.
  ///
  /// - Parameter isBelowZero: bases above zero are not to be had.
  func extremes(_ shape: GridShape, isBelowZero: Bool) -> Grid {
    let (least, most) = bounds
    guard shape.hasBase else {
      let isEven = shape.codes.lowerBound == -shape.codes.upperBound
      if isEven { return Grid(step: max(-least, most) / Float(shape.codes.upperBound)) }
      return Grid(step: (-least >= most ? least : most) / Float(shape.codes.lowerBound))
    }
    let base = isBelowZero ? min(0, least) : least
    return Grid(step: max(0, most - base) / Float(shape.codes.upperBound), base: base)
  }

  // MARK: - Grids of least squares

  /// The grid with the least squared error among those that a search finds: never a worse one than that of
  /// the extremes.
  ///
  /// Each candidate puts the extremes on some code, in or out of range, rounds the weights to it, and solves
  /// for the step (and base) with the least squared error for those codes.
  ///
  /// Source: the idea of `make_qx_quants` and `make_qkx3_quants` in ggml's `ggml-quants.c`.
  func leastSquares(_ shape: GridShape, isBelowZero: Bool) -> Grid {
    let plain = extremes(shape, isBelowZero: isBelowZero)
    guard plain.step != 0 else { return plain }
    let found = shape.hasBase ? fromBase(shape, plain, isBelowZero) : aroundZero(shape, plain)
    return error(found, codes: shape.codes) < error(plain, codes: shape.codes) ? found : plain
  }

  private func aroundZero(_ shape: GridShape, _ plain: Grid) -> Grid {
    let (lowest, highest) = (Float(shape.codes.lowerBound), Float(shape.codes.upperBound))
    let reach = abs(lowest)
    var best: (gain: Float, step: Float) = (-1, plain.step)
    func consider(_ inverse: Float) {
      var (product, square) = (Lanes(), Lanes())
      for index in stride(from: 0, to: count, by: 16) {
        let x = Self.load(weights, index)
        let code = Self.rounded(x * inverse, lowest, highest)
        let weighted = Self.load(importance, index) * code
        product += weighted * x
        square += weighted * code
      }
      let (xl, ll) = (product.sum(), square.sum())
      guard ll > 0 else { return }
      // The error is Σwx² − this.
      let gain = xl * xl / ll
      if gain > best.gain { best = (gain, xl / ll) }
    }
    for top in Self.tops(of: reach) { consider(top / reach / plain.step) }
    consider(1 / best.step)
    return Grid(step: best.step)
  }

  private func fromBase(_ shape: GridShape, _ plain: Grid, _ isBelowZero: Bool) -> Grid {
    let highest = Float(shape.codes.upperBound)
    var sums = (weight: Lanes(), x: Lanes())
    for index in stride(from: 0, to: count, by: 16) {
      let weight = Self.load(importance, index)
      sums.weight += weight
      sums.x += weight * Self.load(weights, index)
    }
    let (w, wx) = (Double(sums.weight.sum()), Double(sums.x.sum()))
    var best = (error: Double.infinity, grid: plain)
    func consider(_ base: Float, _ inverse: Float) {
      var (code, square, product) = (Lanes(), Lanes(), Lanes())
      for index in stride(from: 0, to: count, by: 16) {
        let x = Self.load(weights, index)
        let rounded = Self.rounded((x - base) * inverse, 0, highest)
        let weighted = Self.load(importance, index) * rounded
        code += weighted
        square += weighted * rounded
        product += weighted * x
      }
      let (l, ll, xl) = (Double(code.sum()), Double(square.sum()), Double(product.sum()))
      let determinant = w * ll - l * l
      guard determinant > 0, ll > 0 else { return }
      var step = (w * xl - wx * l) / determinant
      var base = (ll * wx - l * xl) / determinant
      if isBelowZero, base > 0 { (step, base) = (xl / ll, 0) }
      // But for Σwx², which all candidates share.
      let error =
        step * (step * ll - 2 * xl) + base * (base * w - 2 * wx) + 2 * step * base * l
      if error < best.error { best = (error, Grid(step: Float(step), base: Float(base))) }
    }
    for top in Self.tops(of: highest) { consider(plain.base, top / highest / plain.step) }
    consider(best.grid.base, 1 / best.grid.step)
    return best.grid
  }

  /// The codes that candidates put the extreme weight on: some just around the highest, and some beyond it,
  /// where the extreme is clipped for the sake of the others.
  private static func tops(of highest: Float) -> [Float] {
    (-9...9).map { highest + 0.1 * Float($0) } + (1...7).map { highest * (1 + 0.06 * Float($0)) }
  }
}

import RealModule

/// A domain's loss as a function of its share of the training text: L(r) = c + k·exp(t·r)
/// (Ye et al. 2024, arXiv 2403.16952, for two domains). Of more domains it is `MixtureLaw`.
///
///     let law = try MixingLaw.fit(shares: [0, 0.25, 0.5, 0.75, 1], losses: losses)
///     law.loss(0.6)
public struct MixingLaw: Codable, Hashable, Sendable {
  /// c, nats a token.
  public var floor: Double
  /// k.
  public var scale: Double
  /// t; negative where more of the domain helps.
  public var rate: Double

  public init(floor: Double, scale: Double, rate: Double) {
    self.floor = floor
    self.scale = scale
    self.rate = rate
  }

  /// The loss at a share of 0 to 1.
  public func loss(_ share: Double) -> Double { floor + scale * .exp(rate * share) }

  /// Least squares: for each rate the best c and k are a straight line's, so that only the rate has
  /// to be searched, over −40…40; nothing depends on a start.
  ///
  /// - Throws: `ScalingError` for fewer than four points or three shares, or shares outside 0…1.
  public static func fit(shares: [Double], losses: [Double]) throws(ScalingError) -> MixingLaw {
    guard shares.count == losses.count else {
      throw .impossible("\(shares.count) shares do not go with \(losses.count) losses")
    }
    guard shares.count >= 4 else {
      throw .tooFewPoints(count: shares.count, needed: 4, purpose: "a mixing law")
    }
    guard Set(shares).count >= 3 else {
      throw .tooFewPoints(
        count: Set(shares).count, needed: 3, purpose: "a mixing law's different shares")
    }
    guard shares.allSatisfy({ (0...1).contains($0) }), losses.allSatisfy(\.isFinite) else {
      throw .impossible("shares lie between 0 and 1, and losses are numbers")
    }
    func squares(_ rate: Double) -> Double { line(rate, shares, losses).squares }
    let grid = stride(from: -40.0, through: 40, by: 0.5).map { $0 }
    let values = grid.map(squares)
    let lowest = grid.indices.min { (values[$0], $0) < (values[$1], $1) } ?? 0
    var low = grid[max(lowest - 1, 0)]
    var high = grid[min(lowest + 1, grid.count - 1)]
    for _ in 0..<80 {
      let (left, right) = (low + 0.381_966 * (high - low), low + 0.618_034 * (high - low))
      if squares(left) <= squares(right) { high = right } else { low = left }
    }
    let rate = nonzero((low + high) / 2)
    let best = line(rate, shares, losses)
    let scale = best.slope / rate
    return MixingLaw(floor: best.intercept - scale, scale: scale, rate: rate)
  }

  /// The basis (exp(t·r) − 1)/t stays itself as t goes to 0, where it becomes r.
  private static func line(
    _ rate: Double, _ shares: [Double], _ losses: [Double]
  ) -> (intercept: Double, slope: Double, squares: Double) {
    let rate = nonzero(rate)
    let x = shares.map { Double.expMinusOne(rate * $0) / rate }
    let n = Double(x.count)
    let (meanX, meanY) = (x.reduce(0, +) / n, losses.reduce(0, +) / n)
    let spread = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    let slope =
      spread > 0 ? zip(x, losses).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / spread : 0
    let intercept = meanY - slope * meanX
    let squares = zip(x, losses).reduce(0) {
      let residual = $1.1 - intercept - slope * $1.0
      return $0 + residual * residual
    }
    return (intercept, slope, squares)
  }

  private static func nonzero(_ rate: Double) -> Double { abs(rate) < 1e-6 ? 1e-6 : rate }
}

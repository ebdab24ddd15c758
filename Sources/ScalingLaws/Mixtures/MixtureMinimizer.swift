/// The lowest place of a function of shares, for any number of domains: spectral projected gradients
/// (Birgin, Martínez and Raydan 2000, doi:10.1137/S1052623497330963).
///
///     let minimum = MixtureMinimizer().minimize(in: bounds, from: start) { shares, slopes in
///       for domain in shares.indices { slopes[domain] = … }
///       return loss
///     }
///
/// A step goes down the slope, is cut back to the allowed mixtures, and is as long as the last step's
/// change of slope tells. Nothing is drawn at random.
public struct MixtureMinimizer: Sendable {
  public var iterationLimit = 1_000
  /// Stops where a step down the slope, cut back to what is allowed, moves no share by more.
  public var tolerance = 1e-9
  /// A value may rise above the last one, but not above so many.
  private static let memory = 8

  public init() {}

  public struct Minimum: Equatable, Sendable {
    public var shares: [Double]
    public var value: Double
    public var hasConverged: Bool
  }

  /// A value, and its slope by each share.
  public typealias Function = (_ shares: [Double], _ slopes: inout [Double]) -> Double

  /// A local minimum, for convex functions the lowest, among the allowed mixtures.
  public func minimize(
    in bounds: ShareBounds, from start: [Double], _ function: Function
  ) -> Minimum {
    var shares = bounds.nearest(to: start)
    var slopes = [Double](repeating: 0, count: shares.count)
    var value = function(shares, &slopes)
    var best = Minimum(shares: shares, value: value, hasConverged: false)
    var lately = [value]
    var length = 1 / max(size(moved(shares, by: -1, slopes), in: bounds, from: shares), 1e-9)
    var nextSlopes = slopes
    for _ in 0..<iterationLimit {
      guard size(moved(shares, by: -1, slopes), in: bounds, from: shares) > tolerance else {
        best.hasConverged = true
        return best
      }
      let target = bounds.nearest(to: moved(shares, by: -length, slopes))
      let direction = zip(target, shares).map { $0 - $1 }
      let slope = dot(direction, slopes)
      guard slope < 0 else {
        best.hasConverged = length >= 1e-9
        return best
      }
      let limit = lately.max() ?? value
      var part = 1.0
      var next = target
      var nextValue = function(next, &nextSlopes)
      while !(nextValue <= limit + 1e-4 * part * slope), part > 1e-12 {
        part *= 0.5
        next = moved(shares, by: part, direction)
        nextValue = function(next, &nextSlopes)
      }
      guard nextValue <= limit else { return best }
      let step = zip(next, shares).map { $0 - $1 }
      let change = dot(step, zip(nextSlopes, slopes).map { $0 - $1 })
      length = change > 0 ? min(max(dot(step, step) / change, 1e-8), 1e6) : 1e6
      (shares, value) = (next, nextValue)
      swap(&slopes, &nextSlopes)
      lately.append(value)
      if lately.count > Self.memory { lately.removeFirst() }
      if value < best.value { best = Minimum(shares: shares, value: value, hasConverged: false) }
    }
    return best
  }

  /// How far a place lies from the shares once it is cut back.
  private func size(_ point: [Double], in bounds: ShareBounds, from shares: [Double]) -> Double {
    zip(bounds.nearest(to: point), shares).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  private func moved(_ point: [Double], by length: Double, _ direction: [Double]) -> [Double] {
    zip(point, direction).map { $0 + length * $1 }
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

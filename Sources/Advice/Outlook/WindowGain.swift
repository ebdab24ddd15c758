import Groundwork
import RealModule

/// What passages in the window are worth to a model that was trained on the field, and how that goes on.
///
/// A model that has learned the field has less to gain from passages of it. How much less each doubling of
/// the training leaves is read off the last two measurements, and goes on so, give or take half as much.
public struct WindowGain: Sendable {
  public struct Point: Hashable, Sendable {
    /// That it was trained on; 0 for the model as it was given.
    public let tokens: Double
    /// Bits per byte by which the window makes the same pieces cheaper.
    public let gain: Double

    public init(tokens: Double, gain: Double) { (self.tokens, self.gain) = (tokens, gain) }
  }

  public let points: [Point]

  public init(_ points: [Point]) { self.points = points.sorted { $0.tokens < $1.tokens } }

  /// ln of what a doubling leaves; a first training counts as three.
  private var rate: Double {
    guard points.count > 1 else { return 0 }
    let (former, last) = (points[points.count - 2], points[points.count - 1])
    guard former.gain > 0, last.gain > 0, last.tokens > former.tokens else { return 0 }
    let doublings = former.tokens > 0 ? max(1, .log2(last.tokens / former.tokens)) : 3
    return min(max(.log(last.gain / former.gain) / doublings, -0.7), 0.1)
  }

  private static let leastSpread = 0.1

  /// By what the last gain is to be multiplied after so many tokens, as draws.
  public func factors(at tokens: Double, count: Int, seed: UInt64 = 5) -> [Double] {
    guard let last = points.last, last.tokens > 0, tokens > last.tokens else {
      return [Double](repeating: 1, count: count)
    }
    let doublings = Double.log2(tokens / last.tokens)
    let spread = abs(rate) / 2 + Self.leastSpread
    var stream = RandomStream(seed: seed).fork("window")
    return (0..<count).map { _ in .exp(doublings * (rate + spread * stream.normal())) }
  }

  /// Gains of the same pieces differ by so little from seed to seed.
  private static let noise = 0.003

  /// Whether the earlier gains foretold the last one; nil for fewer than three.
  public var backTest: BackTest? {
    guard points.count >= 3, let last = points.last else { return nil }
    let earlier = WindowGain(Array(points.dropLast()))
    let known = earlier.points.last?.gain ?? 0
    var stream = RandomStream(seed: 6).fork("window")
    let draws = earlier.factors(at: last.tokens, count: 2_000).map {
      known * $0 + Self.noise * stream.normal()
    }
    return BackTest(
      shown: points.count - 1, [Forecast(x: last.tokens, draws: draws)], measured: [last.gain])
  }
}

import Groundwork
import RealModule

/// Curves of a grid, each weighed by how well it explains what was measured, with the scale of the errors
/// integrated out: what `LearningCurve` and `ScratchLaw` foretell with.
struct WeighedHypotheses<Hypothesis: Sendable>: Sendable {
  private(set) var hypotheses: [Hypothesis] = []
  private var logWeights: [Double] = []
  /// Differences this small are noise, whatever the points say.
  let noise: Double
  /// Points, and what the noise is worth in points.
  private let degrees: Double
  private static var priorDegrees: Double { 2 }
  private static var drawCount: Int { 2_000 }

  init(pointCount: Int, noise: Double) {
    self.noise = noise
    degrees = Double(pointCount) + Self.priorDegrees
  }

  /// Takes a hypothesis in.
  ///
  /// - Parameters:
  ///   - misses: by how much it misses each point.
  ///   - prior: how likely it is before any point is seen, beside others.
  ///   - make: is given the usual size of what it leaves unexplained.
  mutating func add(misses: [Double], prior: Double = 1, _ make: (_ spread: Double) -> Hypothesis) {
    let squares = misses.reduce(Self.priorDegrees * noise * noise) { $0 + $1 * $1 }
    hypotheses.append(make((squares / degrees).squareRoot()))
    logWeights.append(.log(prior) - degrees / 2 * .log(squares))
  }

  /// The running sums of the weights, the largest of which is 1.
  private(set) var cumulative: [Double] = []

  /// To be called when all have been added.
  mutating func weigh() {
    let highest = logWeights.max() ?? 0
    var sum = 0.0
    cumulative = logWeights.map { weight in
      sum += .exp(weight - highest)
      return sum
    }
  }

  var isEmpty: Bool { !(cumulative.last ?? 0 > 0) }

  /// What runs would give, as draws; the same hypotheses at every place, so that forecasts go together.
  ///
  /// - Parameters:
  ///   - factor: how many times the longest run lies behind the forecast.
  ///   - expected: what a hypothesis has there, at the longest run, as its floor, and leaves unexplained.
  func draws(
    seed: UInt64, factor: Double,
    _ expected: (Hypothesis) -> (there: Double, here: Double, floor: Double, spread: Double)
  ) -> [Double] {
    var stream = RandomStream(seed: seed).fork("forecast")
    let formError = Self.formError(factor)
    return (0..<Self.drawCount).map { _ in
      let (there, here, floor, spread) = expected(
        hypotheses[stream.index(cumulative: cumulative)])
      let left = Self.remainder(
        of: there - floor, after: here - floor, formError: formError, &stream)
      // Nothing is predicted at less than no bits, whatever a curve leaves unexplained.
      return max(floor + left + stream.normal() * max(noise, spread), 0)
    }
  }

  /// What hypotheses say, drawn by their weights, without what they leave unexplained.
  func chosen(seed: UInt64, _ value: (Hypothesis) -> Double) -> [Double] {
    guard !isEmpty else { return [] }
    var stream = RandomStream(seed: seed).fork("chosen")
    return (0..<Self.drawCount).map { _ in
      value(hypotheses[stream.index(cumulative: cumulative)])
    }
  }

  /// What they say in the mean.
  func mean(_ value: (Hypothesis) -> Double) -> Double {
    guard let all = cumulative.last, all > 0 else { return .nan }
    var (sum, before) = (0.0, 0.0)
    for (hypothesis, place) in zip(hypotheses, cumulative) {
      // What weighs next to nothing is not worked out.
      if place - before > 1e-9 * all { sum += (place - before) * value(hypothesis) }
      before = place
    }
    return sum / all
  }

  /// No curve is a power law for ever: schedules, rates and text differ with the length of a run. How much of
  /// what was left at the last point is still left is uncertain, by a factor of its logarithm that grows with
  /// the distance. How much was chosen on eleven curves of built-in worlds, so that bands held what they say
  /// one doubling on and eight times on.
  private static func formError(_ factor: Double) -> Double {
    factor > 1 ? formErrorPerDoubling * .log2(factor) : 0
  }

  private static var formErrorPerDoubling: Double { 0.2 }

  /// What is left above the floor, drawn; never less than nothing.
  private static func remainder(
    of expected: Double, after before: Double, formError: Double, _ stream: inout RandomStream
  ) -> Double {
    guard expected > 0, before > expected, formError > 0 else { return expected }
    return before * .pow(expected / before, .exp(formError * stream.normal()))
  }
}

/// A forecast as draws.
public struct Forecast: Hashable, Sendable {
  /// Tokens, or operations.
  public let x: Double
  public let draws: [Double]
  public var median: Double { SegmentScores.median(draws) ?? 0 }
  public func interval(level: Double = 0.8) -> ClosedRange<Double> {
    SegmentScores.middle(draws, level: level)
  }
}

/// Whether what was fitted to the first runs foretold the last third.
public struct BackTest: Codable, Hashable, Sendable {
  public let shown: Int
  /// What it said and what came, of each run that it was not shown.
  public let foretold: [Double]
  public let measured: [Double]
  /// How many lay within their 95 % band.
  public let within: Int

  init(shown: Int, _ forecasts: [Forecast], measured: [Double]) {
    self.shown = shown
    foretold = forecasts.map(\.median)
    self.measured = measured
    within = zip(forecasts, measured).count { $0.interval(level: 0.95).contains($1) }
  }

  /// The largest miss, in bits per byte.
  public var worst: Double {
    zip(foretold, measured).map { abs($0 - $1) }.max() ?? .infinity
  }
  /// It failed where a run lay outside its 95 % band.
  public var isPassed: Bool { !measured.isEmpty && within == measured.count }

  /// How many of so many runs are hidden.
  static func hidden(of count: Int) -> Int { max(1, count / 3) }
}

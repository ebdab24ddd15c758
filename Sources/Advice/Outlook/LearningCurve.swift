import RealModule

/// How bits per byte fall with what is spent, and how far that can be foretold.
///
///     let curve = LearningCurve(points, start: 0.79)      // continuing begins at the model as it is
///     curve.forecast(at: 4e5).interval(level: 0.8)
///     curve.backTest                                      // does it foretell its own last points?
///
/// The form is a power law with a floor that may begin slowly,
/// L(x) = F + (S − F)·(1 + (x/x₀)^γ)^(−β/γ); S is the start where it is known (x = 0 is the model as it is),
/// and free where it is not. Beside that it may rise a little with each doubling. A handful of points fixes
/// none of F, x₀, β and γ. So none is chosen: all of a grid are kept, each weighed by how well it explains the
/// points, and the forecast is what they say together (a posterior over a grid, the scale of the errors
/// integrated out). Where points do not tell, the band is wide.
public struct LearningCurve: Sendable {
  public struct Point: Codable, Hashable, Sendable {
    /// Tokens or operations, positive.
    public var x: Double
    /// Bits per byte.
    public var y: Double

    public init(x: Double, y: Double) { (self.x, self.y) = (x, y) }
  }

  public let points: [Point]
  public let start: Double?
  /// Differences this small are noise, whatever the points say: another seed gives them.
  public let noise: Double
  private let weighed: WeighedHypotheses<Hypothesis>

  /// One curve of the grid.
  private struct Hypothesis {
    let floor: Double
    let start: Double
    let scale: Double
    let exponent: Double
    /// How soon it begins to fall: 1 as a power law does, less for one that begins slowly and goes on longer.
    let onset: Double
    /// Bits a byte by which it rises beside that, with each doubling: see `riseShare`.
    let rise: Double
    /// The usual size of what it leaves unexplained.
    let spread: Double

    func fall(_ x: Double) -> Double {
      floor + (start - floor) * Self.shape(x / scale, exponent, onset)
    }

    static func doublings(_ x: Double, last: Double) -> Double { .log2(1 + x / last) }

    static func shape(_ x: Double, _ exponent: Double, _ onset: Double) -> Double {
      .pow(1 + .pow(x, onset), -exponent / onset)
    }
  }

  private static let exponents = [0.1, 0.2, 0.35, 0.6, 1, 1.6, 2.5]
  private static let onsets = [0.3, 0.5, 0.75, 1, 1.3]
  /// Floors as shares of the lowest point: how low such a curve may come at all.
  private static let floors = stride(from: 0.05, through: 0.97, by: 0.08).map { $0 }
  /// The same below the lowest point, as shares of what was gained so far: a model may have learned nearly all
  /// that a text can teach it.
  private static let remainders = [0, 0.1, 0.3, 1]
  private static let scaleSteps = 28
  /// A model that is trained further may also become worse, as a high rate undoes more than a text that it
  /// half knows can teach: one hypothesis of five says so, and takes a quarter of what was gained for it.
  private static let riseShare = 0.25
  private static let risePrior = 0.25

  /// - Parameters:
  ///   - start: the value at x = 0, where it is known.
  ///   - noise: the standard deviation that a repetition with another seed has.
  public init(_ points: [Point], start: Double? = nil, noise: Double = 0.005) {
    let points = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    self.points = points
    self.start = start
    self.noise = noise
    var weighed = WeighedHypotheses<Hypothesis>(pointCount: points.count, noise: noise)
    guard let first = points.first, let last = points.last, first.x > 0 else {
      self.weighed = weighed
      return
    }
    let lowest = points.map(\.y).min() ?? 0
    let bends = Self.exponents.flatMap { exponent in Self.onsets.map { (exponent, $0) } }
    let gained = max((start ?? first.y) - lowest, 0)
    let floors = Self.floors.map { $0 * lowest } + Self.remainders.map { lowest - $0 * gained }
    for floor in floors where floor >= 0 {
      for (exponent, onset) in bends {
        for step in 0..<Self.scaleSteps {
          // From far below the first point to far above the last, where a curve has hardly begun to fall.
          let share = Double(step) / Double(Self.scaleSteps - 1)
          let scale = first.x / 100 * .pow(last.x / first.x * 10_000, share)
          let shape = points.map { Hypothesis.shape($0.x / scale, exponent, onset) }
          let begin = start ?? Self.start(points, shape, floor)
          guard begin > floor else { continue }
          for (rise, prior) in [(0, 1), (Self.riseShare * gained, Self.risePrior)] {
            let misses = zip(points, shape).map { point, shape in
              point.y - floor - (begin - floor) * shape
                - rise * Hypothesis.doublings(point.x, last: last.x)
            }
            weighed.add(misses: misses, prior: prior) { spread in
              Hypothesis(
                floor: floor, start: begin, scale: scale, exponent: exponent, onset: onset,
                rise: rise, spread: spread)
            }
          }
        }
      }
    }
    weighed.weigh()
    self.weighed = weighed
  }

  /// The start that suits the points best for a floor and a shape, by least squares.
  private static func start(_ points: [Point], _ shape: [Double], _ floor: Double) -> Double {
    let product = zip(points, shape).reduce(0) { $0 + ($1.0.y - floor) * $1.1 }
    let squares = shape.reduce(0) { $0 + $1 * $1 }
    return floor + (squares > 0 ? product / squares : 0)
  }

  /// Whether there is anything to foretell from.
  public var isUsable: Bool { points.count >= 2 && !weighed.isEmpty }

  /// What repetitions of a run at x would give.
  public func forecast(at x: Double, seed: UInt64 = 1) -> Forecast {
    guard isUsable else { return Forecast(x: x, draws: []) }
    let last = points.last?.x ?? x
    return Forecast(
      x: x,
      draws: weighed.draws(seed: seed, factor: x / last) {
        let risen = $0.rise * Hypothesis.doublings(x, last: last)
        return ($0.fall(x) + risen, $0.fall(last) + risen, $0.floor + risen, $0.spread)
      })
  }

  /// Nil where there are too few points to hide one: three with a known start, four without.
  public var backTest: BackTest? {
    guard points.count >= (start == nil ? 4 : 3) else { return nil }
    let hidden = BackTest.hidden(of: points.count)
    let earlier = LearningCurve(Array(points.dropLast(hidden)), start: start, noise: noise)
    return BackTest(
      shown: points.count - hidden, points.suffix(hidden).map { earlier.forecast(at: $0.x) },
      measured: points.suffix(hidden).map(\.y))
  }

  /// Beyond so many times the last point nothing is said: a doubling for each point that there is, and six
  /// doublings at most.
  public static func reach(points: Int) -> Double { .pow(2, Double(min(points, 6))) }
}

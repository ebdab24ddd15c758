import RealModule
import ScalingLaws

/// How good a new model gets: L(N, D) = E + A/N^α + B/D′^β in bits per byte, D′ the tokens with repetition
/// discounted (Muennighoff et al. 2023, arXiv 2305.16264).
///
/// As for `LearningCurve`, no set of constants is chosen: floors and exponents of a grid are kept, A and B of
/// each by least squares that allow no negative ones, weighed by how well they explain the runs.
public struct ScratchLaw: Sendable {
  public struct Run: Hashable, Sendable {
    public let parameters: Double
    public let tokens: Double
    /// Different tokens at hand.
    public let unique: Double
    public let bits: Double

    public init(parameters: Double, tokens: Double, unique: Double, bits: Double) {
      (self.parameters, self.tokens) = (parameters, tokens)
      (self.unique, self.bits) = (unique, bits)
    }

    var effectiveTokens: Double {
      RepeatedData.muennighoff.effectiveTokens(unique: unique, epochs: tokens / unique)
    }
    var compute: Double { 6 * parameters * tokens }
  }

  private struct Hypothesis {
    let floor, parameterScale, tokenScale, alpha, beta, spread: Double

    func value(parameters: Double, effective: Double) -> Double {
      floor + parameterScale * .pow(parameters, -alpha) + tokenScale * .pow(effective, -beta)
    }
  }

  public let runs: [Run]
  public let noise: Double
  private let weighed: WeighedHypotheses<Hypothesis>

  private static let exponents = stride(from: 0.1, through: 1.2, by: 0.1).map { $0 }
  private static let floors = stride(from: 0.05, through: 0.93, by: 0.08).map { $0 }

  public init(_ runs: [Run], noise: Double = 0.01) {
    self.runs = runs
    self.noise = noise
    let lowest = runs.map(\.bits).min() ?? 0
    var weighed = WeighedHypotheses<Hypothesis>(pointCount: runs.count, noise: noise)
    for floorShare in Self.floors where runs.count >= 3 {
      let floor = floorShare * lowest
      for alpha in Self.exponents {
        let size = runs.map { Double.pow($0.parameters, -alpha) }
        for beta in Self.exponents {
          let length = runs.map { Double.pow($0.effectiveTokens, -beta) }
          let (a, b) = Self.nonNegative(size, length, runs.map { $0.bits - floor })
          let misses = runs.indices.map { index in
            runs[index].bits - floor - a * size[index] - b * length[index]
          }
          weighed.add(misses: misses) { spread in
            Hypothesis(
              floor: floor, parameterScale: a, tokenScale: b, alpha: alpha, beta: beta,
              spread: spread)
          }
        }
      }
    }
    weighed.weigh()
    self.weighed = weighed
  }

  public var isUsable: Bool { runs.count >= 4 && !weighed.isEmpty }

  /// a·x + b·y nearest to z, neither below zero.
  static func nonNegative(
    _ x: [Double], _ y: [Double], _ z: [Double]
  ) -> (Double, Double) {
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let (xx, yy, xy, xz, yz) = (dot(x, x), dot(y, y), dot(x, y), dot(x, z), dot(y, z))
    let determinant = xx * yy - xy * xy
    if determinant > 1e-12 * xx * yy {
      let (a, b) = ((xz * yy - yz * xy) / determinant, (yz * xx - xz * xy) / determinant)
      if a >= 0, b >= 0 { return (a, b) }
    }
    let (a, b) = (max(0, xz / xx), max(0, yz / yy))
    // Of the two that use one alone, the better.
    func squares(_ a: Double, _ b: Double) -> Double {
      z.indices.reduce(0) { $0 + .pow(z[$1] - a * x[$1] - b * y[$1], 2) }
    }
    return squares(a, 0) < squares(0, b) ? (a, 0) : (0, b)
  }

  /// The best size and its forecast for a budget of operations, of as many different tokens as there are.
  ///
  /// - Parameters:
  ///   - sizes: the parameters that models may have.
  ///   - repetitions: text is read so often, at most.
  public func best(
    compute: Double, unique: Double, sizes: [Double] = ScratchLaw.usualSizes,
    repetitions: Double = 40
  ) -> (parameters: Double, tokens: Double, forecast: Forecast) {
    var best: (parameters: Double, tokens: Double, loss: Double)?
    let repeats = RepeatedData.muennighoff
    // The hypotheses that weigh most decide on the size.
    let weights = zip([0] + weighed.cumulative, weighed.cumulative).map { $1 - $0 }
    let heavy = weights.indices.sorted { weights[$0] > weights[$1] }.prefix(40)
    for parameters in sizes {
      let tokens = min(compute / (6 * parameters), unique * repetitions)
      guard tokens >= 1_000 else { continue }
      let effective = repeats.effectiveTokens(unique: unique, epochs: tokens / unique)
      var (loss, mass) = (0.0, 0.0)
      for index in heavy {
        loss +=
          weights[index]
          * weighed.hypotheses[index].value(parameters: parameters, effective: effective)
        mass += weights[index]
      }
      if mass > 0, best == nil || loss / mass < best?.loss ?? .infinity {
        best = (parameters, tokens, loss / mass)
      }
    }
    let (parameters, tokens, _) = best ?? (1e6, 1e6, .nan)
    return (
      parameters, tokens,
      forecast(parameters: parameters, tokens: tokens, unique: unique, x: compute)
    )
  }

  /// From 10⁴ to 10¹² parameters, twelve in a decade.
  public static let usualSizes = (0...96).map { 1e4 * Double.pow(10, Double($0) / 12) }

  /// What a run of this size and length would give.
  public func forecast(
    parameters: Double, tokens: Double, unique: Double, x: Double? = nil, seed: UInt64 = 2
  ) -> Forecast {
    let x = x ?? 6 * parameters * tokens
    guard isUsable else { return Forecast(x: x, draws: []) }
    let effective = RepeatedData.muennighoff.effectiveTokens(
      unique: unique, epochs: tokens / unique)
    // The fall beyond the dearest run is what the form may have wrong.
    let dearest = runs.max { ($0.compute, $0.tokens) < ($1.compute, $1.tokens) }
    let factor = 6 * parameters * tokens / max(dearest?.compute ?? 1, 1)
    return Forecast(
      x: x,
      draws: weighed.draws(seed: seed, factor: factor) { chosen in
        let there = chosen.value(parameters: parameters, effective: effective)
        let here =
          dearest.map { chosen.value(parameters: $0.parameters, effective: $0.effectiveTokens) }
          ?? there
        return (there, here, chosen.floor, chosen.spread)
      })
  }

  /// Whether the law of the cheaper runs foretold the dearest third.
  public var backTest: BackTest? {
    guard runs.count >= 6 else { return nil }
    let sorted = runs.sorted { ($0.compute, $0.parameters) < ($1.compute, $1.parameters) }
    let hidden = BackTest.hidden(of: runs.count)
    let earlier = ScratchLaw(Array(sorted.dropLast(hidden)), noise: noise)
    let forecasts = sorted.suffix(hidden).map {
      earlier.forecast(parameters: $0.parameters, tokens: $0.tokens, unique: $0.unique)
    }
    return BackTest(
      shown: runs.count - hidden, forecasts, measured: sorted.suffix(hidden).map(\.bits))
  }
}

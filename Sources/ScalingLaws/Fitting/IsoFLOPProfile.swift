import Groundwork
import RealModule

/// Models of several sizes, each trained for the same compute: loss against ln N is nearly a
/// parabola near its lowest point, which is the best size (Hoffmann et al. 2022, approach 2).
///
/// Near it alone: far out a valley is steeper on one side than on the other, and a parabola through all
/// sizes is drawn to the flatter one. So it goes through the five sizes about the lowest loss.
///
///     let profile = try IsoFLOPProfile(compute: 1e13, runs: runs)
///     profile.optimum?.parameters
public struct IsoFLOPProfile: Sendable {
  /// The lowest point of the parabola.
  public struct Optimum: Hashable, Sendable {
    public let parameters: Double
    /// The standard error of ln N, by the delta method; infinite with three runs.
    public let logError: Double
    public let loss: Double
    /// It lies between the smallest and the largest model of the parabola, and so was seen rather than
    /// guessed.
    public let isInside: Bool
  }

  /// Floating-point operations of each run.
  public let compute: Double
  public let runs: [TrainingRun]
  /// Those that the parabola goes through.
  public let fitted: [TrainingRun]
  /// Nil where the parabola has no lowest point.
  public let optimum: Optimum?
  private let center: Double
  private let coefficients: [Double]

  /// As many sizes are near the lowest.
  public static let localSizeCount = 5

  /// - Parameters:
  ///   - compute: the budget that the runs share.
  ///   - tolerance: how far a run's own compute may lie from it, as a share.
  ///   - sizeCount: how many sizes about the lowest loss the parabola goes through, at least three.
  /// - Throws: `ScalingError` for fewer than three sizes or a run of another budget.
  public init(
    compute: Double, runs: [TrainingRun], tolerance: Double = 0.1,
    sizeCount: Int = localSizeCount
  ) throws(ScalingError) {
    for run in runs {
      if let problem = run.problem { throw .impossible("run \(run.name): \(problem)") }
      guard abs(run.compute / compute - 1) <= tolerance else {
        throw .impossible(
          "run \(run.name) took \(run.compute) floating-point operations, not \(compute)")
      }
    }
    let sizes = Set(runs.map(\.parameters)).count
    guard sizes >= 3 else { throw .tooFewPoints(count: sizes, needed: 3, purpose: "a parabola") }
    let fitted = Self.near(runs, sizeCount: max(3, sizeCount))
    let x = fitted.map { Double.log($0.parameters) }
    let center = x.reduce(0, +) / Double(x.count)
    var normal = SymmetricMatrix(size: 3)
    var right = [0.0, 0, 0]
    for (x, run) in zip(x, fitted) {
      let row = [1, x - center, (x - center) * (x - center)]
      normal.addSquare(of: row)
      for k in 0..<3 { right[k] += row[k] * run.loss }
    }
    guard let inverse = normal.inverse() else {
      throw .impossible("the sizes lie too close together for a parabola")
    }
    let c = inverse.times(right)
    self.compute = compute
    self.runs = runs
    self.fitted = fitted
    self.center = center
    coefficients = c
    guard c[2] > 0 else {
      optimum = nil
      return
    }
    let lowest = -c[1] / (2 * c[2])
    let squares = zip(x, fitted).reduce(0.0) {
      let offset = $1.0 - center
      let residual = $1.1.loss - c[0] - c[1] * offset - c[2] * offset * offset
      return $0 + residual * residual
    }
    let variance = fitted.count > 3 ? squares / Double(fitted.count - 3) : .infinity
    // d(−c₁/2c₂) = −dc₁/2c₂ + c₁·dc₂/2c₂².
    let (g1, g2) = (-1 / (2 * c[2]), c[1] / (2 * c[2] * c[2]))
    let spread =
      g1 * g1 * inverse[1, 1] + 2 * g1 * g2 * inverse[1, 2] + g2 * g2 * inverse[2, 2]
    let range = (x.min() ?? 0)...(x.max() ?? 0)
    optimum = Optimum(
      parameters: .exp(center + lowest), logError: (variance * max(spread, 0)).squareRoot(),
      loss: c[0] + c[1] * lowest + c[2] * lowest * lowest,
      isInside: range.contains(center + lowest))
  }

  /// The runs of so many sizes about the one whose mean loss is lowest, as many smaller as larger ones
  /// where there are any.
  private static func near(_ runs: [TrainingRun], sizeCount: Int) -> [TrainingRun] {
    let sizes = Dictionary(grouping: runs, by: \.parameters).map { size, twins in
      (size: size, loss: twins.map(\.loss).mean)
    }.sorted { $0.size < $1.size }
    guard sizes.count > sizeCount,
      let lowest = sizes.indices.min(by: { sizes[$0].loss < sizes[$1].loss })
    else { return runs }
    let first = min(max(0, lowest - sizeCount / 2), sizes.count - sizeCount)
    let kept = sizes[first].size...sizes[first + sizeCount - 1].size
    return runs.filter { kept.contains($0.parameters) }
  }

  /// The parabola's loss at a size.
  public func loss(parameters: Double) -> Double {
    let offset = .log(parameters) - center
    return coefficients[0] + coefficients[1] * offset + coefficients[2] * offset * offset
  }
}

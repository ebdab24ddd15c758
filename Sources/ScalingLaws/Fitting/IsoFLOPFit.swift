import Groundwork
import RealModule

/// The second approach of Hoffmann et al. 2022: a parabola in ln N through each budget's runs near the best,
/// and power laws of the optimum, N* = k_N·C^a and D* = k_D·C^b, through their lowest points.
///
///     let fit = try IsoFLOPFit.fit(table.runs)
///     fit.size.predict(1e20)               // N*
public struct IsoFLOPFit: Sendable {
  /// One valley for each budget, the smallest first; those without a bottom inside are not used.
  public let profiles: [IsoFLOPProfile]
  /// N* in C.
  public let size: PowerLaw
  /// D* in C.
  public let length: PowerLaw
  /// Σ of the squares of the runs' distances from their parabolas, in nats squared.
  public let squares: Double
  /// Budgets from which nothing could be read, and why.
  public let warnings: [String]
  private let groups: [[TrainingRun]]

  /// a, k_N, b, k_D.
  public var constants: LawConstants { PowerLaw.constants(size: size, length: length) }

  /// - Parameter tolerance: how far the compute of runs of one budget may lie apart, as a share.
  /// - Throws: `ScalingError` where fewer than two budgets have a valley.
  public static func fit(
    _ runs: [TrainingRun], tolerance: Double = 0.1
  ) throws(ScalingError) -> IsoFLOPFit {
    try IsoFLOPFit(groups: budgets(runs, tolerance: tolerance))
  }

  private init(groups: [[TrainingRun]]) throws(ScalingError) {
    var profiles: [IsoFLOPProfile] = []
    var optima: [(compute: Double, parameters: Double, tokens: Double)] = []
    var (withoutParabola, withoutBottom): ([String], [String]) = ([], [])
    var squares = 0.0
    for group in groups {
      let logs = group.map { Double.log($0.compute) }
      let compute = Double.exp(logs.reduce(0, +) / Double(logs.count))
      let profile: IsoFLOPProfile
      do {
        profile = try IsoFLOPProfile(compute: compute, runs: group, tolerance: 1)
      } catch {
        withoutParabola.append(SignificantDigits.text(compute, 3))
        continue
      }
      profiles.append(profile)
      guard let optimum = profile.optimum, optimum.isInside else {
        withoutBottom.append(SignificantDigits.text(compute, 3))
        continue
      }
      squares += profile.fitted.reduce(0) {
        let gap = $1.loss - profile.loss(parameters: $1.parameters)
        return $0 + gap * gap
      }
      // N·D is the same for all runs of a budget, as far as their compute is.
      let product = group.map { Double.log($0.parameters) + .log($0.tokens) }
      let tokens = Double.exp(product.reduce(0, +) / Double(product.count)) / optimum.parameters
      optima.append((compute, optimum.parameters, tokens))
    }
    guard optima.count >= 2 else {
      throw .impossible(
        "\(optima.count) budget(s) with a valley are too few for a power law; give at least 2, each "
          + "with three sizes or more on both sides of the best one")
    }
    func leftOut(_ budgets: [String], _ reason: String) -> [String] {
      guard let first = budgets.first else { return [] }
      let others = budgets.count > 1 ? " and \(budgets.count - 1) more" : ""
      return ["left out, \(reason): the budget of \(first) operations\(others)"]
    }
    var warnings =
      leftOut(withoutParabola, "with fewer than three sizes")
      + leftOut(withoutBottom, "with no lowest size between smaller and larger ones")
    if optima.count < 4 {
      warnings.append("only \(optima.count) budgets: the exponents rest on very little")
    }
    size = try PowerLaw.fit(x: optima.map(\.compute), y: optima.map(\.parameters))
    length = try PowerLaw.fit(x: optima.map(\.compute), y: optima.map(\.tokens))
    self.profiles = profiles
    self.squares = squares
    self.warnings = warnings
    self.groups = groups
  }

  /// Refits to runs drawn anew with replacement within each budget; draws that leave fewer than two
  /// valleys are left out.
  ///
  /// - Returns: a, k_N, b, k_D of each draw.
  public func bootstrap(
    resamples: Int, seed: UInt64 = 1, threads: Int? = nil
  ) -> [LawConstants] {
    let groups = groups
    return PowerLaw.bootstrap(resamples: resamples, seed: seed, threads: threads) { stream in
      let drawn = groups.map { group in
        group.map { _ in group[stream.index(below: group.count)] }
      }
      return (try? IsoFLOPFit(groups: drawn))?.constants
    }
  }

  /// Runs by budget: neighbours in compute belong together while they lie within the tolerance of the
  /// first.
  static func budgets(_ runs: [TrainingRun], tolerance: Double) -> [[TrainingRun]] {
    var groups: [[TrainingRun]] = []
    var first = 0.0
    for run in runs.sorted(by: { $0.compute < $1.compute }) {
      if let last = groups.indices.last, run.compute <= first * (1 + tolerance) {
        groups[last].append(run)
      } else {
        groups.append([run])
        first = run.compute
      }
    }
    return groups
  }
}

import Foundation
import Groundwork

extension Chapter07 {
  /// A table of runs, and the run that is to be forecast.
  public struct ForecastTrial: Sendable {
    /// Runs of six budgets and four sizes each; some of them diverged.
    public let runs: [Run]
    /// The size and the tokens of the run to forecast.
    public let parameters: Double
    public let tokens: Double
    /// The loss that the run would end with, were it not for noise.
    public let truth: Double
    /// The table without the runs that diverged.
    let sound: [Run]

    /// The trial of a seed: the law, the noise and the hidden run are drawn anew for each.
    public init(seed: UInt64) {
      var stream = RandomStream(seed: seed).fork("forecast")
      let law = Law(
        irreducible: 1.5 + 0.5 * stream.uniform(), parameterScale: 200 * pow(3, stream.uniform()),
        tokenScale: 400 * pow(4, stream.uniform()),
        parameterExponent: 0.29 + 0.09 * stream.uniform(),
        tokenExponent: 0.28 + 0.09 * stream.uniform())
      var runs: [Run] = []
      for compute in [1e17, 3e17, 1e18, 3e18, 1e19, 3e19] {
        for factor in [0.35, 0.7, 1.4, 2.8] {
          let size = Self.bestSize(law, compute) * factor * exp(0.1 * stream.normal())
          let tokens = compute / 6 / size
          let noise = exp(0.003 * stream.normal())
          runs.append((size, tokens, reference(law, size, tokens) * noise))
        }
      }
      var left = Array(runs.indices)
      for _ in 0..<3 {
        let place = left.remove(at: stream.index(below: left.count))
        runs[place].loss *= 1.15 + 0.25 * stream.uniform()
      }
      sound = left.map { runs[$0] }
      self.runs = runs
      // As large as a plan would have it, or up to 2.5 times smaller or 2 times larger.
      parameters = Self.bestSize(law, 1e21) * 0.4 * pow(5, stream.uniform())
      tokens = 1e21 / 6 / parameters
      truth = reference(law, parameters, tokens)
    }

    /// The size with the lowest loss for a budget.
    private static func bestSize(_ law: Law, _ compute: Double) -> Double {
      let (a, b) = (law.parameterExponent, law.tokenExponent)
      let ratio = a * law.parameterScale / (b * law.tokenScale)
      return pow(ratio, 1 / (a + b)) * pow(compute / 6, b / (a + b))
    }
  }
}

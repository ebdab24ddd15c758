import Groundwork
import ScalingLaws

/// Runs that a law makes up, on a grid of sizes and token counts.
enum SyntheticRuns {
  static let law = ChinchillaLaw(E: 1.8, A: 400, B: 1_200, alpha: 0.34, beta: 0.33)

  /// - Parameter noise: the standard deviation of ln L.
  static func grid(
    _ law: ChinchillaLaw = law, sizes: Int = 6, lengths: Int = 6, noise: Double = 0,
    seed: UInt64 = 1
  ) -> [TrainingRun] {
    var stream = RandomStream(seed: seed)
    var runs: [TrainingRun] = []
    var parameters = 5e7
    for size in 0..<sizes {
      var tokens = 1e9
      for length in 0..<lengths {
        var run = TrainingRun(
          "\(size)/\(length)", parameters: parameters, tokens: tokens,
          loss: law.loss(parameters: parameters, tokens: tokens))
        // 1 + x stands for exp(x): the noise is small.
        run.loss *= 1 + noise * stream.normal()
        runs.append(run)
        tokens *= 2.5
      }
      parameters *= 2.5
    }
    return runs
  }
}

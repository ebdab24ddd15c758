import Foundation

/// What is taken where nobody says otherwise.
extension TrainingConfiguration {
  /// The steps of a run without a number of its own.
  public static let defaultSteps = 1_000

  /// 0.002, and less for widths above 128: by the square root of the width.
  public static func defaultLearningRate(width: Int) -> Double {
    min(2e-3, 2e-3 * (128 / Double(width)).squareRoot())
  }

  /// The highest rate of a run that goes on from a model, whole: a third of a new model's.
  ///
  /// There is no single rule: published runs took between the model's own highest rate and a sixtieth of
  /// it, several a third (Llemma, Swallow). A higher one learns more of the new text and forgets more of
  /// the old (Ibrahim et al. 2024, arXiv 2403.08763). An adapter takes a new model's rate.
  public static func defaultContinuedLearningRate(width: Int) -> Double {
    defaultLearningRate(width: width) / 3
  }

  /// A twentieth of all steps, at most 100.
  public static func defaultWarmupSteps(of steps: Int) -> Int { min(100, max(1, steps / 20)) }

  /// The last steps of a warmup–stable–decay schedule, in which the rate falls: a tenth of all.
  public static func defaultDecaySteps(of steps: Int) -> Int { max(1, steps / 10) }

  /// One replica a core, but none without a sequence.
  public static func defaultReplicaCount(batch: Int) -> Int {
    max(1, min(ProcessInfo.processInfo.activeProcessorCount, batch))
  }

  /// The steps between looks at a held-out text: ten looks, or as few as take a fifth of the training's
  /// time. A forward pass costs a third of a training step's work on as many tokens.
  public func defaultEvaluationInterval(heldOutTokens: Int) -> Int {
    let trained = Double(steps) * Double(tokensPerStep)
    let looks = min(10, max(1, 0.6 * trained / Double(max(heldOutTokens, 1))))
    return max(1, steps / Int(looks))
  }
}

import RealModule

/// The learning rate of each step.
///
///     let schedule = LearningRateSchedule.cosine(peak: 2e-3, warmupSteps: 100, finalFraction: 0.1)
///     schedule.rate(at: 0, of: 2_000)        // 2e-5: the first hundredth of the way up
///     schedule.rate(at: 1_999, of: 2_000)    // 2e-4, nearly
public enum LearningRateSchedule: Codable, Hashable, Sendable {
  /// A linear warm-up, then the same rate to the end.
  case constant(peak: Double, warmupSteps: Int)
  /// A linear warm-up, then half a cosine down to a fraction of the peak (Loshchilov and Hutter
  /// 2017, arXiv 1608.03983). The cosine should end where training ends: Hoffmann et al. 2022 lost
  /// visibly when it overshot by a quarter.
  case cosine(peak: Double, warmupSteps: Int, finalFraction: Double)
  /// Warm-up, a plateau, and a linear fall over the last steps (Hu et al. 2024, arXiv 2404.06395).
  case warmupStableDecay(
    peak: Double, warmupSteps: Int, decaySteps: Int, finalFraction: Double)

  /// The rate of a step, counted from 0, in a training of `total` steps.
  public func rate(at step: Int, of total: Int) -> Double {
    let (peak, warmup) = (self.peak, warmupSteps)
    if step < warmup { return peak * Double(step + 1) / Double(warmup) }
    switch self {
    case .constant: return peak
    case .cosine(_, _, let finalFraction):
      let way = min(1, Double(step - warmup) / Double(max(1, total - warmup)))
      return peak * (finalFraction + (1 - finalFraction) * 0.5 * (1 + Double.cos(.pi * way)))
    case .warmupStableDecay(_, _, let decaySteps, let finalFraction):
      let left = max(0, total - step)
      guard left < decaySteps else { return peak }
      let way = Double(left) / Double(max(1, decaySteps))
      return peak * (finalFraction + (1 - finalFraction) * way)
    }
  }

  /// The highest rate.
  public var peak: Double {
    switch self {
    case .constant(let peak, _), .cosine(let peak, _, _), .warmupStableDecay(let peak, _, _, _):
      peak
    }
  }

  /// The steps of the way up.
  public var warmupSteps: Int {
    switch self {
    case .constant(_, let steps), .cosine(_, let steps, _), .warmupStableDecay(_, let steps, _, _):
      steps
    }
  }

  var isUsable: Bool {
    guard peak.isFinite, peak > 0, peak < 100, warmupSteps >= 0 else { return false }
    switch self {
    case .constant: return true
    case .cosine(_, _, let finalFraction): return (0...1).contains(finalFraction)
    case .warmupStableDecay(_, _, let decaySteps, let finalFraction):
      return decaySteps >= 0 && (0...1).contains(finalFraction)
    }
  }
}

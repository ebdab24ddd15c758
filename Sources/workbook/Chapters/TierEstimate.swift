import WorkbookCore

/// How long a tier will take, from how long it took on the reference machine.
///
/// Most of a run is matrix products, so its time goes with the inverse of their rate. Small matrices
/// and everything around them make this a rough guess, and it is shown as one.
struct TierEstimate {
  let tier: Tier
  let seconds: Double

  /// The GEMM rate of two threads on the reference machine, in GFLOP/s, while the times were taken.
  static let referenceRate = 180.0
  /// Seconds for the ten chapters there, once built, with no model trained before. The overnight
  /// tier's is a count of its operations: nobody has waited for it with a watch.
  static let referenceSeconds: [(tier: Tier, seconds: Double)] = [
    (.smoke, 30), (.lesson, 530), (.overnight, 4 * 3_600),
  ]

  static func all(rate: Double) -> [TierEstimate] {
    referenceSeconds.map {
      TierEstimate(tier: $0.tier, seconds: $0.seconds * referenceRate / max(rate, 1e-3))
    }
  }

  /// `about 1 min`, `about 2.5 h`.
  var text: String {
    switch seconds {
    case ..<90: "about \(Int(seconds.rounded(.up))) s"
    case ..<5_400: "about \(Int((seconds / 60).rounded(.up))) min"
    default: "about \((seconds / 360).rounded() / 10) h"
    }
  }
}

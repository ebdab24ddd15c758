import Inference

/// Questions answered by likelihood.
public struct TaskScore: Codable, Hashable, Sendable {
  public var asked: Int
  /// How many were right by the plain likelihood, by that of a token, and by what the question adds to it.
  public var plain: Int
  public var perToken: Int
  public var calibrated: Int
  /// The share that guessing would get.
  public var chance: Double
  /// What the right answers cost, after their questions.
  public var answers: SegmentScores

  public init(
    asked: Int, plain: Int, perToken: Int, calibrated: Int, chance: Double, answers: SegmentScores
  ) {
    (self.asked, self.plain, self.perToken) = (asked, plain, perToken)
    (self.calibrated, self.chance, self.answers) = (calibrated, chance, answers)
  }

  public func right(_ measure: Evaluator.ChoiceMeasure) -> Int {
    switch measure {
    case .plain: plain
    case .perToken: perToken
    case .calibrated: calibrated
    }
  }

  public func accuracy(_ measure: Evaluator.ChoiceMeasure = .calibrated) -> Double {
    Double(right(measure)) / Double(max(1, asked))
  }

  /// Wilson's interval of the share (Wilson 1927, doi:10.1080/01621459.1927.10502953).
  ///
  /// - Parameter z: 1.28 for 80 %.
  public func interval(
    _ measure: Evaluator.ChoiceMeasure = .calibrated, z: Double = 1.28
  ) -> ClosedRange<Double> {
    let n = Double(max(1, asked))
    let p = accuracy(measure)
    let center = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    return max(0, center - half)...min(1, center + half)
  }
}

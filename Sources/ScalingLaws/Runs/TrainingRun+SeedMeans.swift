import Groundwork

extension TrainingRun {
  /// Runs of the same parameters and tokens, made with several seeds, brought together: one run each,
  /// with the mean loss and all else of its first, by rising parameters and tokens.
  public static func seedMeans(_ runs: [TrainingRun]) -> [TrainingRun] {
    Dictionary(grouping: runs) { [$0.parameters, $0.tokens] }.values.compactMap { twins in
      guard var mean = twins.first else { return nil }
      mean.loss = twins.map(\.loss).mean
      return mean
    }.sorted { ($0.parameters, $0.tokens) < ($1.parameters, $1.tokens) }
  }
}

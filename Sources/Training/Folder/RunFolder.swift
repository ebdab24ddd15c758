/// The names of what a run leaves in its folder beside the model.
///
/// - `run.json`: what the run was and gave, see `RunSummary`.
/// - `metrics.csv`: see `MetricsLog`.
/// - `checkpoints/`: see `Checkpoint`.
/// - `loss.svg`, with its data and script: see `RunChart`.
public enum RunFolder {
  public static let summaryFile = "run.json"
  public static let metricsFile = "metrics.csv"
  static let checkpointFolder = "checkpoints"
  /// What older versions left.
  static let memoryFile = "memory.json"

  /// What a run that is replaced leaves to be removed.
  static let owned = [summaryFile, memoryFile, metricsFile, checkpointFolder]
}

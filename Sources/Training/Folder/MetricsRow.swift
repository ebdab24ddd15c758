import Groundwork

/// One row of a run's metrics.
public struct MetricsRow: Hashable, Sendable {
  /// Steps done.
  public var step: Int
  /// Tokens trained on so far.
  public var tokens: Int
  public var learningRate: Double
  /// The loss of this step's batch, nats a token, before the step.
  public var trainingLoss: Double
  public var gradientNorm: Double
  /// The mean loss over each validation text after the step, where it was measured.
  public var validationLosses: [Double?]
  /// What the run had taken until then, looks at held-out text and files included, pauses between its
  /// parts not; nil in files of older versions.
  public var seconds: Double?

  /// The row without what depends on the clock: the same run gives the same.
  public var timeless: MetricsRow {
    var row = self
    row.seconds = nil
    return row
  }

  static let fixedColumns = ["step", "tokens", "learning_rate", "training_loss", "gradient_norm"]
  static let secondsColumn = "seconds"
  static let validationPrefix = "validation_loss_"

  /// The row's fields in the order of the columns, its time excepted.
  var fields: [String] {
    ["\(step)", "\(tokens)"] + [learningRate, trainingLoss, gradientNorm].map { "\($0)" }
      + validationLosses.map { $0.map { "\($0)" } ?? "" }
  }
}

import Models

/// What a pretraining run gave.
public struct PretrainingResult: Sendable {
  /// The loss over a held-out text at the end of the run.
  public struct Validation: Sendable {
    public let name: String
    public let text: TextLoss
    /// Nats a token over the whole text, in non-overlapping windows.
    public var loss: Double { text.mean }
    public var bitsPerByte: Double { text.bitsPerByte }
  }

  /// One for each of the plan's held-out texts, in their order.
  public let validation: [Validation]
  /// The same texts before the first step, where the run went on from a model.
  public let before: [Validation]?
  /// Tokens trained on a second in this process; validation and files do not count. 0 where no step
  /// was made: the run was there already.
  public let tokensPerSecond: Double
  public let steps: Int
  public let parameterCount: Int
  /// Those that training changed: all of them, or an adapter's.
  public let trainedParameterCount: Int
  /// What the process that wrote the files held; of a run that was read, then.
  public let memory: TrainingMemory
  public let metrics: [MetricsRow]
  /// The folder with the model and its tokenizer.
  public let folder: String

  /// The loss over all held-out texts together; not a number where there are none.
  public var wholeValidation: TextLoss { validation.reduce(.none) { $0 + $1.text } }

  /// The mean of the last ten logged batch losses, nats a token.
  public var trainingLoss: Double {
    let last = metrics.suffix(10).map(\.trainingLoss)
    return last.reduce(0, +) / Double(max(1, last.count))
  }
}

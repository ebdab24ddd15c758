import Models
import Tensors
import Training
import TrainingData

/// What a sweep is asked for on a text of one's own.
///
///     var request = SweepRequest(paths: ["notes/"])
///     request.extent = .budgets([1e11, 3e11, 1e12])
///     let plan = try SweepPlan(request, table: "runs.csv")
public struct SweepRequest: Sendable {
  /// What bounds the sweep.
  public enum Extent: Hashable, Sendable {
    /// 6·N·D of the runs, floating-point operations.
    case budgets([Double])
    /// All runs together, on this machine: the budgets follow.
    case minutes(Double)
  }

  /// Files or folders of text.
  public var paths: [String]
  public var extent = Extent.minutes(10)
  /// Notches of the `SweepDial`; nil for five around the expected best of each budget.
  public var sizes: [Int]?
  /// Seeds of the cheapest budgets.
  public var seeds = 4
  /// A last run costs so many times the largest budget; nil for none.
  public var holdOutFactor: Double? = 4
  public var tokenizer = TokenizerChoice.unigram(vocabularySize: defaultVocabularySize)
  public var family = ModelConfiguration.Family.llama
  /// Tokens that a model sees at once.
  public var contextLength = 64
  /// The share of the text that is held out.
  public var validationFraction = 0.1
  /// Of the split, and the first of the runs' seeds.
  public var seed: UInt64 = 1
  /// Of this process; nil for one a core.
  public var threads: Int?
  /// Threads that share each run.
  public var replicas = 1
  /// The numbers that all runs multiply in.
  public var precision = PrecisionChoice.auto

  /// Tokens of a vocabulary that is learned.
  public static let defaultVocabularySize = 3_072

  public init(paths: [String]) { self.paths = paths }
}

extension SweepRequest {
  /// How the runs multiply: decided once for all of them, by a model of a sweep's usual size. Several
  /// processes, whose machines would decide for themselves, take float32 where nothing else is asked for.
  func products(
    _ dial: SweepDial, processCount: Int, noting note: (String) -> Void
  ) -> ProductPlan? {
    guard precision != .auto || processCount == 1 else { return nil }
    let model = dial.model(Self.usualNotch)
    let plan = precision.plan(
      for: model, batch: dial.batch(compute: 1e12), time: contextLength, replicas: replicas,
      noting: note)
    return plan == .exact ? nil : plan
  }

  private static let usualNotch = 6
}

import Groundwork

/// One thing that was tried: an option under some settings, and what it gave on held-out text.
public struct AdviceRun: Codable, Hashable, Sendable {
  /// Unique among the runs; the report points to it.
  public var name: String
  public var option: AdviceOption
  /// The model that it began with; nil for none.
  public var base: String?
  /// N.
  public var parameters: Double
  /// Tokens that it was trained on, 0 for none, in the tokens of its own vocabulary.
  public var tokens = 0.0
  /// The share of the field's text in what it was trained on.
  public var fieldShare: Double?
  /// Passages put before what is asked, and tokens read for each token that is asked for.
  public var passages = 0
  public var readPerToken = 1.0
  /// Of a trained model with passages in its window: whether they were any (`.prompted`) or the best ones
  /// (`.retrieved`); nil for one that was asked without.
  public var window: AdviceOption?
  public var seed: UInt64 = 1
  /// Floating-point operations of the training, 6·N·D.
  public var compute = 0.0
  public var seconds = 0.0
  public var field: SegmentScores
  /// Nil where general text was not asked.
  public var general: SegmentScores?
  /// Answers that were right, of the questions asked; nil where there were none.
  public var tasks: TaskScore?
  /// The share of pieces that hold a stretch which the model would write word by word; nil where that was
  /// not looked at.
  public var recitedShare: Double?
  /// What a trained model gives away; nil where that was not asked.
  public var privacy: PrivacyFindings?
  /// Of a control or a part of an option: not a candidate by itself.
  public var isControl = false

  public init(
    name: String, option: AdviceOption, base: String?, parameters: Double, field: SegmentScores,
    general: SegmentScores?
  ) {
    self.name = name
    self.option = option
    self.base = base
    self.parameters = parameters
    self.field = field
    self.general = general
  }

  /// The share of general text in what it was trained on, in whole thousandths; nil where nothing was trained.
  var replay: Double? { fieldShare.map { ((1 - $0) * 1_000).rounded() / 1_000 } }
  public var choice: AdviceChoice { AdviceChoice(option, window: window) }

  /// Field and general bits per byte, weighted; the field's alone where general text was not asked.
  public func score(fieldWeight: Double) -> Double {
    guard let general else { return field.bitsPerByte }
    return fieldWeight * field.bitsPerByte + (1 - fieldWeight) * general.bitsPerByte
  }

  // MARK: runs.csv

  public static let columns = [
    "run", "option", "base", "parameters", "tokens", "field_share", "passages", "seed", "flops",
    "seconds", "field_bits_per_byte", "field_low", "field_high", "general_bits_per_byte",
    "general_low", "general_high", "tasks_right", "tasks_asked", "control", "window",
  ]

  /// A row of `runs.csv`; intervals are of 80 %.
  public var row: String {
    func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    let (fieldInterval, generalInterval) = (field.interval(), general?.interval())
    return CSVWriter.line([
      name, option.rawValue, base ?? "", number(parameters), number(tokens), number(fieldShare),
      "\(passages)", "\(seed)", number(compute), number(seconds), number(field.bitsPerByte),
      number(fieldInterval.lowerBound), number(fieldInterval.upperBound),
      number(general?.bitsPerByte), number(generalInterval?.lowerBound),
      number(generalInterval?.upperBound), tasks.map { "\($0.right(.calibrated))" } ?? "",
      tasks.map { "\($0.asked)" } ?? "", isControl ? "yes" : "", window?.rawValue ?? "",
    ])
  }
}

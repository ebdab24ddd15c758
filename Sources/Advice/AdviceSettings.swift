/// What decides the measurements, beside the texts and the models.
public struct AdviceSettings: Codable, Hashable, Sendable {
  public var seed: UInt64 = 1
  /// Pieces of held-out text that are asked of each side, at most.
  public var fieldSegments = 32
  public var generalSegments = 16
  /// Tokens a sequence in training: about as many as are read when a piece is asked.
  public var contextLength = 512
  /// Sequences a step when a given model is trained further.
  public var batch = 2
  /// The highest learning rate of continued training; nil for what the model's width suggests.
  public var continuedRate: Double?
  /// Tokens of a vocabulary that is learned of the field.
  public var vocabularySize = 4_096
  /// Tokens of a passage that is put into the window.
  public var passageTokens = 192
  public var adapterRank = 16
  /// Without a given model, new ones begin with what one of so many parameters would take.
  public var usualParameters = 1e7
  /// How much the field counts against general text when options are compared, 0 to 1.
  public var fieldWeight = 0.75
  /// Bits per byte by which a dearer option must be better to be worth it.
  public var margin = 0.01
  /// How sure one must be of that.
  public var confidence = 0.8

  /// Tokens that a model is asked with at once, at most.
  static let longestWindow = 2_048
  /// The first number of tokens that a given model is trained on; it doubles from round to round. Two steps
  /// of the usual batch: so that three minutes have room for the three points of a curve.
  static let firstTokens = 2_048.0
  /// The share of general text in continued training, where nothing else is tried.
  static let usualReplay = 0.1
  static let replays = [0.0, 0.1, 0.25]

  public init() {}

  /// Asks as many pieces as take a thirtieth of the time, each time that all are asked: more pieces make
  /// surer figures, and leave less time for runs. In three minutes half as many as a report should have:
  /// without training there is nothing to be sure of. A slow machine asks even fewer, where a twelfth of
  /// the time asks no more.
  ///
  /// - Parameters:
  ///   - seconds: of the whole report.
  ///   - rate: operations a second that this machine's products reach.
  ///   - parameters: of the largest model that is asked.
  public mutating func suit(seconds: Double, rate: Double, parameters: Double) {
    let one = 1.5 * 2 * parameters * 512 / rate
    let few = min(max(Int(seconds / 12 / one), 12), 18)
    let pieces = min(max(Int(seconds / 30 / one), few), 144)
    (fieldSegments, generalSegments) = (pieces * 2 / 3, pieces / 3)
  }
}

/// What an option comes to at the budget, and what that rests on.
public struct OptionOutlook: Sendable {
  public let choice: AdviceChoice
  public var option: AdviceOption { choice.option }
  /// What stands in the window of what is trained; nil for nothing of the field.
  public var window: AdviceOption? { choice.window }
  /// The run that its figures begin with; nil where nothing was run.
  public var run: AdviceRun?
  public var evidence = EvidenceKind.notKnown
  /// Bits per byte of both texts at the budget, as draws that go together over all options.
  public var fieldDraws: [Double] = []
  public var generalDraws: [Double] = []
  /// Of the model that would serve, and what it would be trained on.
  public var parameters = 0.0
  public var tokens = 0.0
  public var compute = 0.0
  /// The share of general text in what it would be trained further on; nil for what is not.
  public var replay: Double?
  public var bill: AdviceCosts.Bill?
  /// Whether the budget and the text allow more training than was run, and what that gives could not be
  /// foretold: its figures are those of too short a run.
  public var isUnfinished = false
  /// Why it cannot be had; nil where it can.
  public var objection: String?
  /// What stands behind the evidence, in a line: points, back-test, how far beyond them.
  public var basis = ""
  /// The curve that it was read off, with its back-test.
  public var backTest: BackTest?
  public var verdict = AdviceVerdict.notMeasured

  public init(_ choice: AdviceChoice) { self.choice = choice }
  public init(_ option: AdviceOption) { self.init(AdviceChoice(option)) }

  /// What a run gave is what one gets.
  init(_ choice: AdviceChoice, asMeasuredIn run: AdviceRun, basis: String) {
    self.choice = choice
    self.run = run
    evidence = .measured
    (parameters, tokens, compute) = (run.parameters, run.tokens, run.compute)
    fieldDraws = run.field.draws
    generalDraws = run.general?.draws ?? []
    self.basis = basis
  }

  public var isCandidate: Bool { objection == nil && !fieldDraws.isEmpty }
  /// What was measured, or the middle of what is foretold.
  public var field: Double? {
    evidence == .measured ? run?.field.bitsPerByte : SegmentScores.median(fieldDraws)
  }
  public var general: Double? {
    evidence == .measured ? run?.general?.bitsPerByte : SegmentScores.median(generalDraws)
  }
  public func fieldInterval(level: Double = 0.8) -> ClosedRange<Double>? {
    fieldDraws.isEmpty ? nil : SegmentScores.middle(fieldDraws, level: level)
  }

  /// Both texts, weighted; the field alone where general text was not asked.
  func scores(fieldWeight: Double) -> [Double] {
    guard generalDraws.count == fieldDraws.count else { return fieldDraws }
    return zip(fieldDraws, generalDraws).map { fieldWeight * $0 + (1 - fieldWeight) * $1 }
  }
}

/// What becomes of an option.
public enum AdviceVerdict: String, Codable, Hashable, Sendable {
  /// The cheapest that no dearer one beats by the margin.
  case recommended
  /// A cheaper step that a later one beats.
  case surpassed
  /// It is not better by the margin than a cheaper one.
  case notWorthIt = "not worth its price"
  /// Neither can be said with the confidence that is asked for.
  case open = "not enough evidence"
  case excluded
  /// Something was run of it, and what it gives at the budget could not be foretold.
  case notKnown = "not known"
  case notMeasured = "not measured"
}

import Groundwork
import RealModule

/// Where the runs behind a law lie: what it knows from having seen it, and where it only goes on.
public struct RunDomain: Equatable, Sendable {
  /// N of the runs that it was fitted to.
  public var parameters: ClosedRange<Double>
  /// D of the runs that it was fitted to.
  public var tokens: ClosedRange<Double>
  /// Measured losses, nats a token, those of held-out runs among them.
  public var losses: ClosedRange<Double>
  /// V, tokens in the vocabulary; nil where the table does not say.
  public var vocabularySize: Double?
  /// Tokens that each model saw at once; nil where the table does not say, or they differed.
  public var contextLength: Double?

  public init(
    parameters: ClosedRange<Double>, tokens: ClosedRange<Double>, losses: ClosedRange<Double>,
    vocabularySize: Double? = nil, contextLength: Double? = nil
  ) {
    self.parameters = parameters
    self.tokens = tokens
    self.losses = losses
    self.vocabularySize = vocabularySize
    self.contextLength = contextLength
  }

  /// Of a table's runs; nil where it has none.
  public init?(_ table: RunTable) {
    let seen = table.seen.runs.isEmpty ? table.runs : table.seen.runs
    guard let parameters = Self.range(seen.map(\.parameters)),
      let tokens = Self.range(seen.map(\.tokens)), let losses = Self.range(table.runs.map(\.loss))
    else { return nil }
    let sizes = table.runs.compactMap(\.vocabularySize)
    let contexts = Set(table.runs.map(\.contextLength))
    self.init(
      parameters: parameters, tokens: tokens, losses: losses,
      vocabularySize: sizes.count == table.runs.count ? sizes.max() : nil,
      contextLength: contexts.count == 1 ? contexts.first ?? nil : nil)
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double>? {
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  /// What a model loses that knows nothing: ln V, nats a token.
  public var lossOfGuessing: Double? { vocabularySize.map { .log($0) } }

  /// Orders of magnitude between a value and a range: positive above it, negative below, 0 inside.
  static func decades(_ value: Double, beyond range: ClosedRange<Double>) -> Double {
    .log10(value / min(max(value, range.lowerBound), range.upperBound))
  }
}

extension RunDomain {
  var json: JSONValue {
    func pair(_ range: ClosedRange<Double>) -> JSONValue {
      [.number(range.lowerBound), .number(range.upperBound)]
    }
    return [
      "parameters": pair(parameters), "tokens": pair(tokens), "losses": pair(losses),
      "vocabulary": vocabularySize.map { .number($0) } ?? .null,
      "context": contextLength.map { .number($0) } ?? .null,
    ]
  }

  init(json object: JSONObject) throws(ScalingError) {
    func range(_ name: String) throws(ScalingError) -> ClosedRange<Double> {
      guard let range = try FittedLaw.range(object, name) else {
        throw .impossible("runs lacks the member \(name)")
      }
      guard range.lowerBound > 0 else {
        throw .impossible("\(name) of runs begins at \(range.lowerBound); it must be positive")
      }
      return range
    }
    func tokens(_ name: String) throws(ScalingError) -> Double? {
      guard let value = try FittedLaw.member(object, name, "a number", \.number) else { return nil }
      guard value >= 1, value.isFinite else {
        throw .impossible("\(name) of runs is \(value); it must be a number of tokens")
      }
      return value
    }
    self.init(
      parameters: try range("parameters"), tokens: try range("tokens"),
      losses: try range("losses"), vocabularySize: try tokens("vocabulary"),
      contextLength: try tokens("context"))
  }
}

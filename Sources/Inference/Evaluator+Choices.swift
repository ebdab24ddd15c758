import Models

/// Multiple choice: which continuation a model holds most likely, and by which measure.
extension Evaluator {
  /// What a continuation of a prompt scored.
  public struct ChoiceScore: Hashable, Sendable {
    /// log p(choice | prompt), in nats.
    public let logProbability: Double
    public let tokenCount: Int
    /// log p(choice | neutral prompt), in nats; nil where none was asked for.
    public var neutralLogProbability: Double?

    public init(logProbability: Double, tokenCount: Int, neutralLogProbability: Double? = nil) {
      self.logProbability = logProbability
      self.tokenCount = tokenCount
      self.neutralLogProbability = neutralLogProbability
    }

    /// The same for each token, which does not favour short choices.
    public var perToken: Double { logProbability / Double(tokenCount) }
    /// How much likelier the prompt makes the choice than a neutral one does, in nats: common words gain
    /// nothing by being common (Brown et al. 2020, arXiv 2005.14165, §2.4).
    public var calibrated: Double? { neutralLogProbability.map { logProbability - $0 } }
  }

  /// How choices are compared.
  public enum ChoiceMeasure: String, CaseIterable, Sendable {
    case plain, perToken, calibrated

    /// The index of the best of some choices; nil where the measure was not taken. Of equals it is the
    /// first.
    public func best(of scores: [ChoiceScore]) -> Int? {
      let values = scores.map { score -> Double? in
        switch self {
        case .plain: score.logProbability
        case .perToken: score.perToken
        case .calibrated: score.calibrated
        }
      }
      guard !values.isEmpty, values.allSatisfy({ $0 != nil }) else { return nil }
      return values.indices.reduce(0) { (values[$1] ?? 0) > (values[$0] ?? 0) ? $1 : $0 }
    }
  }

  /// The log-likelihood of each choice after one prompt, as multiple-choice questions are scored.
  ///
  /// - Parameter neutral: a prompt that asks for nothing, such as "Answer:", against which the choices are
  ///   calibrated; nil for none.
  ///
  /// Where prompt and choice are longer than the context together, the prompt's beginning is cut.
  ///
  /// - Throws: for an empty prompt or choice, an id outside the vocabulary, or a choice that is
  ///   longer than the context.
  public func score(
    choices: [[Int32]], after prompt: [Int32], neutral: [Int32]? = nil
  ) throws -> [ChoiceScore] {
    let logs = try logProbabilities(of: choices, after: prompt)
    let neutralLogs = try neutral.map { try logProbabilities(of: choices, after: $0) }
    return choices.indices.map {
      ChoiceScore(
        logProbability: logs[$0], tokenCount: choices[$0].count,
        neutralLogProbability: neutralLogs?[$0])
    }
  }

  private func logProbabilities(of choices: [[Int32]], after prompt: [Int32]) throws -> [Double] {
    guard !prompt.isEmpty else { throw InferenceError.tooFewIDs(count: 0, needed: 1) }
    try InferenceError.check(prompt, vocabularySize: configuration.vocabularySize)
    let windows = try choices.map { choice in
      guard !choice.isEmpty else { throw InferenceError.tooFewIDs(count: 0, needed: 1) }
      guard choice.count <= contextLength else {
        throw InferenceError.tooManyIDs(count: choice.count, limit: contextLength)
      }
      try InferenceError.check(choice, vocabularySize: configuration.vocabularySize)
      let ids = (prompt + choice).suffix(contextLength + 1)
      return LossWindow(ids: Array(ids)[...], firstScored: ids.count - choice.count)
    }
    guard let longest = windows.map(\.ids.count).max() else { return [] }
    return try run(windows, time: longest - 1).map { losses in -losses.reduce(0, +) }
  }
}

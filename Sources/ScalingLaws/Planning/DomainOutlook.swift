import RealModule

/// What one can do for a field of one's own, from the cheapest on.
public enum DomainOption: String, CaseIterable, Codable, Sendable {
  /// Prompt a general model as it is.
  case prompt
  /// Train a given general model further, with some replay.
  case continued
  /// Train general and own text together, from random weights.
  case mixture
  /// Train own text alone, from random weights.
  case domainOnly

  /// As it stands in tables and charts.
  public var name: String {
    switch self {
    case .prompt: "prompt a general model"
    case .continued: "continued pretraining"
    case .mixture: "mixture from scratch"
    case .domainOnly: "domain only from scratch"
    }
  }

  /// Whether anything is trained.
  public var trains: Bool { self != .prompt }
}

/// What losses to expect of each option, by a scaling law in which tokens have different worth.
///
///     let outlook = DomainOutlook(
///       law: .epoch, exchange: 0.15, base: .bloom, compute: 1.35e23, ownTokens: 363.5e9)
///     outlook.expected(.mixture).fieldLoss
///     outlook.best()                       // the option with the lowest weighted loss
///
/// For the field, a different own token counts in full, one that is read again by the rule of
/// `RepeatedData`, and a general token counts `exchange`. For general text it is the other way about.
/// The law was fitted to web text: differences between options carry over to a field better than the
/// losses themselves.
public struct DomainOutlook: Hashable, Sendable {
  public var law: ChinchillaLaw
  public var repeats: RepeatedData
  /// How many tokens of the field a general token is worth, in (0, 1].
  public var exchange: Double
  /// The general model that is to be had.
  public var base: PublishedModel
  /// Floating-point operations that one can pay for.
  public var compute: Double
  /// Different tokens of the field, in a vocabulary of its own.
  public var ownTokens: Double
  /// Tokens that the given model's vocabulary needs for one of those.
  public var vocabularyPenalty = 1.0
  /// The shares of own text that a mixture may have; the best one is taken.
  public var shares = [0.25, 0.5, 0.75, 0.9]
  /// The share of general text replayed when continuing.
  public var replay = 0.1
  /// How much the field's loss counts against the general one, 0 to 1.
  public var fieldWeight = 0.75
  /// What a model that never read the field lacks, as it was measured; nil to count own tokens with general
  /// ones alone, which says nothing of adaptation: a model of 2·10¹² tokens gains far more from 10⁵ of a field
  /// than that sum foretells. Every option that reads own text closes the gap as far as it reads.
  public var adaptation: AdaptationGain?

  /// - Precondition: exchange, compute and ownTokens are positive.
  public init(
    law: ChinchillaLaw, repeats: RepeatedData = .muennighoff, exchange: Double,
    base: PublishedModel, compute: Double, ownTokens: Double
  ) {
    precondition(
      exchange > 0 && compute > 0 && ownTokens > 0, "an outlook needs positive numbers")
    self.law = law
    self.repeats = repeats
    self.exchange = exchange
    self.base = base
    self.compute = compute
    self.ownTokens = ownTokens
  }

  /// What an option comes to.
  public struct Expectation: Hashable, Sendable {
    /// N.
    public let parameters: Double
    /// Tokens that one trains oneself, in the vocabulary of one's own text where it is that.
    public let trainedTokens: Double
    /// Of those, how often each own token is read.
    public let epochs: Double
    /// D′ for the field: the fresh own tokens that would teach as much.
    public let fieldTokens: Double
    /// Nats a token.
    public let fieldLoss: Double
    public let generalLoss: Double
  }

  /// The losses of an option; the size of a model from scratch is the best one for the budget.
  public func expected(_ option: DomainOption) -> Expectation {
    switch option {
    case .prompt: expectation(base.parameters, own: 0, general: 0, given: base.tokens)
    case .continued:
      expectation(
        base.parameters, own: (1 - replay) / vocabularyPenalty * tokens(base.parameters),
        general: replay * tokens(base.parameters), given: base.tokens)
    case .mixture: bestSize(ownShares: shares)
    case .domainOnly: bestSize(ownShares: [1])
    }
  }

  /// The weighted loss of an option, nats a token.
  public func score(_ option: DomainOption) -> Double { score(expected(option)) }

  /// The option with the lowest weighted loss, where a more expensive one must be better by a margin.
  ///
  /// - Parameter margin: nats a token.
  public func best(margin: Double = 0.01) -> DomainOption {
    var best = DomainOption.prompt
    var lowest = score(best)
    for option in DomainOption.allCases.dropFirst() {
      let value = score(option)
      // Among those that are trained, the budget is the same, and the lower loss wins.
      if value < lowest - (best.trains ? 0 : margin) { (best, lowest) = (option, value) }
    }
    return best
  }

  private func tokens(_ parameters: Double) -> Double { compute / (6 * parameters) }

  private func score(_ value: Expectation) -> Double {
    fieldWeight * value.fieldLoss + (1 - fieldWeight) * value.generalLoss
  }

  private func expectation(
    _ parameters: Double, own: Double, general: Double, given: Double
  ) -> Expectation {
    let epochs = own / ownTokens
    let effective = repeats.effectiveTokens(unique: ownTokens, epochs: epochs)
    let all = general + given
    let field = effective + exchange * all
    return Expectation(
      parameters: parameters, trainedTokens: own + general, epochs: epochs, fieldTokens: field,
      fieldLoss: law.loss(parameters: parameters, tokens: field)
        + (adaptation?.gap(after: effective) ?? 0),
      generalLoss: law.loss(parameters: parameters, tokens: all + exchange * effective))
  }

  /// Tries sizes in steps of 12 % over four decades around the best one for fresh text.
  private func bestSize(ownShares: [Double]) -> Expectation {
    let middle = law.computeOptimal(compute: compute).parameters
    func at(_ step: Int, _ share: Double) -> Expectation {
      let parameters = middle * .pow(10, Double(step) / 20)
      let all = tokens(parameters)
      return expectation(parameters, own: share * all, general: (1 - share) * all, given: 0)
    }
    return ownShares.flatMap { share in (-40...40).map { at($0, share) } }
      .min { score($0) < score($1) } ?? at(0, 1)
  }
}

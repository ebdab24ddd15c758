import ScalingLaws

/// A project before its decision: text, money, volume, what models are to be had, and what must be kept to.
///
///     var clinic = DecisionCase.clinic
///     clinic.dollars = 5_000
///     assumptions.ladder(clinic)?.recommendation.choice
public struct DecisionCase: Hashable, Sendable {
  public var name: String
  /// What makes it a case of its own, in a sentence.
  public var story: String
  /// Different tokens of the field.
  public var ownTokens: Double
  /// Dollars for training, all told.
  public var dollars: Double
  /// The models that are to be had.
  public var given: [PublishedModel]
  /// Tokens that are read and written a day.
  public var tokensPerDay: Double
  public var constraints: [AdviceConstraint]
  /// Tokens that a general vocabulary needs for one of the field's own.
  public var vocabularyPenalty: Double
  /// What of the measured gain is expected where something is known of the field; nil for the usual range.
  public var adaptationFactor: ClosedRange<Double>?

  public init(
    name: String, story: String, ownTokens: Double, dollars: Double, given: [PublishedModel],
    tokensPerDay: Double = 1e6, constraints: [AdviceConstraint] = [],
    vocabularyPenalty: Double = 1, adaptationFactor: ClosedRange<Double>? = nil
  ) {
    (self.name, self.story, self.given) = (name, story, given)
    (self.ownTokens, self.dollars, self.tokensPerDay) = (ownTokens, dollars, tokensPerDay)
    (self.constraints, self.vocabularyPenalty) = (constraints, vocabularyPenalty)
    self.adaptationFactor = adaptationFactor
  }

  /// The case's question for each model that is to be had.
  public var questions: [DecisionQuestion] {
    given.map {
      DecisionQuestion(
        ownTokens: ownTokens, dollars: dollars, given: $0, constraints: constraints)
    }
  }
}

extension DecisionCase {
  /// 363.5 billion tokens of finance that must stay in the house; 651,000 A100 hours, at two dollars each; BLOOM's
  /// vocabulary takes 451 tokens where an own one takes 412 (Wu et al. 2023, arXiv 2303.17564). Its machines had
  /// eight cards of 40 GB, and models were served in 16 bits: 320 GB then hold what a quarter and a bit more do at
  /// 4.5 bits, by which a device is judged.
  public static let bloombergIn2022 = DecisionCase(
    name: "Bloomberg, 2022", story: "a field's whole archive, private, and the open models of 2022",
    ownTokens: 363.5e9, dollars: 1.3e6, given: [.neoX20B, .opt66B, .bloom],
    tokensPerDay: 1e9, constraints: [.isPrivate, .onDevice(bytes: 320e9 * 4.5 / 16)],
    vocabularyPenalty: 451.0 / 412,
    // These models had read hundreds of billions of tokens, not tens of thousands of billions.
    adaptationFactor: 0.25...1)

  /// The same text and money with what anybody may have since 2025.
  ///
  /// OPT-66B had read fewer tokens than FinPile has: it lacked the field. A model of 36·10¹² tokens has read a
  /// hundred times as many, and FinPile is web text by 2,978 of its 3,635 parts; 49 are Bloomberg's own (Wu et
  /// al. 2023, table 1). The gap is left for what it cannot have read: no less than the latter, no more than all
  /// that is not from the web. What became of it agrees: GPT-4, prompted, did better than BloombergGPT on most
  /// tasks that both were asked (Li et al. 2023, arXiv 2305.05862).
  public static let bloombergWithAGiftOf2025: DecisionCase = {
    var now = bloombergIn2022
    now.name = "the same, given a model of 2025"
    now.story = "the same text and money, and a model that has read a hundred times as much"
    now.given = [.qwen3With32B]
    now.adaptationFactor = 49.0 / 3_635...(3_635 - 2_978.0) / 3_635
    return now
  }()

  public static let clinic = DecisionCase(
    name: "a clinic",
    story: "two million tokens of letters that may not leave the house, one card of 48 GB",
    ownTokens: 2e6, dollars: 20_000, given: [.llama31With8B, .qwen3With32B],
    tokensPerDay: 2e6, constraints: [.isPrivate, .onDevice(bytes: 48e9)])

  public static let lawFirm = DecisionCase(
    name: "a law firm", story: "a hundred million tokens of contracts and opinions",
    ownTokens: 100e6, dollars: 50_000, given: [.llama31With8B, .qwen3With32B, .llama31With70B],
    tokensPerDay: 10e6, constraints: [.isPrivate])

  public static let publisher = DecisionCase(
    name: "a publisher", story: "an archive of five billion tokens, and many readers",
    ownTokens: 5e9, dollars: 500_000, given: [.llama31With8B, .qwen3With32B, .llama31With70B],
    tokensPerDay: 500e6)

  /// General models of 2025 have read much code: little is left to gain.
  public static let codeBase = DecisionCase(
    name: "a team with a code base", story: "twenty million tokens of code that changes every day",
    ownTokens: 20e6, dollars: 30_000, given: [.qwen3With32B], tokensPerDay: 20e6,
    constraints: [.isPrivate], adaptationFactor: 0.05...0.25)

  public static let all = [
    bloombergIn2022, bloombergWithAGiftOf2025, clinic, lawFirm, publisher, codeBase,
  ]
}

extension DecisionAssumptions {
  /// These assumptions with what a case knows better.
  public func adapted(to decisionCase: DecisionCase) -> DecisionAssumptions {
    var own = self
    own.costs.tokensPerDay = decisionCase.tokensPerDay
    own.vocabularyPenalty = decisionCase.vocabularyPenalty
    own.adaptationFactor = decisionCase.adaptationFactor ?? adaptationFactor
    return own
  }

  /// The ladder of a case, on the best of the models that are to be had and can be.
  ///
  /// - Returns: nil where no model is given.
  public func ladder(_ decisionCase: DecisionCase) -> DecisionLadder? {
    let own = adapted(to: decisionCase)
    let possible = decisionCase.questions.filter { $0.objection(to: .asIs) == nil }
    let questions = possible.isEmpty ? decisionCase.questions : possible
    return own.bestGiven(questions).map { own.ladder($0) }
  }
}

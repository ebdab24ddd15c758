import ScalingLaws

/// What an option costs: training, serving for three years, people. All prices are the user's; what people
/// take is an assumption that stands in the report.
public struct AdviceCosts: Codable, Hashable, Sendable {
  /// Dollars for an accelerator hour.
  public var hourlyPrice = 2.0
  /// Of an accelerator, 16-bit operations a second.
  public var peakRate = TrainingCost.peakA100
  public var acceleratorName = "a100-40gb"
  /// Shares of the peak that training and serving reach.
  public var trainingUtilization = 0.3
  public var servingUtilization = 0.1
  /// Tokens that are read and written a day.
  public var tokensPerDay = 1e6
  /// Dollars for a million tokens of somebody else's service; nil for none.
  public var hostedPrice: Double?
  /// Dollars for all training; nil for none.
  public var budget: Double?
  public var weeklyWage = 4_000.0
  /// Weeks of people's work for each option.
  public var weeks: [String: Double] = [
    AdviceOption.asIs.rawValue: 0.5, AdviceOption.prompted.rawValue: 1,
    AdviceOption.retrieved.rawValue: 4, AdviceOption.adapted.rawValue: 4,
    AdviceOption.continued.rawValue: 8, AdviceOption.mixture.rawValue: 26,
    AdviceOption.ownText.rawValue: 26,
  ]

  public init() {}

  public static let years = 3.0

  /// What an option's figures come to.
  public struct Bill: Codable, Hashable, Sendable {
    /// Dollars for training, for a million tokens served, for people, and for three years in all.
    public let training: Double
    public let perMillionTokens: Double
    public let people: Double
    public let threeYears: Double
    /// Hours of one accelerator that training takes.
    public let acceleratorHours: Double
  }

  /// Operations that the budget pays for; nil without one.
  public var affordableCompute: Double? {
    budget.map {
      TrainingCost.compute(
        acceleratorHours: $0 / hourlyPrice, peakRate: peakRate, utilization: trainingUtilization)
    }
  }

  /// - Parameters:
  ///   - window: what stands in the window of what is trained; its weeks are added.
  ///   - parameters: of the model that serves.
  ///   - compute: operations of the training.
  ///   - readPerToken: tokens read for each token of the volume.
  public func bill(
    _ option: AdviceOption, window: AdviceOption? = nil, parameters: Double, compute: Double,
    readPerToken: Double
  ) -> Bill {
    let training =
      compute > 0
      ? TrainingCost(compute: compute, peakRate: peakRate, utilization: trainingUtilization) : nil
    let trainingDollars = training?.dollars(hourlyPrice: hourlyPrice) ?? 0
    let million = servingDollars(parameters: parameters) * readPerToken
    let rungs = [option, window].compactMap(\.self)
    let people = rungs.reduce(0) { $0 + (weeks[$1.rawValue] ?? 0) } * weeklyWage
    let served = tokensPerDay * 365 * Self.years / 1e6
    return Bill(
      training: trainingDollars, perMillionTokens: million, people: people,
      threeYears: trainingDollars + people + million * served,
      acceleratorHours: training?.acceleratorHours ?? 0)
  }

  /// Dollars for a million tokens: a forward pass is 2·N operations a token.
  public func servingDollars(parameters: Double) -> Double {
    TrainingCost(
      compute: 2 * parameters * 1e6, peakRate: peakRate, utilization: servingUtilization
    ).dollars(hourlyPrice: hourlyPrice)
  }
}

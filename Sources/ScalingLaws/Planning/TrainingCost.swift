/// What a training takes: operations, accelerator hours, days and dollars.
///
///     let cost = TrainingCost(parameters: 50.6e9, tokens: 569e9, utilization: 0.24)
///     cost.acceleratorHours               // 640,000
///     cost.days(accelerators: 512)        // 52
///     cost.dollars(hourlyPrice: 2)        // at a price that you give; the library knows none
public struct TrainingCost: Hashable, Sendable {
  /// An A100's 16-bit peak, operations a second.
  public static let peakA100 = 312e12

  /// Operations for each one of the model's where activations are computed again: a forward pass is
  /// a third of a step, and there are two of them (Wu et al. 2023, section 2.3: of a budget, 0.75
  /// remains).
  public static let recomputation = 4.0 / 3

  /// Model operations: what the weights ask for, without any recomputation.
  public let compute: Double
  /// Of one accelerator, operations a second.
  public let peakRate: Double
  /// The share of the peak that is done in fact. Without recomputation all of it is model operations
  /// (MFU, Chowdhery et al. 2022).
  public let utilization: Double
  /// Whether a further forward pass is part of what is done.
  public let isRecomputing: Bool

  /// - Precondition: all arguments are positive, `utilization` at most 1.
  public init(
    compute: Double, peakRate: Double = peakA100, utilization: Double, isRecomputing: Bool = false
  ) {
    precondition(
      compute > 0 && peakRate > 0 && utilization > 0 && utilization <= 1,
      "a cost needs positive numbers, and a utilization of at most 1")
    self.compute = compute
    self.peakRate = peakRate
    self.utilization = utilization
    self.isRecomputing = isRecomputing
  }

  /// C = 6·N·D (Kaplan et al. 2020, §2.1).
  public init(
    parameters: Double, tokens: Double, peakRate: Double = peakA100, utilization: Double,
    isRecomputing: Bool = false
  ) {
    self.init(
      compute: 6 * parameters * tokens, peakRate: peakRate, utilization: utilization,
      isRecomputing: isRecomputing)
  }

  /// Model operations that accelerator hours pay for: the inverse of `acceleratorHours`.
  public static func compute(
    acceleratorHours: Double, peakRate: Double, utilization: Double, isRecomputing: Bool = false
  ) -> Double {
    acceleratorHours * 3_600 * peakRate * utilization / (isRecomputing ? recomputation : 1)
  }

  public var acceleratorHours: Double {
    compute * (isRecomputing ? Self.recomputation : 1) / (peakRate * utilization) / 3_600
  }

  /// Days on so many accelerators at once.
  public func days(accelerators: Int) -> Double {
    acceleratorHours / Double(max(1, accelerators)) / 24
  }

  /// - Parameter hourlyPrice: dollars for an accelerator hour.
  public func dollars(hourlyPrice: Double) -> Double { acceleratorHours * hourlyPrice }
}

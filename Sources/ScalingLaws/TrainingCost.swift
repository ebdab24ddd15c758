/// What a training takes: operations, accelerator hours, days and dollars.
///
///     let cost = TrainingCost(parameters: 50.6e9, tokens: 569e9, utilization: 0.24)
///     cost.acceleratorHours               // 640,000
///     cost.days(accelerators: 512)        // 52
///     cost.dollars(hourlyPrice: 2)        // at a price that you give; the library knows none
public struct TrainingCost: Hashable, Sendable {
  /// An A100's 16-bit peak, operations a second.
  public static let peakA100 = 312e12

  /// Model operations: what the weights ask for, without any recomputation.
  public let compute: Double
  /// Of one accelerator, operations a second.
  public let peakRate: Double
  /// The share of the peak that becomes model operations (MFU, Chowdhery et al. 2022).
  public let utilization: Double

  /// - Precondition: all arguments are positive, `utilization` at most 1.
  public init(compute: Double, peakRate: Double = peakA100, utilization: Double) {
    precondition(
      compute > 0 && peakRate > 0 && utilization > 0 && utilization <= 1,
      "a cost needs positive numbers, and a utilization of at most 1")
    self.compute = compute
    self.peakRate = peakRate
    self.utilization = utilization
  }

  /// C = 6·N·D (Kaplan et al. 2020, §2.1).
  public init(
    parameters: Double, tokens: Double, peakRate: Double = peakA100, utilization: Double
  ) {
    self.init(compute: 6 * parameters * tokens, peakRate: peakRate, utilization: utilization)
  }

  public var acceleratorHours: Double { compute / (peakRate * utilization) / 3_600 }

  /// Days on so many accelerators at once.
  public func days(accelerators: Int) -> Double {
    acceleratorHours / Double(max(1, accelerators)) / 24
  }

  /// - Parameter hourlyPrice: dollars for an accelerator hour.
  public func dollars(hourlyPrice: Double) -> Double { acceleratorHours * hourlyPrice }
}

/// What one can spend, as model operations.
///
///     let budget = try ComputeBudget.time(
///       accelerators: 512, days: 53, on: TrainingMachine(.a100With40, utilization: 0.33))
///     budget.compute
public struct ComputeBudget: Hashable, Sendable {
  /// C, floating-point operations of the model: recomputed ones do not count.
  public let compute: Double
  /// What it was computed from, in words.
  public let origin: String

  /// A number of operations.
  public static func operations(_ compute: Double) throws(ScalingError) -> ComputeBudget {
    try ComputeBudget(compute, origin: "as given")
  }

  /// Accelerators for some days.
  public static func time(
    accelerators: Int, days: Double, on machine: TrainingMachine
  ) throws(ScalingError) -> ComputeBudget {
    let hours = Double(accelerators) * days * 24
    return try .hours(
      hours, on: machine, "\(accelerators) × \(machine.accelerator.name) for \(plain(days)) days")
  }

  /// Money at a price that the caller knows.
  public static func money(
    dollars: Double, hourlyPrice: Double, on machine: TrainingMachine
  ) throws(ScalingError) -> ComputeBudget {
    guard hourlyPrice > 0 else { throw .impossible("an hourly price must be positive") }
    return try .hours(
      dollars / hourlyPrice, on: machine,
      "\(plain(dollars)) dollars at \(plain(hourlyPrice)) an hour of \(machine.accelerator.name)")
  }

  /// Without a decimal point where none is needed.
  private static func plain(_ value: Double) -> String {
    abs(value) < 1e15 && value == value.rounded() ? "\(Int(value))" : "\(value)"
  }

  private static func hours(
    _ hours: Double, on machine: TrainingMachine, _ origin: String
  ) throws(ScalingError) -> ComputeBudget {
    guard let peakRate = machine.accelerator.peakRate else {
      throw .impossible("the peak rate of \(machine.accelerator.name) is not known; give it")
    }
    guard let utilization = machine.utilization else {
      throw .impossible("hours become operations by a utilization; give it")
    }
    return try ComputeBudget(
      TrainingCost.compute(
        acceleratorHours: hours, peakRate: peakRate, utilization: utilization,
        isRecomputing: machine.isRecomputing),
      origin: origin + (machine.isRecomputing ? ", a quarter of it for recomputation" : ""))
  }

  private init(_ compute: Double, origin: String) throws(ScalingError) {
    // Beyond these a power law is a joke, and shapes overflow.
    guard compute >= 1e6, compute <= 1e36 else {
      throw .impossible(
        "a budget of \(compute) operations is none; budgets lie between 1e6 and 1e36")
    }
    self.compute = compute
    self.origin = origin
  }
}

/// Where the training will run, as far as one knows.
public struct TrainingMachine: Hashable, Sendable {
  public var accelerator: Accelerator
  /// How many; nil where that is open.
  public var count: Int?
  /// The share of the peak that is done in fact, recomputation included.
  public var utilization: Double?
  /// Whether activations are computed again in the backward pass.
  public var isRecomputing: Bool
  /// Dollars for an accelerator hour.
  public var hourlyPrice: Double?

  public init(
    _ accelerator: Accelerator, count: Int? = nil, utilization: Double? = nil,
    isRecomputing: Bool = false, hourlyPrice: Double? = nil
  ) {
    self.accelerator = accelerator
    self.count = count
    self.utilization = utilization
    self.isRecomputing = isRecomputing
    self.hourlyPrice = hourlyPrice
  }
}

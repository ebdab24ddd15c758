import ArgumentParser
import WorkbookCore

/// The options of `advise` that say what things cost; no price is known by itself.
struct AdviceCostOptions: ParsableArguments {
  @Option(help: "Dollars for all training. (default: what this machine does in a day, for nothing)")
  var budgetDollars: Double?

  @Option(help: "Dollars for an hour of one accelerator.")
  var hourlyPrice = AdviceCosts().hourlyPrice

  @Option(help: "The accelerator: a100-40gb, a100-80gb, h100, h200, b200, l40s, mi300x.")
  var gpu = AdviceCosts().acceleratorName

  @Option(help: "The share of the accelerator's peak that training reaches.")
  var utilization = AdviceCosts().trainingUtilization

  @Option(help: "Tokens that will be read and written a day.")
  var tokensPerDay = AdviceCosts().tokensPerDay

  @Option(help: "Dollars for a million tokens of a hosted model, to compare with.")
  var hostedPrice: Double?

  @Option(help: "Dollars for a week of somebody's work.")
  var weeklyWage = AdviceCosts().weeklyWage

  func validate() throws {
    try ScalingPlanCommand.requirePositive([
      ("--budget-dollars", budgetDollars), ("--hourly-price", hourlyPrice),
      ("--utilization", utilization), ("--tokens-per-day", tokensPerDay),
      ("--hosted-price", hostedPrice), ("--weekly-wage", weeklyWage),
    ])
    guard utilization <= 1 else {
      throw ValidationError("--utilization is \(utilization); it is a share, at most 1")
    }
  }

  func costs() throws -> AdviceCosts {
    guard let accelerator = Accelerator.named(gpu), let peak = accelerator.peakRate else {
      let known = Accelerator.known.map(\.name).joined(separator: ", ")
      throw InputError("--gpu \(gpu) is not known here; known are \(known)")
    }
    var costs = AdviceCosts()
    costs.budget = budgetDollars
    costs.hourlyPrice = hourlyPrice
    (costs.acceleratorName, costs.peakRate) = (accelerator.name, peak)
    costs.trainingUtilization = utilization
    costs.tokensPerDay = tokensPerDay
    costs.hostedPrice = hostedPrice
    costs.weeklyWage = weeklyWage
    return costs
  }
}

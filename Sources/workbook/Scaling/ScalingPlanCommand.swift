import ArgumentParser
import Foundation
import WorkbookCore

/// `scaling plan`: the size, the tokens and the bill of a budget.
struct ScalingPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plans a training for a budget: size, tokens, shape, memory, time, data, use.",
    discussion: """
      Example: ./workbook scaling plan --flops 3.51e23 --law chinchilla-1 --family bloom \
      --vocabulary 131072 --unique-tokens 709e9
      Example: ./workbook scaling plan --gpus 8 --days 14 --gpu h100 --utilization 0.4 \
      --inference-tokens 1e12
      Example: ./workbook scaling plan --dollars 20000 --hourly-price 2 --gpu a100-80gb \
      --utilization 0.4 --law law.json --json

      A budget is --flops, or --gpus and --days, or --dollars and --hourly-price; the last two need a \
      GPU's peak rate and --utilization, the share of it that is done in fact. No price is built in.

      Laws: chinchilla-1 and chinchilla-2 (lines through the tables of Hoffmann et al. 2022, as \
      BloombergGPT's authors drew them), chinchilla-3 (their parametric law), replication (the same \
      form fitted anew by Besiroglu et al. 2024), or the file that scaling fit --out wrote.

      A law of your own is refused where it failed its own test, is not identified, contradicts a \
      measured loss or the budget, or lies more than four orders of magnitude from its runs; --anyway \
      plans all the same, and says what is wrong first.
      """)

  @Option(help: "chinchilla-1, chinchilla-2, chinchilla-3, replication, or the FILE.json of a fit.")
  var law = "replication"

  @OptionGroup(title: "The budget") var budget: ScalingBudgetOptions

  @OptionGroup(title: "The model") var shape: ScalingShapeOptions

  @Option(help: "Different tokens that you have: epochs, and what repeating them costs.")
  var uniqueTokens: Double?

  @Option(help: "Tokens that the model will read and write in its life.")
  var inferenceTokens: Double?

  @Option(help: "The share of intervals like these that hold the truth.")
  var level = 0.9

  @Flag(help: "Plan also with a law that no plan should rest on.")
  var anyway = false

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level is \(level); it lies between 0 and 1")
    }
    try Self.requirePositive([
      ("--unique-tokens", uniqueTokens), ("--inference-tokens", inferenceTokens),
    ])
    if PublishedLaw(rawValue: law) == nil && !isFile {
      let known = PublishedLaw.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "there is no law '\(law)'; known are \(known), and the FILE.json of a fit")
    }
  }

  /// A name that nobody would take for a law's.
  private var isFile: Bool {
    law.hasSuffix(".json") || law.contains("/") || FileManager.default.fileExists(atPath: law)
  }

  /// Throws for the first of the given numbers that is not positive.
  static func requirePositive(_ options: [(name: String, value: Double?)]) throws {
    for (name, value) in options {
      if let value, !(value > 0 && value.isFinite) {
        throw ValidationError("\(name) is \(value); give a positive number")
      }
    }
  }

  func run() throws {
    let planned =
      try PublishedLaw(rawValue: law).map { try PlanningLaw($0) }
      ?? PlanningLaw(try FittedLaw.read(law), name: law)
    var request = ScalingPlan.Request(law: planned, budget: try budget.budget())
    request.level = level
    request.machine = budget.machine
    request.uniqueTokens = uniqueTokens
    request.inferenceTokens = inferenceTokens
    request.ignoresObjections = anyway
    shape.apply(to: &request)
    let plan = try ScalingPlan(request)
    if json {
      Console.printJSON(plan.json)
    } else {
      print(ScalingPlanReport(plan: plan).text)
    }
  }
}

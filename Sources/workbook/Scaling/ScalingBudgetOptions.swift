import ArgumentParser
import WorkbookCore

/// What there is to spend, and on which machine.
struct ScalingBudgetOptions: ParsableArguments {
  @Option(help: "The budget as the model's floating-point operations, 6·N·D.")
  var flops: Double?

  @Option(help: "Days on --gpus.")
  var days: Double?

  @Option(help: "Dollars, at --hourly-price.")
  var dollars: Double?

  @Option(help: "How many GPUs there are.")
  var gpus: Int?

  @Option(
    help: ArgumentHelp(
      "The GPU: \(Accelerator.known.map(\.name).joined(separator: ", ")); others by --peak-flops "
        + "and --gpu-memory."))
  var gpu: String?

  @Option(help: "A GPU's 16-bit peak, operations a second.")
  var peakFlops: Double?

  @Option(help: "A GPU's memory, GB.")
  var gpuMemory: Double?

  @Option(help: "The share of the peak that is done in fact, recomputation included.")
  var utilization: Double?

  @Option(help: "Dollars for an hour of one GPU.")
  var hourlyPrice: Double?

  @Flag(help: "Compute activations again in the backward pass, which takes a third more.")
  var recompute = false

  func validate() throws {
    try ScalingPlanCommand.requirePositive([
      ("--flops", flops), ("--days", days), ("--dollars", dollars),
      ("--gpus", gpus.map { Double($0) }), ("--peak-flops", peakFlops),
      ("--gpu-memory", gpuMemory), ("--utilization", utilization),
      ("--hourly-price", hourlyPrice),
    ])
    if let utilization, utilization > 1 {
      throw ValidationError("--utilization is \(utilization); it is a share of 1")
    }
    if let gpus, gpus > 10_000_000 {
      throw ValidationError("--gpus is \(gpus); there are no ten million GPUs")
    }
    if let gpu, accelerator == nil {
      let known = Accelerator.known.map(\.name).joined(separator: ", ")
      throw ValidationError(
        "the GPU '\(gpu)' is not known; known are \(known); give others by --peak-flops and "
          + "--gpu-memory")
    }
    let given = [("--flops", flops), ("--days", days), ("--dollars", dollars)]
      .filter { $0.1 != nil }.map(\.0)
    guard let form = given.first else {
      throw ValidationError(
        "give a budget: --flops, or --gpus and --days, or --dollars and --hourly-price")
    }
    guard given.count == 1 else {
      throw ValidationError(
        "\(given.joined(separator: " and ")) are \(given.count) budgets; give one")
    }
    if form == "--days" && gpus == nil { throw ValidationError("--days needs --gpus") }
    if form == "--dollars" && hourlyPrice == nil {
      throw ValidationError("--dollars needs --hourly-price; no price is built in")
    }
    if form != "--flops" {
      guard machine?.accelerator.peakRate != nil else {
        throw ValidationError("\(form) needs --gpu or --peak-flops, to become operations")
      }
      guard utilization != nil else {
        throw ValidationError("\(form) needs --utilization, to become operations")
      }
    }
  }

  private var accelerator: Accelerator? { gpu.flatMap { Accelerator.named($0) } }

  /// Nil where nothing is said about it.
  var machine: TrainingMachine? {
    guard gpu != nil || peakFlops != nil || gpuMemory != nil else { return nil }
    return TrainingMachine(
      Accelerator(
        name: accelerator?.name ?? gpu ?? "GPU", peakRate: peakFlops ?? accelerator?.peakRate,
        memory: gpuMemory.map { $0 * 1e9 } ?? accelerator?.memory),
      count: gpus, utilization: utilization, isRecomputing: recompute, hourlyPrice: hourlyPrice)
  }

  /// The budget, of options that were validated.
  func budget() throws -> ComputeBudget {
    if let machine {
      if let days, let gpus { return try .time(accelerators: gpus, days: days, on: machine) }
      if let dollars, let hourlyPrice {
        return try .money(dollars: dollars, hourlyPrice: hourlyPrice, on: machine)
      }
    }
    return try .operations(flops ?? 0)
  }
}

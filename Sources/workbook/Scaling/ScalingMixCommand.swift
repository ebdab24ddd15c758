import ArgumentParser
import Foundation
import WorkbookCore

extension MixtureForm: ExpressibleByArgument {}

/// `scaling mix`: the best mixture of domains, by a law of runs on some mixtures.
struct ScalingMixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mix",
    abstract: "Finds the best mixture of texts to train on, by losses on some mixtures.",
    discussion: """
      Example: ./workbook scaling mix mixtures.csv
      Example: ./workbook scaling mix mixtures.csv --weights law=0.7 general=0.3 --out charts
      Example: ./workbook scaling mix mixtures.csv --at-most law=0.2 --tolerance 0.02 --json
      Example: ./workbook scaling mix 2Mix_70M.csv --step 20000 --domains Github Pile-CC

      The table is a CSV file with a row a run: a column share.NAME for each domain that was mixed \
      (0 to 1, with a sum of 1) and a column loss.NAME for each text that was measured (nats a token, or \
      bits a byte). It may also say name, step, tokens, parameters, seed and held_out. Tables with a row \
      a loss are read too: model_mixture (which ends in the shares, as 160M_base2_1-0.25-0.75), step, \
      valid_domain, loss_nats_per_token.

      Each text's loss gets a law of all shares. exponential: L = c + k exp(sum of t_j r_j) (Ye et al. \
      2024); power: L = c + k product of (r_j + 0.01)^t_j; logarithmic and linear: sums of t_j \
      ln(r_j + 0.01) and of t_j r_j. Of n domains the exponential law has n + 1 constants a text, and it \
      takes n + 2 different mixtures; twice as many are better.

      The best mixture has the lowest sum of the losses with their weights. Its shares may lie anywhere \
      that --at-least and --at-most allow: lines that begin with ! say where that is a leap, how badly \
      held-out mixtures were foretold, and what the runs leave open. "within" are the shares with which \
      some mixture is as good but for --tolerance.
      """)

  @Argument(help: "The table of runs on mixtures, a CSV file.")
  var table: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "How much each text's loss counts, as law=0.7 general=0.3; others count nothing. (default: all "
        + "the same)", valueName: "name=weight"))
  var weights: [NamedNumber] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The most of a domain's share, such as what a short text can give.", valueName: "name=share"))
  var atMost: [NamedNumber] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The least of a domain's share.", valueName: "name=share"))
  var atLeast: [NamedNumber] = []

  @Option(help: "The form of the law: exponential, power, logarithmic or linear.")
  var form = MixtureForm.exponential

  @Option(
    help: ArgumentHelp(
      "Mixtures that test the law: column (those that held_out marks), each (in turn), 5 (in five "
        + "parts), 0.2 (a fifth of them, once). (default: the marked ones, else each in turn or, of more "
        + "than 20, a tenth in turn)", valueName: "mixtures"))
  var heldOut = HeldOutMixtures(holdOut: .automatic)

  @Option(help: "What a mixture may lose more than the best and be as good, in the losses' unit.")
  var tolerance = 0.01

  @Option(
    help: "The training step whose losses count, or last. (default: the last that all runs have)")
  var step: TrainingStep?

  @Option(help: "The runs of so many parameters, where the table has several sizes.")
  var parameters: Double?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Of which domains the names of mixtures list the shares, in order. (default: as the losses tell)",
      valueName: "names"))
  var domains: [String] = []

  @Option(help: "Refits for the intervals; 0 for none.")
  var bootstrap = 1_000

  @Option(help: "The share of intervals like these that hold the truth.")
  var level = 0.9

  @Option(help: "The seed of refits, held-out parts and starts.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Draws the law and the mixture into a folder.", valueName: "folder"))
  var out: String?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    try ScalingPlanCommand.requirePositive([
      ("--tolerance", tolerance), ("--parameters", parameters),
    ])
    guard (0...100_000).contains(bootstrap) else {
      throw ValidationError("--bootstrap is \(bootstrap); give 0 to 100000")
    }
    guard level > 0, level < 1 else {
      throw ValidationError("--level is \(level); it lies between 0 and 1")
    }
  }

  func run() throws {
    let request = MixturePlan.Request(
      weights: try NamedNumber.values(weights, of: "--weights"),
      atLeast: try NamedNumber.values(atLeast, of: "--at-least"),
      atMost: try NamedNumber.values(atMost, of: "--at-most"), tolerance: tolerance)
    if let out {
      try OutputFolder.check(out)
      try Gnuplot.requireInstalled()
    }
    let plan = try makePlan(request)
    let chart = try out.map { try MixtureChart(plan).figure.render(in: $0).svg }
    let report = ScalingMixReport(plan: plan, path: table, chart: chart)
    if json {
      report.note()
      Console.printJSON(plan.json(chart: chart))
    } else {
      print(report.text)
    }
    report.sayNext()
  }

  private func makePlan(_ request: MixturePlan.Request) throws -> MixturePlan {
    var fitter = MixtureFitter(form)
    fitter.level = level
    do {
      let runs = try MixtureTable.read(
        table, .init(step: step?.value, parameters: parameters, domains: domains))
      try request.check(runs.seen)
      try fitter.check(runs, holdOut: heldOut.holdOut)
      Console.note("fitting \(form.rawValue) to \(Plural.count(runs.seen.runs.count, "run"))")
      let law = try fitter.fit(runs, resamples: bootstrap, seed: seed, holdOut: heldOut.holdOut)
      return try MixturePlan(law, request, seed: seed)
    } catch let error as MixtureLawError {
      // A table's own errors name it already.
      if case .badTable = error { throw error }
      throw InputError("\(table): \(Remedies.line(for: error, verb: "scaling"))")
    }
  }
}

/// What `--held-out` takes.
struct HeldOutMixtures: ExpressibleByArgument {
  let holdOut: MixtureHoldOut

  init(holdOut: MixtureHoldOut) { self.holdOut = holdOut }

  init?(argument: String) {
    switch argument {
    case "column": holdOut = .marked
    // More parts than mixtures: each is one.
    case "each": holdOut = .folds(.max)
    default:
      if let folds = Int(argument), folds >= 2 {
        holdOut = .folds(folds)
      } else if let share = Double(argument), share > 0, share < 1 {
        holdOut = .share(share)
      } else {
        return nil
      }
    }
  }

  var defaultValueDescription: String { "" }
}

/// What `--step` takes: a number, or `last`.
struct TrainingStep: ExpressibleByArgument {
  let value: Double

  init?(argument: String) {
    if argument == "last" {
      value = .infinity
    } else if let step = Double(argument), step >= 0, step.isFinite {
      value = step
    } else {
      return nil
    }
  }
}

import ArgumentParser

/// `scaling`: from runs, made here or elsewhere, to the size that a budget buys.
struct ScalingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling",
    abstract: "Makes sweeps of training runs, fits scaling laws to them, and plans models by them.",
    discussion: """
      Example: ./workbook scaling sweep --corpus notes/ --out runs.csv --minutes 10
      Example: ./workbook scaling fit --runs runs.csv --form chinchilla --json > law.json
      Example: ./workbook scaling plan --flops 1e20 --law law.json
      """,
    subcommands: [
      ScalingSweepCommand.self, ScalingFitCommand.self, ScalingPlanCommand.self,
    ])
}

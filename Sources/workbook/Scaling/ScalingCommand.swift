import ArgumentParser

/// `scaling`: from a sweep of runs to the size that a budget buys, from runs on mixtures to the best one.
struct ScalingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling",
    abstract:
      "Makes sweeps of training runs, fits laws to them, and plans models and mixtures by those.",
    discussion: """
      Example: ./workbook scaling sweep --corpus notes/ --out runs.csv --minutes 10
      Example: ./workbook scaling fit --runs runs.csv --out law.json
      Example: ./workbook scaling plan --flops 1e20 --law law.json
      Example: ./workbook scaling mix mixtures.csv --weights law=0.7 general=0.3
      """,
    subcommands: [
      ScalingSweepCommand.self, ScalingFitCommand.self, ScalingPlanCommand.self,
      ScalingMixCommand.self,
    ])
}

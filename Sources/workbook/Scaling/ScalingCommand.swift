import ArgumentParser

/// `scaling`: from finished runs to the size that a budget buys.
struct ScalingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling",
    abstract: "Fits scaling laws to training runs, and plans models by them.",
    discussion: """
      Example: ./workbook scaling fit --runs runs.csv --form chinchilla --json > law.json
      Example: ./workbook scaling plan --flops 1e20 --law law.json
      """,
    subcommands: [
      ScalingFitCommand.self, ScalingPlanCommand.self,
    ])
}

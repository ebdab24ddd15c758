import ArgumentParser

/// `scaling`: from finished runs to the size that a budget buys.
struct ScalingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling",
    abstract: "Plans models by scaling laws.",
    discussion: """
      Example: ./workbook scaling plan --flops 3.51e23 --law chinchilla-1
      """,
    subcommands: [
      ScalingPlanCommand.self
    ])
}

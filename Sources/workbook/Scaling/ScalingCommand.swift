import ArgumentParser

/// `scaling`: from finished runs to the size that a budget buys.
struct ScalingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling",
    abstract: "Makes sweeps of training runs.",
    discussion: """
      Example: ./workbook scaling sweep --corpus notes/ --out runs.csv --minutes 10
      """,
    subcommands: [
      ScalingSweepCommand.self
    ])
}

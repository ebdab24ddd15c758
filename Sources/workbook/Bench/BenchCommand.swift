import ArgumentParser

/// `bench`: the project's own measurements.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract:
      "Measures training, decoding, prefill, tokenizers and matrix products on this machine.",
    discussion: """
      Example: ./workbook bench train --layers 4 --heads 4 --width 128 --context 64 --batch 12 \
      --vocabulary 65 --steps 30 --json

      Times are medians, and each comes with what it should be held against: the step's matrix \
      products alone, or the memory's bandwidth, measured in the same run.
      """,
    subcommands: [
      BenchTrainCommand.self, BenchDecodeCommand.self, BenchPrefillCommand.self,
      BenchTokenizerCommand.self, BenchGEMMCommand.self,
    ])
}

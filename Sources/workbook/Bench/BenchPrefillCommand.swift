import ArgumentParser
import WorkbookCore

/// `bench prefill`: tokens a second that a prompt is read with.
struct BenchPrefillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prefill",
    abstract: "Times the reading of a prompt.",
    discussion: """
      Example: ./workbook bench prefill --model SmolLM2-135M-Instruct.Q4_1.gguf --prompt 370 --json

      Without --model, a model of random weights is made of the shape options. Operations are those \
      of the matrix products, attention apart.
      """)

  @OptionGroup var shape: BenchModelOptions

  @Option(help: "A model directory or GGUF file to measure, in place of random weights.")
  var model: String?

  @Option(help: "Tokens of the prompt.")
  var prompt = 370

  @Option(help: "Tokens that are read at a time.")
  var block = 128

  @Option(help: "Readings, of which the median counts.")
  var readings = 5

  @Option(help: "Threads. (default: one a core)")
  var threads: Int?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard prompt > 0, block > 0, readings > 0, threads ?? 1 > 0 else {
      throw ValidationError("--prompt, --block, --readings and --threads must be at least 1")
    }
  }

  func run() throws {
    let source = try BenchSource.open(model) ?? randomWeights()
    let result = try PrefillBenchmark.run(
      source, promptLength: prompt, rowLimit: block,
      threads: threads ?? MachineProbe.processorCount, readings: readings)
    guard !json else {
      Console.printJSON([
        "tokensPerSecond": .number(result.tokensPerSecond),
        "gigaflopsPerSecond": .number(result.operationsPerSecond / 1e9),
        "parameters": .integer(source.configuration.parameterCount.all),
        "threads": .integer(result.threads),
        "tokens": .integer(prompt),
      ])
      return
    }
    print(
      """
      speed            \(Measure.ratio(result.tokensPerSecond)) tokens a second \
      (median of \(readings), \(result.threads) threads)
      products         \(Measure.ratio(result.operationsPerSecond / 1e9)) GFLOP/s
      """)
  }

  private func randomWeights() throws -> any WeightSource {
    let parameters = try ParameterStore<Float>(try shape.configuration(contextLength: prompt + 1))
    parameters.initialize(seed: 1)
    return parameters
  }
}

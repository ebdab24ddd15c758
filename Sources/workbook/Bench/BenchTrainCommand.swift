import ArgumentParser
import WorkbookCore

/// `bench train`: the time of a training step, beside that of its matrix products alone.
struct BenchTrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Times a training step and its matrix products alone.",
    discussion: """
      Example: ./workbook bench train --family gpt2 --layers 4 --heads 4 --width 128 --context 64 \
      --batch 12 --vocabulary 65 --steps 30 --json

      A step is forward, backward, clipping and AdamW. The floor is the step's own matrix products \
      by OpenBLAS, each thread on its share of the batch, attention's square whole.
      """)

  @OptionGroup var model: BenchModelOptions

  @Option(help: "Tokens a sequence.")
  var context = 64

  @Option(help: "Sequences a step.")
  var batch = 12

  @Option(help: "Steps to time.")
  var steps = 30

  @Option(help: "Steps before those, not timed.")
  var warmup = 3

  @Option(help: "Threads that share each batch. (default: one a core)")
  var replicas: Int?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard steps > 0, warmup > 0 else {
      throw ValidationError("--steps and --warmup must be at least 1")
    }
  }

  func run() throws {
    let configuration = try model.configuration(contextLength: context)
    let training = TrainingConfiguration(
      batch: batch, contextLength: context, steps: steps, replicas: replicas)
    let result = try TrainingBenchmark.run(
      configuration, training: training, steps: steps, warmup: warmup)
    let (step, floor) = (result.medianStepSeconds, result.medianFloorSeconds)
    guard !json else {
      Console.printJSON([
        "medianStepMilliseconds": .number(step * 1e3),
        "minimumStepMilliseconds": .number((result.stepSeconds.min() ?? .nan) * 1e3),
        "tokensPerSecond": .number(result.tokensPerSecond),
        "gemmFloorMilliseconds": .number(floor * 1e3),
        "ratioToFloor": .number(step / floor),
        "gigaflopsPerSecond": .number(result.operations / step / 1e9),
        "parameters": .integer(configuration.parameterCount.all),
        "memoryBytes": .integer(result.memory.total),
        "replicas": .integer(training.replicas),
        "steps": .integer(steps),
      ])
      return
    }
    print(
      """
      step             \(Measure.milliseconds(step)) (median of \(steps), \
      \(training.replicas) threads)
      products alone   \(Measure.milliseconds(floor)); the step takes \
      \(Measure.ratio(step / floor)) times that
      speed            \(Int(result.tokensPerSecond.rounded())) tokens a second, \
      \(Int((result.operations / step / 1e9).rounded())) GFLOP/s
      """)
  }
}

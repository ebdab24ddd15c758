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
      as it computes them, each thread on its share of the batch, attention's square whole. The parts of a \
      step come from further steps, with the operations that each does, the bytes that it must move \
      at least, and the roof over it: what this machine's products or its memory allow.
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

  @Option(
    help:
      "The numbers that matrices are multiplied in: float32, bfloat16, or the fastest of them here."
  )
  var precision = PrecisionChoice.float32

  @Flag(help: "Compute layers again in the backward pass.")
  var recompute = false

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
    var training = TrainingConfiguration(
      batch: batch, contextLength: context, steps: steps, replicas: replicas)
    training.recomputation = recompute
    training.productPlan = precision.plan(
      for: configuration, batch: batch, time: context, replicas: training.replicas,
      noting: Console.note)
    let computed = training.productPlan.precision.rawValue
    let result = try TrainingBenchmark.run(
      configuration, training: training, steps: steps, warmup: warmup)
    let (step, floor) = (result.medianStepSeconds, result.medianFloorSeconds)
    let roof = Roofline.measure(threads: training.replicas)
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
        "precision": .text(computed),
        "steps": .integer(steps),
        "profiledStepMilliseconds": .number(result.profile.seconds * 1e3),
        "peakGigaflopsPerSecond": .number(roof.peak / 1e9),
        "readBandwidthBytesPerSecond": .number(roof.bandwidth),
        "parts": .array(
          result.profile.parts.map { Self.json($0, of: result.profile, under: roof) }),
      ])
      return
    }
    print(
      """
      step             \(Measure.milliseconds(step)) (median of \(steps), \
      \(training.replicas) threads, \(computed))
      products alone   \(Measure.milliseconds(floor)); the step takes \
      \(Measure.ratio(step / floor)) times that
      speed            \(Int(result.tokensPerSecond.rounded())) tokens a second, \
      \(Int((result.operations / step / 1e9).rounded())) GFLOP/s
      roofline         \(Measure.whole(roof.peak / 1e9)) GFLOP/s, \
      \(Measure.whole(roof.bandwidth / 1e9)) GB/s
      """)
    for part in result.profile.parts where part.seconds > 0 {
      print(Self.line(part, of: result.profile, under: roof))
    }
  }

  private static func json(
    _ part: StepProfile.Part, of profile: StepProfile, under roof: Roofline
  ) -> JSONValue {
    [
      "part": .text(part.part.name), "milliseconds": .number(part.seconds * 1e3),
      "share": .number(part.seconds / profile.seconds), "operations": .number(part.operations),
      "bytes": .number(part.bytes),
      "operationsPerByte": part.intensity.map { .number($0) } ?? .null,
      "gigaflopsPerSecond": part.rate.map { .number($0 / 1e9) } ?? .null,
      "roofGigaflopsPerSecond": part.intensity.map {
        .number(roof.bound(intensity: $0) / 1e9)
      } ?? .null,
    ]
  }

  private static func line(
    _ part: StepProfile.Part, of profile: StepProfile, under roof: Roofline
  ) -> String {
    let name = part.part.name.padding(toLength: 15, withPad: " ", startingAt: 0)
    let share = Measure.whole(100 * part.seconds / profile.seconds)
    let time = "  \(name)\(Measure.milliseconds(part.seconds)), \(share) %"
    guard let intensity = part.intensity, let rate = part.rate else { return time }
    return time + "; \(Measure.ratio(intensity)) operations a byte, "
      + "\(Measure.whole(rate / 1e9)) GFLOP/s under a roof of "
      + Measure.whole(roof.bound(intensity: intensity) / 1e9)
  }
}

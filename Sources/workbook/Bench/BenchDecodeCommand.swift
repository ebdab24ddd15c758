import ArgumentParser
import WorkbookCore

/// `bench decode`: tokens a second with a cache, beside the memory's bandwidth.
struct BenchDecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Times greedy decoding and the memory's bandwidth.",
    discussion: """
      Example: ./workbook bench decode --family llama --layers 30 --heads 9 --kv-heads 3 \
      --width 576 --feed-forward 1536 --vocabulary 49152 --json

      Example: ./workbook bench decode --model SmolLM2-135M-Instruct.Q4_1.gguf --prompt 370 --json

      Without --model, a model of random weights is made of the shape options. Each token reads every \
      weight once. The bandwidth is that of the same threads reading memory, measured between the tokens. \
      openSeconds is the time from a path to weights that can multiply, tokenizerSeconds that of its \
      tokenizer.
      """)

  @OptionGroup var shape: BenchModelOptions

  @Option(help: "A model directory or GGUF file to measure, in place of random weights.")
  var model: String?

  @OptionGroup var cache: CacheOptions

  @Option(help: "Tokens in the cache before the first that is timed.")
  var prompt = 16

  @Option(help: "Tokens to time.")
  var tokens = 64

  @Option(help: "Threads. (default: one a core)")
  var threads: Int?

  @Flag(help: "End with one JSON object on standard output.")
  var json = false

  func validate() throws {
    guard prompt > 0, tokens > 0, threads ?? 1 > 0 else {
      throw ValidationError("--prompt, --tokens and --threads must be at least 1")
    }
  }

  func run() throws {
    let source = try model.map { try BenchSource.timed($0) }
    let configuration =
      try source?.weights.configuration
      ?? shape.configuration(contextLength: prompt + tokens + 1)
    let threads = threads ?? MachineProbe.processorCount
    let result: DecodingBenchmark
    if let source {
      result = try .run(
        source.weights, promptLength: prompt, tokens: tokens, threads: threads,
        cachePrecision: cache.precision)
    } else {
      result = try .run(
        configuration, promptLength: prompt, tokens: tokens, threads: threads,
        cachePrecision: cache.precision)
    }
    let share = result.bytesPerSecond / result.readBandwidth
    guard !json else {
      Console.printJSON([
        "tokensPerSecond": .number(result.tokensPerSecond),
        "bytesPerSecond": .number(result.bytesPerSecond),
        "readBandwidthBytesPerSecond": .number(result.readBandwidth),
        "shareOfBandwidth": .number(share),
        "weightBytes": .integer(result.weightByteCount),
        "parameters": .integer(configuration.parameterCount.all),
        "threads": .integer(result.threads),
        "tokens": .integer(tokens),
        "openSeconds": (source?.seconds).map { .number($0) } ?? .null,
        "tokenizerSeconds": (source?.tokenizerSeconds).map { .number($0) } ?? .null,
      ])
      return
    }
    print(
      """
      speed            \(Measure.ratio(result.tokensPerSecond)) tokens a second \
      (median of \(tokens), \(result.threads) threads)
      weights read     \(Measure.ratio(result.bytesPerSecond / 1e9)) GB/s, \
      \(Measure.ratio(share)) of the memory's \(Measure.ratio(result.readBandwidth / 1e9)) GB/s
      """)
  }
}

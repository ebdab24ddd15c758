import Groundwork
import Models
import Tensors

/// How fast a model reads a prompt, beside the multiplications that this takes.
///
///     let result = try PrefillBenchmark.run(weights, promptLength: 370, threads: 2)
///     result.tokensPerSecond                  // 480, say
///     result.operationsPerSecond / 1e9        // GFLOP/s
///
/// A prompt is read in blocks of many tokens, for which each weight is read once: unlike decoding this
/// waits for the processor.
public struct PrefillBenchmark: Sendable {
  /// Seconds of each reading of the whole prompt.
  public let seconds: [Double]
  public let promptLength: Int
  /// Multiplications and additions of the matrix products of one reading, attention apart.
  public let operations: Double
  public let threads: Int

  public init(seconds: [Double], promptLength: Int, operations: Double, threads: Int) {
    self.seconds = seconds
    self.promptLength = promptLength
    self.operations = operations
    self.threads = threads
  }

  /// Tokens a second, of the median reading.
  public var tokensPerSecond: Double { Double(promptLength) / MachineProbe.median(seconds) }
  /// Operations a second, of the median reading.
  public var operationsPerSecond: Double { operations / MachineProbe.median(seconds) }

  /// Reads a prompt several times, each time with an empty cache.
  ///
  /// - Parameter rowLimit: the tokens of a block.
  /// - Throws: for a source without a weight that its model needs, or a prompt that the context does
  ///   not hold.
  public static func run(
    _ source: any WeightSource, promptLength: Int, rowLimit: Int = 128, threads: Int,
    readings: Int = 5
  ) throws -> PrefillBenchmark {
    guard promptLength > 0, readings > 0, threads > 0 else {
      throw InferenceError.unsupported("prompt, readings and threads must be at least 1")
    }
    let decoder = try CachedDecoder(source, rowLimit: rowLimit, threads: threads)
    let ids = prompt(promptLength, source.configuration)
    var seconds: [Double] = []
    // The first reading is not counted: it wakes the threads and meets cold weights.
    for reading in 0...readings {
      let cache = try decoder.makeCache(capacity: promptLength)
      let time = try Stopwatch.seconds { _ = try decoder.append(ids, to: cache) }
      if reading > 0 { seconds.append(time) }
    }
    return PrefillBenchmark(
      seconds: seconds, promptLength: promptLength,
      operations: operations(source.configuration, promptLength), threads: threads)
  }

  /// Ids that walk through the vocabulary.
  static func prompt(_ count: Int, _ configuration: ModelConfiguration) -> [Int32] {
    (0..<count).map { Int32(7 * $0 % configuration.vocabularySize) }
  }

  /// Two for each weight of a layer and token; the head works for the last token alone.
  private static func operations(_ configuration: ModelConfiguration, _ tokens: Int) -> Double {
    let layers = ParameterLayout(configuration).specifications.reduce(0) { total, specification in
      let isLayer = specification.role == .matrix || specification.role == .residualMatrix
      return total
        + (isLayer && specification.name != ParameterNames.head ? specification.count : 0)
    }
    return 2 * Double(layers) * Double(tokens)
      + 2 * Double(configuration.vocabularySize) * Double(configuration.width)
  }
}

import Groundwork
import Models
import Tensors

/// How fast a model writes, one token after the other, beside how fast the memory can be read.
///
///     let result = try DecodingBenchmark.run(configuration, tokens: 64)
///     result.bytesPerSecond / result.readBandwidth     // 0.9, say
///
/// Every new token reads every weight once: however fast the processor, decoding is no faster than
/// the memory.
public struct DecodingBenchmark: Sendable {
  /// Seconds of each token, the greedy choice included.
  public let tokenSeconds: [Double]
  /// Bytes a second that the same number of threads read from memory, measured between the tokens.
  public let bandwidths: [Double]
  /// The bytes of the weights that a token reads.
  public let weightByteCount: Int
  public let threads: Int

  public init(tokenSeconds: [Double], bandwidths: [Double], weightByteCount: Int, threads: Int) {
    self.tokenSeconds = tokenSeconds
    self.bandwidths = bandwidths
    self.weightByteCount = weightByteCount
    self.threads = threads
  }

  /// Tokens a second, of the median round.
  public var tokensPerSecond: Double { 1 / MachineProbe.median(tokenSeconds) }
  /// Bytes of weights read a second.
  public var bytesPerSecond: Double { Double(weightByteCount) * tokensPerSecond }
  /// Bytes a second of the median probe.
  public var readBandwidth: Double { MachineProbe.median(bandwidths) }

  /// Measures greedy decoding of random weights.
  ///
  /// - Throws: for an impossible shape, or more tokens than the context holds.
  public static func run(
    _ configuration: ModelConfiguration, promptLength: Int = 16, tokens: Int, threads: Int,
    cachePrecision: CachePrecision? = nil
  ) throws -> DecodingBenchmark {
    // Before the weights take their memory.
    try check(promptLength, tokens, threads)
    let parameters = try ParameterStore<Float>(configuration)
    parameters.initialize(seed: 1)
    return try run(
      parameters, promptLength: promptLength, tokens: tokens, threads: threads,
      cachePrecision: cachePrecision)
  }

  /// Measures greedy decoding, in rounds with a look at the memory's bandwidth between them.
  ///
  /// - Parameters:
  ///   - promptLength: tokens in the cache before the first is timed.
  ///   - tokens: tokens to time.
  ///   - cachePrecision: how keys and values are kept; nil leaves it to the weights.
  /// - Throws: for a source without a weight that its model needs, or more tokens than the context
  ///   holds.
  public static func run(
    _ source: any WeightSource, promptLength: Int = 16, tokens: Int, threads: Int,
    cachePrecision: CachePrecision? = nil
  ) throws -> DecodingBenchmark {
    try check(promptLength, tokens, threads)
    let configuration = source.configuration
    let decoder = try CachedDecoder(source, threads: threads)
    let cache = try decoder.makeCache(
      capacity: promptLength + tokens + 1,
      precision: cachePrecision ?? .suggested(for: source))
    let probe = ReadBandwidthProbe(threads: threads)
    var sampler = Sampler.greedy
    var logits = try decoder.append(
      PrefillBenchmark.prompt(promptLength, configuration), to: cache)
    var tokenSeconds: [Double] = []
    var bandwidths = [probe.measure()]
    // The first token is not timed: it wakes the threads.
    logits = try decoder.append([try sampler.sample(logits.array)], to: cache)
    while tokenSeconds.count < tokens {
      for _ in 0..<min(roundLength, tokens - tokenSeconds.count) {
        tokenSeconds.append(
          try Stopwatch.seconds {
            let next = try sampler.sample(logits.array)
            logits = try decoder.append([next], to: cache)
          })
      }
      bandwidths.append(probe.measure())
    }
    return DecodingBenchmark(
      tokenSeconds: tokenSeconds, bandwidths: bandwidths,
      weightByteCount: weightByteCount(source), threads: threads)
  }

  private static let roundLength = 8

  private static func check(_ promptLength: Int, _ tokens: Int, _ threads: Int) throws {
    guard promptLength > 0, tokens > 0, threads > 0 else {
      throw InferenceError.unsupported("prompt, tokens and threads must be at least 1")
    }
  }

  /// A tied embedding is read as the head; one that is not gives a single row, and so do positions.
  private static func weightByteCount(_ source: any WeightSource) -> Int {
    let configuration = source.configuration
    return ParameterLayout(configuration).specifications.reduce(0) { total, specification in
      let isLookedUp =
        specification.role == .embedding
        && !(configuration.isHeadTied && specification.name == ParameterNames.tokenEmbedding)
      guard let matrix = source.matrix(specification.name) else {
        return total + specification.count * MemoryLayout<Float>.stride
      }
      return total + (isLookedUp ? matrix.byteCount / matrix.rows : matrix.byteCount)
    }
  }
}

import Tensors

/// Where training sequences come from: windows at random places of one or several token streams.
///
/// Which window a sequence gets depends on the seed, the step and its number in the batch alone:
/// neither on earlier draws (so that a resumed run needs no state), nor on the number of replicas.
public final class WindowSampler: Sendable {
  /// One stream of tokens and how often it is drawn from.
  public struct Source: Sendable {
    public var name: String
    public var tokens: [Int32]
    public var weight: Double

    public init(name: String, tokens: [Int32], weight: Double = 1) {
      self.name = name
      self.tokens = tokens
      self.weight = weight
    }
  }

  public let contextLength: Int
  private let sources: [Source]
  private let cumulativeWeights: [Double]
  private let seed: UInt64

  /// - Throws: `TrainingError.corpusTooShort` for a stream without a single window.
  public init(sources: [Source], contextLength: Int, seed: UInt64) throws(TrainingError) {
    guard !sources.isEmpty else { throw .impossible("there is no text to train on") }
    for source in sources where source.tokens.count < contextLength + 1 {
      throw .corpusTooShort(
        name: source.name, tokens: source.tokens.count, needed: contextLength + 1)
    }
    var total = 0.0
    var sums: [Double] = []
    for source in sources {
      guard source.weight >= 0, source.weight.isFinite else {
        throw .impossible("the weight of \(source.name) is \(source.weight)")
      }
      total += source.weight
      sums.append(total)
    }
    guard total > 0 else { throw .impossible("the weights of the mixture are all zero") }
    self.sources = sources
    self.contextLength = contextLength
    self.seed = seed
    cumulativeWeights = sums
  }

  /// Tokens in all streams together.
  public var tokenCount: Int { sources.reduce(0) { $0 + $1.tokens.count } }

  /// Writes one sequence's ids, and the ids that follow each of them.
  ///
  /// - Shape: tokens and targets (contextLength).
  public func fill(
    step: Int, sequence: Int, tokens: UnsafeMutablePointer<Int32>,
    targets: UnsafeMutablePointer<Int32>
  ) {
    var stream = RandomStream(
      seed: seed, stream: UInt64(truncatingIfNeeded: step) << 20 ^ UInt64(sequence))
    let choice = sources.count == 1 ? 0 : stream.index(cumulative: cumulativeWeights)
    sources[choice].tokens.withUnsafeBufferPointer { all in
      let start = stream.index(below: all.count - contextLength)
      for i in 0..<contextLength {
        tokens[i] = all[start + i]
        targets[i] = all[start + i + 1]
      }
    }
  }
}

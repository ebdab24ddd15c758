import Models
import Tensors

/// Guesses cheaply what a larger model will say.
///
/// Any model will do, a table of counts among them: what it guesses decides the speed, never the text's
/// distribution.
public protocol DraftModel: AnyObject {
  /// The tokens that it has scores for; the larger model must have the same.
  var vocabularySize: Int { get }
  /// The scores of what follows a sequence.
  ///
  /// - Parameter sequence: at least one id.
  /// - Shape: (vocabulary).
  func scores(after sequence: [Int32]) throws(InferenceError) -> [Float]
}

/// A decoder that drafts. It remembers what it has read, and reads on from where two sequences part. Of a
/// sequence longer than its context it reads the end.
public final class DecoderDraft: DraftModel {
  private let decoder: CachedDecoder
  private let precision: CachePrecision
  private var cache: KeyValueCache
  private var read: [Int32] = []

  public var vocabularySize: Int { decoder.configuration.vocabularySize }

  /// - Throws: where the weights do not make a model that can run.
  public init(_ weights: any WeightSource, threads: Int = MachineProbe.processorCount) throws {
    decoder = try CachedDecoder(weights, threads: threads)
    precision = .suggested(for: weights)
    cache = try decoder.makeCache(
      capacity: min(256, decoder.configuration.positionLimit ?? 256), precision: precision)
  }

  public func scores(after sequence: [Int32]) throws(InferenceError) -> [Float] {
    guard !sequence.isEmpty else { throw .tooFewIDs(count: 0, needed: 1) }
    let limit = decoder.configuration.positionLimit ?? .max
    let half = max(1, limit / 2)
    // The beginning moves by half a context at a time, so that most sequences begin where the last one did.
    let start = sequence.count <= limit ? 0 : (sequence.count - limit + half - 1) / half * half
    let ids = Array(sequence[min(start, sequence.count - 1)...])
    // The last id is read anew: its scores are asked for.
    let shared = min(ids.count - 1, zip(read, ids).prefix { $0 == $1 }.count)
    read.removeLast(read.count - shared)
    cache.truncate(to: shared)
    if cache.capacity < ids.count {
      cache = try decoder.grow(cache, to: min(2 * ids.count, limit))
    }
    let scores = try decoder.append(Array(ids[shared...]), to: cache)
    read = ids
    return scores.array
  }
}

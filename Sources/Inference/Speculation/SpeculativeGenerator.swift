import Models
import Tensors

/// Lets a cheap model draft some tokens, and a large one judge them all in one pass.
///
///     let generator = try SpeculativeGenerator(parameters, draft: DecoderDraft(small), lookahead: 4)
///     let result = try generator.generate(prompt, maximumNewTokens: 60, sampler: &sampler)
///     result.acceptedShare          // of the tokens that were judged
///
/// A token x that the draft drew with probability q(x) is kept with probability min(1, p(x) / q(x)), where
/// p is what the large model would have drawn from. At the first one that is not kept, another is drawn in
/// proportion to max(0, p − q); where all are kept, one more is drawn from p. Every token is then distributed
/// by p exactly, whatever q is (Leviathan, Kalman and Matias 2023, arXiv 2211.17192, theorem in appendix A.1;
/// Chen et al. 2023, arXiv 2302.01318). The draws are others than `Generator`'s, their distribution is the
/// same; at temperature 0 the ids are.
public final class SpeculativeGenerator {
  /// What was written, and how.
  public struct Result: Hashable, Sendable {
    /// The new ids, without the prompt.
    public let ids: [Int32]
    public let ending: Generator.Ending
    /// Passes of the large model, without those that read the prompt.
    public let passCount: Int
    /// Tokens of the draft that were kept.
    public let acceptedCount: Int
    /// Tokens of the draft that were refused; nobody judges those behind them.
    public let refusedCount: Int

    /// The share of the judged tokens that were kept; 0 where none was judged.
    public var acceptedShare: Double {
      acceptedCount + refusedCount == 0
        ? 0 : Double(acceptedCount) / Double(acceptedCount + refusedCount)
    }
    /// New tokens for each pass of the large model: 1 without a draft.
    public var tokensPerPass: Double {
      passCount == 0 ? 0 : Double(ids.count) / Double(passCount)
    }
  }

  /// What became of the tokens of one pass.
  private struct Judgement {
    var ids: [Int32] = []
    var acceptedCount = 0
    var isRefused = false
  }

  /// Tokens that are drafted for each pass.
  public let lookahead: Int
  /// The ids that end generation, from the start the large model's own.
  public var endOfTextIDs: Set<Int32>
  private let decoder: CachedDecoder
  private let draft: any DraftModel
  private let cachePrecision: CachePrecision

  /// - Parameters:
  ///   - weights: of the large model.
  ///   - lookahead: 1 to 63.
  /// - Throws: where the weights do not make a model that can run; `InferenceError` for another
  ///   vocabulary or lookahead.
  public init(
    _ weights: any WeightSource, draft: any DraftModel, lookahead: Int = 4,
    threads: Int = MachineProbe.processorCount, cachePrecision: CachePrecision? = nil
  ) throws {
    decoder = try CachedDecoder(weights, threads: threads)
    guard draft.vocabularySize == decoder.configuration.vocabularySize else {
      throw InferenceError.unsupported(
        "the draft has \(draft.vocabularySize) tokens, the model "
          + "\(decoder.configuration.vocabularySize); both must have the same")
    }
    guard (1..<decoder.rowLimit).contains(lookahead) else {
      throw InferenceError.unsupported(
        "a lookahead of \(lookahead) is not between 1 and \(decoder.rowLimit - 1)")
    }
    self.draft = draft
    self.lookahead = lookahead
    self.cachePrecision = cachePrecision ?? .suggested(for: weights)
    endOfTextIDs = Set(weights.configuration.endOfTextIDs.map { Int32($0) })
  }

  /// Generates tokens after a prompt; where the context is full, the text ends.
  ///
  /// - Throws: for no prompt, an id outside the vocabulary, scores that are no numbers, or a prompt longer
  ///   than the context.
  public func generate(
    _ prompt: [Int32], maximumNewTokens: Int, sampler: inout Sampler
  ) throws(InferenceError) -> Result {
    guard !prompt.isEmpty else { throw .tooFewIDs(count: 0, needed: 1) }
    let (sum, overflows) = prompt.count.addingReportingOverflow(max(0, maximumNewTokens))
    let capacity = min(decoder.configuration.positionLimit ?? .max, overflows ? .max : sum)
    guard prompt.count <= capacity else {
      throw .tooManyIDs(count: prompt.count, limit: capacity)
    }
    // Room is made as it is needed: most texts end long before the most that they may be.
    var cache = try decoder.makeCache(
      capacity: min(capacity, max(prompt.count, 256)), precision: cachePrecision)
    if prompt.count > 1 { _ = try decoder.append(Array(prompt.dropLast()), to: cache) }
    var sequence = prompt
    var (passes, accepted, refused) = (0, 0, 0)
    func result(_ ending: Generator.Ending) -> Result {
      Result(
        ids: Array(sequence[prompt.count...]), ending: ending, passCount: passes,
        acceptedCount: accepted, refusedCount: refused)
    }
    while true {
      let left = maximumNewTokens - (sequence.count - prompt.count)
      guard left > 0 else { return result(.length) }
      // The cache holds all of the sequence but its last token.
      let room = capacity - sequence.count
      guard room >= 0 else { return result(.contextFull) }
      if cache.capacity < capacity, cache.count + lookahead + 1 > cache.capacity {
        cache = try decoder.grow(cache, to: min(capacity, 2 * cache.capacity + lookahead))
      }
      let judgement = try step(
        sequence, cache: cache, count: min(lookahead, left - 1, room), sampler: &sampler)
      passes += 1
      // What stands behind the end of the text was drafted in vain, and counts neither way.
      let end = judgement.ids.firstIndex(where: endOfTextIDs.contains)
      let kept = judgement.ids.prefix(through: end ?? judgement.ids.count - 1)
      sequence += kept
      accepted += min(judgement.acceptedCount, kept.count)
      if judgement.isRefused, kept.count == judgement.ids.count { refused += 1 }
      if end != nil { return result(.endOfText) }
      cache.truncate(to: sequence.count - 1)
    }
  }

  /// Drafts some tokens and judges them; returns those kept and one more.
  private func step(
    _ sequence: [Int32], cache: KeyValueCache, count: Int, sampler: inout Sampler
  ) throws(InferenceError) -> Judgement {
    var text = sequence
    var guesses: [(id: Int32, odds: [Double])] = []
    for _ in 0..<count {
      let odds = try sampler.distribution(try draft.scores(after: text), previous: text)
      let id = sampler.draw(from: odds)
      guesses.append((id, odds))
      text.append(id)
    }
    let vocabulary = decoder.configuration.vocabularySize
    let scores = try decoder.appendScoringEach(
      Array(text[(sequence.count - 1)...]), to: cache)
    text = sequence
    var judgement = Judgement()
    func odds(ofRow row: Int, _ sampler: Sampler) throws(InferenceError) -> [Double] {
      try sampler.distribution(
        scores.part(row * vocabulary, vocabulary).array, previous: text)
    }
    for (row, guess) in guesses.enumerated() {
      let own = try odds(ofRow: row, sampler)
      let place = Int(guess.id)
      guard sampler.uniform() * guess.odds[place] < own[place] else {
        judgement.ids.append(sampler.draw(from: Self.rest(own, guess.odds)))
        judgement.isRefused = true
        return judgement
      }
      judgement.ids.append(guess.id)
      judgement.acceptedCount += 1
      text.append(guess.id)
    }
    judgement.ids.append(sampler.draw(from: try odds(ofRow: guesses.count, sampler)))
    return judgement
  }

  /// What the draft gave too little to: max(0, p − q).
  ///
  /// A token is only refused where q is above p for it, so that elsewhere p is above q; rounding may leave
  /// nothing of that, and then the two are one distribution.
  private static func rest(_ own: [Double], _ guessed: [Double]) -> [Double] {
    let rest = zip(own, guessed).map { max(0, $0 - $1) }
    return rest.contains { $0 > 0 } ? rest : own
  }
}

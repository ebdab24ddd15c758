import Models
import Tensors
import Tokenizers

/// Lets a model write on.
///
///     let generator = try Generator(parameters)
///     var sampler = try Sampler(temperature: 0.8, topP: 0.95, seed: 1)
///     let result = try generator.generate([5, 8], maximumNewTokens: 20, sampler: &sampler)
///     result.ids            // the new ids alone
///
/// **Beyond the context.** A model with learned positions cannot see more tokens than its context
/// length. When the cache is full, the last half of the context is read anew from position 0 and
/// generation goes on: the model then remembers between a half and a whole context. A prompt longer
/// than the context is cut to its end. Families without learned positions go on to four times the
/// context length before the same happens. Where every id must follow from the whole sequence before
/// it, set `slidesBeyondContext` to false: learned positions then end the text, the others never do.
public final class Generator {
  /// Why generation ended.
  public enum Ending: Hashable, Sendable {
    /// The model wrote the end-of-text id, which is the last of the result.
    case endOfText
    /// As many tokens as were asked for.
    case length
    /// There is no room for another token, and `slidesBeyondContext` is false.
    case contextFull
    /// The caller's function said so.
    case stopped
    /// A text came that ends generation (`write`).
    case stopText
    /// The text fits the constraint's pattern, and nothing can be added to it.
    case patternComplete
  }

  /// What a model wrote.
  public struct Result: Hashable, Sendable {
    /// The new ids, without the prompt.
    public let ids: [Int32]
    public let ending: Ending
    /// How often the context was full and its second half read anew.
    public let slideCount: Int
  }

  public let decoder: CachedDecoder
  /// The ids that end generation, from the start the model's own; none writes on to the full length.
  public var endOfTextIDs: Set<Int32>
  /// Whether generation goes on with half of the context when it is full, or ends.
  public var slidesBeyondContext = true
  private var configuration: ModelConfiguration { decoder.configuration }

  let cachePrecision: CachePrecision

  /// - Parameters:
  ///   - threads: share the work; by default one a core.
  ///   - cachePrecision: how keys and values are kept; nil leaves it to the weights.
  /// - Throws: where the weights do not make a model that can run.
  public init(
    _ weights: any WeightSource, threads: Int = MachineProbe.processorCount,
    cachePrecision: CachePrecision? = nil
  ) throws {
    self.cachePrecision = cachePrecision ?? .suggested(for: weights)
    decoder = try CachedDecoder(weights, threads: threads)
    endOfTextIDs = Set(weights.configuration.endOfTextIDs.map { Int32($0) })
  }

  /// Generates tokens after a prompt.
  ///
  /// - Parameters:
  ///   - prompt: at least one id; a text begins after the end-of-text id.
  ///   - constraint: lets through only what continues the new text within a pattern, from its start.
  ///   - onToken: sees each new id as it comes; false ends generation.
  /// - Throws: for no prompt, an id outside the vocabulary, scores that are no numbers, or a prompt
  ///   longer than the context where `slidesBeyondContext` is false.
  public func generate(
    _ prompt: [Int32], maximumNewTokens: Int, sampler: inout Sampler,
    constraint: TokenConstraint? = nil, onToken: ((Int32) -> Bool)? = nil
  ) throws(InferenceError) -> Result {
    guard !prompt.isEmpty else { throw .tooFewIDs(count: 0, needed: 1) }
    try InferenceError.check(prompt, vocabularySize: configuration.vocabularySize)
    guard maximumNewTokens > 0 else { return Result(ids: [], ending: .length, slideCount: 0) }
    let capacity = capacity(for: prompt.count, maximumNewTokens)
    guard slidesBeyondContext || prompt.count <= capacity else {
      throw .tooManyIDs(count: prompt.count, limit: capacity)
    }
    constraint?.restart()
    // Room is made as it is needed: most texts end long before the most that they may be.
    var cache = try decoder.makeCache(
      capacity: min(capacity, max(prompt.count, 256)), precision: cachePrecision)
    var sequence = prompt
    var slides = 0
    var logits = try decoder.append(Array(prompt.suffix(capacity)), to: cache)
    while true {
      var scores = logits.array
      try constraint?.restrict(&scores, endings: endOfTextIDs)
      let next = try sampler.sample(scores, previous: sequence)
      sequence.append(next)
      func result(_ ending: Ending) -> Result {
        Result(ids: Array(sequence[prompt.count...]), ending: ending, slideCount: slides)
      }
      if let onToken, !onToken(next) { return result(.stopped) }
      if endOfTextIDs.contains(next) { return result(.endOfText) }
      if let constraint {
        constraint.accept(next)
        if constraint.isComplete { return result(.patternComplete) }
      }
      if sequence.count - prompt.count == maximumNewTokens { return result(.length) }
      if cache.count == cache.capacity, cache.capacity < capacity {
        cache = try decoder.grow(cache, to: min(capacity, 2 * cache.capacity))
      }
      if cache.count == cache.capacity {
        guard slidesBeyondContext else { return result(.contextFull) }
        cache.truncate(to: 0)
        slides += 1
        logits = try decoder.append(Array(sequence.suffix(max(1, capacity / 2))), to: cache)
      } else {
        logits = try decoder.append([next], to: cache)
      }
    }
  }

  /// Continues a text, with the tokens around it that the tokenizer puts there; an empty one is begun
  /// after the token that begins a text.
  ///
  /// - Returns: the new text alone, without the end-of-text mark and ids that only the model knows.
  /// - Throws: also `TokenizerError` for a text that the tokenizer cannot encode.
  public func generate(
    _ prompt: String, tokenizer: any Tokenizer, maximumNewTokens: Int, sampler: inout Sampler
  ) throws -> String {
    try InferenceError.check(tokenizer, configuration)
    var ids = try tokenizer.encodeFramed(prompt)
    if ids.isEmpty { ids = tokenizer.textStart }
    let result = try generate(
      ids, maximumNewTokens: maximumNewTokens, sampler: &sampler)
    return try tokenizer.decodeText(result.ids, skipsUnknown: true)
  }

  /// Room for all tokens, or as many as the model should see.
  private func capacity(for promptCount: Int, _ newCount: Int) -> Int {
    let context = configuration.contextLength
    let limit = configuration.positionLimit ?? (slidesBeyondContext ? 4 * context : .max)
    // The last new token is never read, hence the 1.
    let (wanted, overflows) = promptCount.addingReportingOverflow(newCount - 1)
    return overflows ? limit : min(wanted, limit)
  }
}

extension InferenceError {
  /// Throws where a tokenizer has ids that a model does not know.
  static func check(
    _ tokenizer: any Tokenizer, _ configuration: ModelConfiguration
  ) throws(InferenceError) {
    guard tokenizer.vocabularySize <= configuration.vocabularySize else {
      throw .vocabulariesDiffer(
        tokenizer: tokenizer.vocabularySize, model: configuration.vocabularySize)
    }
  }
}

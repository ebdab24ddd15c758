/// One finished training run, as a scaling law sees it.
///
///     let run = TrainingRun("gpt-small", parameters: 1.2e8, tokens: 2.4e9, loss: 3.1)
///     run.compute      // 1.728e18: 6·N·D, for want of a better count
public struct TrainingRun: Codable, Hashable, Sendable {
  public var name: String
  /// N, embeddings included unless the source says otherwise.
  public var parameters: Double
  /// D, the tokens trained on, repeats included.
  public var tokens: Double
  /// C, floating-point operations of the whole training; 6·N·D where nothing better is known.
  public var compute: Double
  /// Held-out loss, nats a token.
  public var loss: Double
  /// The same loss by the byte, comparable between tokenizers; nil where it was not measured.
  public var bitsPerByte: Double?
  public var seed: UInt64?
  /// N without embeddings and head (Kaplan et al. 2020).
  public var nonEmbeddingParameters: Double?
  /// N without embeddings, with the head (Porian et al. 2024).
  public var nonEmbeddingWithHeadParameters: Double?
  /// Floating-point operations counted part by part (Hoffmann et al. 2022, appendix F).
  public var flops: Double?
  /// U, different tokens among those trained on; fewer than `tokens` where text was read again.
  public var uniqueTokens: Double?
  /// r, of the domain whose loss it is, in what was read, in (0, 1]; nil where all of it was of one.
  public var share: Double?
  /// V, tokens in the vocabulary: guessing costs ln V nats a token; nil where nobody says.
  public var vocabularySize: Double?
  /// Tokens that the model sees at once; nil where nobody says.
  public var contextLength: Double?
  /// Whether no fit may see it: a law is tested by it.
  public var isHeldOut = false
  /// What the training took, on however many threads it had.
  public var seconds: Double?
  /// Digests of the text and of the settings that a sweep made the run with: `TEXT-SETTINGS`.
  public var fingerprint: String?

  /// - Parameter compute: floating-point operations; by default 6·N·D (Kaplan et al. 2020, §2.1).
  public init(
    _ name: String = "", parameters: Double, tokens: Double, compute: Double? = nil, loss: Double,
    bitsPerByte: Double? = nil, seed: UInt64? = nil
  ) {
    self.name = name
    self.parameters = parameters
    self.tokens = tokens
    self.compute = compute ?? 6 * parameters * tokens
    self.loss = loss
    self.bitsPerByte = bitsPerByte
    self.seed = seed
  }

  /// What makes this run useless to a law, or nil.
  var problem: String? {
    let values: [(String, Double?)] = [
      ("parameters", parameters), ("tokens", tokens), ("compute", compute), ("loss", loss),
      ("bits_per_byte", bitsPerByte), ("non_embedding_parameters", nonEmbeddingParameters),
      ("non_embedding_with_head_parameters", nonEmbeddingWithHeadParameters), ("flops", flops),
      ("unique_tokens", uniqueTokens), ("share", share), ("vocabulary", vocabularySize),
      ("context", contextLength),
      ("seconds", seconds),
    ]
    for case (let name, let value?) in values where !(value.isFinite && value > 0) {
      return "\(name) is \(value); it must be a positive number"
    }
    return nil
  }
}

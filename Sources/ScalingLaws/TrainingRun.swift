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
  /// C, floating-point operations of the whole training.
  public var compute: Double
  /// Held-out loss, nats a token.
  public var loss: Double
  /// The same loss by the byte, comparable between tokenizers; nil where it was not measured.
  public var bitsPerByte: Double?
  public var seed: UInt64?

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
    let values = [
      ("parameters", parameters), ("tokens", tokens), ("compute", compute), ("loss", loss),
      ("bits_per_byte", bitsPerByte ?? 1),
    ]
    for (name, value) in values where !(value.isFinite && value > 0) {
      return "\(name) is \(value); it must be a positive number"
    }
    return nil
  }
}

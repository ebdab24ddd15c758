import RealModule

/// What a given model gains on a field by being trained on some of it: g(T) = G·(1 − (1 + T/T₀)^−β), in nats a
/// token.
///
///     let gain = AdaptationGain(limit: 0.6, scale: 2e4, exponent: 0.4)
///     gain.gain(tokens: 1e5)
///
/// It is fitted to real, short runs of continued pretraining. A larger model knows more of a field and gains
/// less: `factor` says what of it is expected of another model.
public struct AdaptationGain: Codable, Hashable, Sendable {
  /// G, which no number of tokens passes.
  public var limit: Double
  /// T₀.
  public var scale: Double
  /// β.
  public var exponent: Double
  /// What of the measured gain is expected, 0 to 1.
  public var factor = 1.0

  public init(limit: Double, scale: Double, exponent: Double) {
    (self.limit, self.scale, self.exponent) = (limit, scale, exponent)
  }

  /// What is still lacking after so many tokens of the field, nats a token.
  public func gap(after tokens: Double) -> Double { factor * limit - gain(tokens: tokens) }

  /// Nats a token after so many tokens of the field.
  public func gain(tokens: Double) -> Double {
    factor * limit * (1 - .pow(1 + max(0, tokens) / scale, -exponent))
  }
}

import Foundation

extension Chapter07 {
  /// The loss of a model of N parameters after D tokens, in nats a token:
  /// L = E + A / N^α + B / D^β (Hoffmann et al. 2022, equation 10).
  public struct Law: Hashable, Sendable {
    /// E: what no model and no amount of text removes.
    public var irreducible: Double
    /// A.
    public var parameterScale: Double
    /// B.
    public var tokenScale: Double
    /// α.
    public var parameterExponent: Double
    /// β.
    public var tokenExponent: Double

    public init(
      irreducible: Double, parameterScale: Double, tokenScale: Double, parameterExponent: Double,
      tokenExponent: Double
    ) {
      self.irreducible = irreducible
      self.parameterScale = parameterScale
      self.tokenScale = tokenScale
      self.parameterExponent = parameterExponent
      self.tokenExponent = tokenExponent
    }

    /// The constants that Hoffmann et al. (2022) print, rounded as they are.
    public static let hoffmann = Law(
      irreducible: 1.69, parameterScale: 406.4, tokenScale: 410.7, parameterExponent: 0.34,
      tokenExponent: 0.28)

    /// The constants of another fit to runs of Hoffmann et al. (Besiroglu et al. 2024).
    public static let besiroglu = Law(
      irreducible: 1.8169, parameterScale: 482.01, tokenScale: 2085.43, parameterExponent: 0.3478,
      tokenExponent: 0.3658)
  }

  /// A training run: its model's size, the tokens it saw, and the loss it ended with.
  public typealias Run = (parameters: Double, tokens: Double, loss: Double)

  /// What the checks hold answers against.
  static func reference(_ law: Law, _ parameters: Double, _ tokens: Double) -> Double {
    law.irreducible + law.parameterScale / pow(parameters, law.parameterExponent)
      + law.tokenScale / pow(tokens, law.tokenExponent)
  }
}

/// The loss that a law expects of a run, for the known mistakes.
func predict(_ law: Chapter07.Law, _ run: Chapter07.Run) -> Double {
  Chapter07.reference(law, run.parameters, run.tokens)
}

/// The penalty of a residual, for the known mistakes.
func huber(_ residual: Double, _ delta: Double) -> Double {
  residual <= delta ? residual * residual / 2 : delta * (residual - delta / 2)
}

import RealModule

/// The loss over parameters and tokens, in a form that both Chinchilla's and Kaplan's laws have:
/// L(N, D) = (E + A/N^α + B/D^β)^p.
///
///     let surface = LossSurface(.epoch)
///     surface.computeOptimal(compute: 3.51e23).parameters
///
/// Kaplan's [(N_c/N)^(α_N/α_D) + D_c/D]^α_D is the case E = 0, β = 1, p = α_D. A power changes no
/// comparison of losses: where Chinchilla's sum is lowest, so is this.
public struct LossSurface: Hashable, Sendable {
  /// The sum inside the power.
  public let sum: ChinchillaLaw
  /// p.
  public let power: Double

  public init(_ law: ChinchillaLaw) {
    sum = law
    power = 1
  }

  public init(_ law: KaplanLaw) {
    let ratio = law.parameterExponent / law.tokenExponent
    sum = ChinchillaLaw(
      E: 0, A: .pow(law.parameterScale, ratio), B: law.tokenScale, alpha: ratio, beta: 1)
    power = law.tokenExponent
  }

  /// Nats a token.
  public func loss(parameters: Double, tokens: Double) -> Double {
    .pow(sum.loss(parameters: parameters, tokens: tokens), power)
  }

  /// The best use of C = 6·N·D.
  public func computeOptimal(compute: Double) -> ChinchillaLaw.Allocation {
    let best = sum.computeOptimal(compute: compute)
    return .init(parameters: best.parameters, tokens: best.tokens, loss: .pow(best.loss, power))
  }

  /// The tokens that a model of a size needs for a loss; nil where no number of them is enough.
  public func tokens(toReach loss: Double, parameters: Double) -> Double? {
    sum.tokens(toReach: .pow(loss, 1 / power), parameters: parameters)
  }

  /// The loss after reading U different tokens so many times (Muennighoff et al. 2023).
  public func loss(
    parameters: Double, unique: Double, epochs: Double, repeats: RepeatedData
  ) -> Double {
    .pow(repeats.loss(sum, parameters: parameters, unique: unique, epochs: epochs), power)
  }
}

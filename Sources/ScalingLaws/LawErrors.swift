import RealModule

/// Standard errors of a Chinchilla law's constants, from the curvature at the minimum.
public struct LawErrors: Hashable, Sendable {
  /// Of E, in nats.
  public let irreducibleLoss: Double
  /// Of ln A and ln B: shares of A and B.
  public let logParameterScale: Double
  public let logTokenScale: Double
  public let parameterExponent: Double
  public let tokenExponent: Double

  /// Nil where the runs do not determine the constants at all.
  init?(_ fit: FormFit) {
    let vector = fit.function.residuals.vector(fit.constants)
    guard let errors = FitCurvature(fit.function, at: vector)?.errors else { return nil }
    irreducibleLoss = errors[0] * .exp(vector[0])
    logParameterScale = errors[1]
    logTokenScale = errors[2]
    parameterExponent = errors[3]
    tokenExponent = errors[4]
  }
}

import RealModule

/// Loss as Kaplan et al. 2020 (arXiv 2001.08361, equation 1.5) have it:
/// L(N, D) = [(N_c/N)^(α_N/α_D) + D_c/D]^α_D, N without embeddings.
///
///     let law = KaplanLaw(N_c: 1e13, D_c: 2e13, alpha_N: 0.08, alpha_D: 0.1)
///     law.loss(parameters: 1e9, tokens: 2e10)
///
/// It has no floor: with enough parameters and tokens the loss goes to zero. That, and counting
/// parameters without embeddings, is part of why it sends budgets elsewhere than Chinchilla's form.
public struct KaplanLaw: Codable, Hashable, Sendable {
  /// N_c, parameters.
  public var parameterScale: Double
  /// D_c, tokens.
  public var tokenScale: Double
  /// α_N.
  public var parameterExponent: Double
  /// α_D.
  public var tokenExponent: Double

  public init(N_c: Double, D_c: Double, alpha_N: Double, alpha_D: Double) {
    parameterScale = N_c
    tokenScale = D_c
    parameterExponent = alpha_N
    tokenExponent = alpha_D
  }

  /// The loss, nats a token.
  public func loss(parameters: Double, tokens: Double) -> Double {
    .pow(
      .pow(parameterScale / parameters, parameterExponent / tokenExponent) + tokenScale / tokens,
      tokenExponent)
  }
}

extension KaplanLaw {
  enum Place: Int, LawConstantPlace {
    case parameterScale, tokenScale, alphaN, alphaD

    var name: String {
      switch self {
      case .parameterScale: "N_c"
      case .tokenScale: "D_c"
      case .alphaN: "alpha_N"
      case .alphaD: "alpha_D"
      }
    }
  }

  /// The law of constants of these names.
  ///
  /// - Throws: `ScalingError` where one is missing.
  public init(_ constants: LawConstants) throws(ScalingError) {
    self.init(
      N_c: try constants.needed("N_c"), D_c: try constants.needed("D_c"),
      alpha_N: try constants.needed("alpha_N"), alpha_D: try constants.needed("alpha_D"))
  }
}

extension LawResiduals {
  /// Kaplan's form: ln L = α_D·LSE((α_N/α_D)·(ln N_c − ln N), ln D_c − ln D). All four constants are
  /// moved by their logarithms.
  ///
  /// - Precondition: the runs' parameters, tokens and losses are positive.
  public static func kaplan(_ runs: [TrainingRun]) -> LawResiduals {
    let sizes = Column(log: \.parameters, runs)
    let lengths = Column(log: \.tokens, runs)
    let losses = Column(log: \.loss, runs)
    typealias Place = KaplanLaw.Place
    return LawResiduals(Place.self, logarithmic: Place.allCases, pointCount: runs.count) {
      index, vector, slopes in
      let (alphaN, alphaD) = (Double.exp(vector[Place.alphaN]), Double.exp(vector[Place.alphaD]))
      let size = (alphaN / alphaD) * (vector[Place.parameterScale] - sizes[index])
      let sum = LogSumExp.of(size, vector[Place.tokenScale] - lengths[index])
      slopes[Place.parameterScale] = alphaN * sum.a
      slopes[Place.tokenScale] = alphaD * sum.b
      slopes[Place.alphaN] = alphaD * sum.a * size
      slopes[Place.alphaD] = alphaD * (sum.value - sum.a * size)
      return alphaD * sum.value - losses[index]
    }
  }
}

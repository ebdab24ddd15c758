import RealModule

/// The D-CPT law of continued pretraining (Que et al. 2024, arXiv 2406.01375): a domain's loss by
/// parameters, tokens and the share r of the domain in what is read,
/// L(N, D, r) = E + A/N^α + B·r^η/D^β + C/(r + ε)^γ.
///
///     law.loss(parameters: 1e9, tokens: 5e9, share: 0.3)
///
/// The third term is what the domain's tokens have not taught yet, the last what reading too few of
/// them costs whatever their number.
public struct ContinuedPretrainingLaw: Codable, Hashable, Sendable {
  public var irreducibleLoss: Double
  public var parameterScale: Double
  public var tokenScale: Double
  public var shareScale: Double
  public var parameterExponent: Double
  public var tokenExponent: Double
  /// η.
  public var shareExponent: Double
  /// ε, which keeps the loss finite where nothing of the domain is read.
  public var shareOffset: Double
  /// γ.
  public var offsetExponent: Double

  /// The law of constants of these names.
  ///
  /// - Throws: `ScalingError` where one is missing.
  public init(_ constants: LawConstants) throws(ScalingError) {
    irreducibleLoss = try constants.needed("E")
    parameterScale = try constants.needed("A")
    tokenScale = try constants.needed("B")
    shareScale = try constants.needed("C")
    parameterExponent = try constants.needed("alpha")
    tokenExponent = try constants.needed("beta")
    shareExponent = try constants.needed("eta")
    shareOffset = try constants.needed("epsilon")
    offsetExponent = try constants.needed("gamma")
  }

  /// The loss, nats a token, at a share of 0 to 1.
  public func loss(parameters: Double, tokens: Double, share: Double) -> Double {
    irreducibleLoss + parameterScale / .pow(parameters, parameterExponent)
      + tokenScale * .pow(share, shareExponent) / .pow(tokens, tokenExponent)
      + shareScale / .pow(share + shareOffset, offsetExponent)
  }

  enum Place: Int, LawConstantPlace {
    case irreducibleLoss, parameterScale, tokenScale, shareScale, alpha, beta, eta, epsilon, gamma

    var name: String {
      switch self {
      case .irreducibleLoss: "E"
      case .parameterScale: "A"
      case .tokenScale: "B"
      case .shareScale: "C"
      case .alpha: "alpha"
      case .beta: "beta"
      case .eta: "eta"
      case .epsilon: "epsilon"
      case .gamma: "gamma"
      }
    }
  }

  /// The 864 places from which a fit sets out, in the order of the constants; logarithms of E, A, B, C
  /// and ε.
  static let starts = FitStarts.grid([
    [-0.5, 0.5], [2.5, 6], [2.5, 6, 9], [-4, -1], [0.2, 0.5], [0.2, 0.5], [0.1, 0.5, 1],
    [-4, -2, -0.5], [0.5],
  ])
}

extension LawResiduals {
  /// The D-CPT law as ln L = LSE(e, a − α ln N, b + η ln r − β ln D, c − γ ln(r + ε)).
  ///
  /// - Precondition: all numbers are positive; a run that does not say its share read nothing else.
  public static func continuedPretraining(_ runs: [TrainingRun]) -> LawResiduals {
    let shares = runs.map { $0.share ?? 1 }
    let sizes = Column(log: \.parameters, runs)
    let lengths = Column(log: \.tokens, runs)
    let losses = Column(log: \.loss, runs)
    let share = Column(shares)
    let shareLogs = Column(shares.map { .log($0) })
    typealias Place = ContinuedPretrainingLaw.Place
    return LawResiduals(
      Place.self,
      logarithmic: [.irreducibleLoss, .parameterScale, .tokenScale, .shareScale, .epsilon],
      pointCount: runs.count
    ) { index, vector, slopes in
      let offset = Double.exp(vector[Place.epsilon])
      let shifted = share[index] + offset
      let shiftedLog = VectorMath.log(shifted)
      let size = LogSumExp.of(
        SIMD8(repeating: vector[Place.irreducibleLoss]),
        vector[Place.parameterScale] - vector[Place.alpha] * sizes[index])
      let read = LogSumExp.of(
        vector[Place.tokenScale] + vector[Place.eta] * shareLogs[index] - vector[Place.beta]
          * lengths[index],
        vector[Place.shareScale] - vector[Place.gamma] * shiftedLog)
      let sum = LogSumExp.of(size.value, read.value)
      slopes[Place.irreducibleLoss] = sum.a * size.a
      slopes[Place.parameterScale] = sum.a * size.b
      slopes[Place.tokenScale] = sum.b * read.a
      slopes[Place.shareScale] = sum.b * read.b
      slopes[Place.alpha] = -slopes[Place.parameterScale] * sizes[index]
      slopes[Place.beta] = -slopes[Place.tokenScale] * lengths[index]
      slopes[Place.eta] = slopes[Place.tokenScale] * shareLogs[index]
      slopes[Place.epsilon] = -slopes[Place.shareScale] * (vector[Place.gamma] * offset) / shifted
      slopes[Place.gamma] = -slopes[Place.shareScale] * shiftedLog
      return sum.value - losses[index]
    }
  }
}

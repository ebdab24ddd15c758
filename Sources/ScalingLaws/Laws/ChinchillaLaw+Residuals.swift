extension LawResiduals {
  /// Chinchilla's form: ln L = LSE(a − α ln N, b − β ln D, e), with E = exp(e), A = exp(a), B = exp(b)
  /// (Hoffmann et al. 2022, arXiv 2203.15556, equation 3). In logarithms E, A and B are positive, and
  /// no power overflows.
  ///
  /// - Precondition: the runs' parameters, tokens and losses are positive.
  public static func chinchilla(_ runs: [TrainingRun]) -> LawResiduals {
    let sizes = Column(log: \.parameters, runs)
    let lengths = Column(log: \.tokens, runs)
    let losses = Column(log: \.loss, runs)
    typealias Place = ChinchillaLaw.Place
    return LawResiduals(
      Place.self, logarithmic: [.irreducibleLoss, .parameterScale, .tokenScale],
      pointCount: runs.count
    ) { index, vector, slopes in
      let (n, d) = (sizes[index], lengths[index])
      let sum = LogSumExp.of(
        vector[Place.parameterScale] - vector[Place.alpha] * n,
        vector[Place.tokenScale] - vector[Place.beta] * d,
        SIMD8(repeating: vector[Place.irreducibleLoss]))
      slopes[Place.irreducibleLoss] = sum.c
      slopes[Place.parameterScale] = sum.a
      slopes[Place.tokenScale] = sum.b
      slopes[Place.alpha] = -sum.a * n
      slopes[Place.beta] = -sum.b * d
      return sum.value - losses[index]
    }
  }
}

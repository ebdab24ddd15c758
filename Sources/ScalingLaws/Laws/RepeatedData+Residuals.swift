import RealModule

extension LawResiduals {
  /// Chinchilla's form of the tokens and parameters that count, N′ and D′ of `RepeatedData`
  /// (Muennighoff et al. 2023, arXiv 2305.16264, equations 5 and 6), in logarithms; E, A, B, R*_D and
  /// R*_N are moved by theirs.
  ///
  /// What the unique tokens deserve, U_N, depends on the law's own constants; its slopes do too.
  ///
  /// - Precondition: all numbers are positive; a run that does not say how many of its tokens are
  ///   unique repeats none.
  public static func dataConstrained(_ runs: [TrainingRun]) -> LawResiduals {
    let uniqueTokens = runs.map { $0.uniqueTokens ?? $0.tokens }
    let unique = zip(runs, uniqueTokens).map { min($0.tokens, $1) }
    let sizes = Column(log: \.parameters, runs)
    let freshLogs = Column(unique.map { .log($0) })
    let repeats = Column(zip(runs, unique).map { $0.tokens / $1 - 1 })
    // The optimum is that of all unique tokens, also of those that the run did not come to.
    let deserving = Column(uniqueTokens.map { .log($0) })
    let losses = Column(log: \.loss, runs)
    typealias Place = RepeatedData.Place
    return LawResiduals(
      Place.self,
      logarithmic: [.irreducibleLoss, .parameterScale, .tokenScale, .tokenDecay, .parameterDecay],
      pointCount: runs.count
    ) { index, vector, slopes in
      let (alpha, beta) = (vector[Place.alpha], vector[Place.beta])
      let token = Discount(repeats[index], decay: .exp(vector[Place.tokenDecay]))
      let lengths = freshLogs[index] + token.log
      // U_N = min(N*(U), N), and N/U_N − 1 excesses.
      let n = sizes[index]
      let ratio = Double.log(alpha / beta) + vector[Place.parameterScale] - vector[Place.tokenScale]
      let optimum = (ratio + beta * deserving[index]) / alpha
      let isExcess = n .> optimum
      let base = n.replacing(with: optimum, where: isExcess)
      let excess = VectorMath.exp(n - base)
      let parameter = Discount(excess - 1, decay: .exp(vector[Place.parameterDecay]))
      let counted = base + parameter.log
      let sum = LogSumExp.of(
        vector[Place.parameterScale] - alpha * counted, vector[Place.tokenScale] - beta * lengths,
        SIMD8(repeating: vector[Place.irreducibleLoss]))
      // How ln N′ follows ln U_N: not at all where there is no excess.
      let follows = (1 - parameter.repeatSlope * excess)
        .replacing(with: 0, where: .!isExcess)
      let pull = -alpha * sum.a * follows / alpha
      slopes[Place.irreducibleLoss] = sum.c
      slopes[Place.parameterScale] = sum.a + pull
      slopes[Place.tokenScale] = sum.b - pull
      slopes[Place.alpha] = -sum.a * counted + pull * (1 / alpha - optimum)
      slopes[Place.beta] = -sum.b * lengths + pull * (deserving[index] - 1 / beta)
      slopes[Place.tokenDecay] = -beta * sum.b * token.decaySlope
      slopes[Place.parameterDecay] = -alpha * sum.a * parameter.decaySlope
      return sum.value - losses[index]
    }
  }
}

/// ln(1 + R·(1 − exp(−ρ/R))), by how much repetitions lengthen what is repeated, and its slopes.
private struct Discount {
  let log: SIMD8<Double>
  /// By ln R.
  let decaySlope: SIMD8<Double>
  /// By ρ.
  let repeatSlope: SIMD8<Double>

  @inline(__always)
  init(_ repeats: SIMD8<Double>, decay: Double) {
    let share = repeats / decay
    let left = VectorMath.exp(-share)
    let worth = 1 + decay * (1 - left)
    log = VectorMath.log(worth)
    decaySlope = decay * ((1 - left) - share * left) / worth
    repeatSlope = left / worth
  }
}

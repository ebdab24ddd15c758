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
  public static let constantNames = [
    "E", "A", "B", "C", "alpha", "beta", "eta", "epsilon", "gamma",
  ]

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

  /// Constants in the order of `constantNames`; nil for another number of them.
  public init?(_ constants: [Double]) {
    guard constants.count == Self.constantNames.count else { return nil }
    irreducibleLoss = constants[0]
    parameterScale = constants[1]
    tokenScale = constants[2]
    shareScale = constants[3]
    parameterExponent = constants[4]
    tokenExponent = constants[5]
    shareExponent = constants[6]
    shareOffset = constants[7]
    offsetExponent = constants[8]
  }

  /// The loss, nats a token, at a share of 0 to 1.
  public func loss(parameters: Double, tokens: Double, share: Double) -> Double {
    irreducibleLoss + parameterScale / .pow(parameters, parameterExponent)
      + tokenScale * .pow(share, shareExponent) / .pow(tokens, tokenExponent)
      + shareScale / .pow(share + shareOffset, offsetExponent)
  }

  /// Fits the law: Huber on ln L, from 864 starts.
  ///
  /// - Parameter shares: r of each run, in (0, 1].
  /// - Throws: `ScalingError` for fewer than nine runs, or numbers that are not positive.
  public static func fit(
    _ runs: [TrainingRun], shares: [Double], delta: Double = 1e-3, threads: Int? = nil
  ) throws(ScalingError) -> FormFit {
    guard shares.count == runs.count else {
      throw .impossible("\(shares.count) shares do not go with \(runs.count) runs")
    }
    for (run, share) in zip(runs, shares) {
      if let problem = run.problem { throw .impossible("run \(run.name): \(problem)") }
      guard share > 0, share <= 1 else {
        throw .impossible("run \(run.name): a share of \(share) does not lie between 0 and 1")
      }
    }
    // In the order of the names; logarithms of E, A, B, C and ε.
    let starts = FitStarts.grid([
      [-0.5, 0.5], [2.5, 6], [2.5, 6, 9], [-4, -1], [0.2, 0.5], [0.2, 0.5], [0.1, 0.5, 1],
      [-4, -2, -0.5], [0.5],
    ])
    return try FormFit.fit(
      .continuedPretraining(runs, shares: shares), starts: starts, delta: delta, threads: threads,
      prefer: { $0[4] > 0 && $0[5] > 0 && $0[8] > 0 })
  }
}

extension LawResiduals {
  /// The D-CPT law as ln L = LSE(e, a − α ln N, b + η ln r − β ln D, c − γ ln(r + ε)).
  ///
  /// - Precondition: as many shares as runs, all numbers positive.
  public static func continuedPretraining(
    _ runs: [TrainingRun], shares: [Double]
  ) -> LawResiduals {
    precondition(shares.count == runs.count, "each run has its share")
    let sizes = Column(log: \.parameters, runs)
    let lengths = Column(log: \.tokens, runs)
    let losses = Column(log: \.loss, runs)
    let share = Column(shares)
    let shareLogs = Column(shares.map { .log($0) })
    return LawResiduals(
      names: ContinuedPretrainingLaw.constantNames, logarithmic: ["E", "A", "B", "C", "epsilon"],
      pointCount: runs.count
    ) { index, vector, slopes in
      let offset = Double.exp(vector[7])
      let shifted = share[index] + offset
      let shiftedLog = VectorMath.log(shifted)
      let size = LogSumExp.of(
        SIMD8(repeating: vector[0]), vector[1] - vector[4] * sizes[index])
      let read = LogSumExp.of(
        vector[2] + vector[6] * shareLogs[index] - vector[5] * lengths[index],
        vector[3] - vector[8] * shiftedLog)
      let sum = LogSumExp.of(size.value, read.value)
      slopes[0] = sum.a * size.a
      slopes[1] = sum.a * size.b
      slopes[2] = sum.b * read.a
      slopes[3] = sum.b * read.b
      slopes[4] = -slopes[1] * sizes[index]
      slopes[5] = -slopes[2] * lengths[index]
      slopes[6] = slopes[2] * shareLogs[index]
      slopes[7] = -slopes[3] * (vector[8] * offset) / shifted
      slopes[8] = -slopes[3] * shiftedLog
      return sum.value - losses[index]
    }
  }
}

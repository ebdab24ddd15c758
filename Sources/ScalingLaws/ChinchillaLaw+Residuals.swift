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
    return LawResiduals(
      names: LawForm.chinchilla.constantNames, logarithmic: ["E", "A", "B"], pointCount: runs.count
    ) { index, vector, slopes in
      let (n, d) = (sizes[index], lengths[index])
      let sum = LogSumExp.of(
        vector[1] - vector[3] * n, vector[2] - vector[4] * d, SIMD8(repeating: vector[0]))
      slopes[0] = sum.c
      slopes[1] = sum.a
      slopes[2] = sum.b
      slopes[3] = -sum.a * n
      slopes[4] = -sum.b * d
      return sum.value - losses[index]
    }
  }
}

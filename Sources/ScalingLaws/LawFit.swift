import RealModule

/// A Chinchilla law fitted to runs (Hoffmann et al. 2022, approach 3).
///
///     let fit = try LawFit.fit(table.runs)
///     fit.law.computeOptimal(compute: 1e21)
///     fit.weaknesses                       // empty, or why not to trust the constants
///
/// The same runs give the same constants, whatever the number of threads.
public struct LawFit: Sendable {
  public let law: ChinchillaLaw
  /// Σ Huber of the residuals, δ = `delta`; the sum, in (ln L)².
  public let objective: Double
  /// ln predicted − ln measured of each run, in the order given.
  public let residuals: [Double]
  public let delta: Double
  /// Why the constants are not to be trusted one by one, although predictions near the runs may be.
  public let weaknesses: [FitWeakness]
  /// Standard errors by the curvature at the minimum; nil where it is singular.
  public let standardErrors: LawErrors?
  /// E was given, not fitted.
  public let holdsIrreducible: Bool
  let runs: [TrainingRun]

  public var pointCount: Int { residuals.count }
  public var isWeaklyIdentified: Bool { !weaknesses.isEmpty }

  /// The spread of the residuals: the median of their sizes over 0.6745, which is the standard
  /// deviation if they are normal and outliers are few.
  public var residualSpread: Double {
    let sizes = residuals.map { abs($0) }.sorted()
    return sizes[sizes.count / 2] / 0.6745
  }

  /// Fits the law.
  ///
  /// - Parameters:
  ///   - starts: where to set out from; `.few` is enough for a sweep of a few dozen runs.
  ///   - delta: of the Huber penalty, in ln L.
  ///   - irreducibleLoss: E where it is known, nats a token; nil to fit it.
  ///   - threads: how many to use; nil for one a core.
  /// - Throws: `ScalingError` for fewer runs than constants, or a run that is not of positive numbers.
  public static func fit(
    _ runs: [TrainingRun], starts: FitStarts = .full, delta: Double = 1e-3,
    irreducibleLoss: Double? = nil, threads: Int? = nil
  ) throws(ScalingError) -> LawFit {
    let constants = irreducibleLoss == nil ? 5 : 4
    guard runs.count >= constants else {
      throw .tooFewPoints(
        count: runs.count, needed: constants, purpose: "a law of \(constants) constants")
    }
    for (index, run) in runs.enumerated() {
      if let problem = run.problem { throw .impossible("run \(index + 1) \(run.name): \(problem)") }
    }
    guard delta > 0, delta.isFinite else { throw .impossible("delta must be a positive number") }
    if let irreducibleLoss, !(irreducibleLoss > 0 && irreducibleLoss.isFinite) {
      throw .impossible("an irreducible loss of \(irreducibleLoss) is not a positive number")
    }
    let objective = LawObjective(runs, delta: delta, holdsIrreducible: irreducibleLoss != nil)
    var vectors = starts.vectors
    if let irreducibleLoss {
      var seen: Set<SIMD8<Double>> = []
      vectors = vectors.map { vector in
        var held = vector
        held[2] = .log(irreducibleLoss)
        return held
      }.filter { seen.insert($0).inserted }
    }
    let minima = minima(of: objective, from: vectors, threads: threads)
    guard let best = best(of: minima) else {
      throw .impossible("no start led anywhere; are the runs' numbers of a sensible size?")
    }
    return LawFit(runs: runs, objective: objective, best: best, others: minima)
  }

  /// Local minima from all starts: a short way from each, and to the end from the best of them.
  private static func minima(
    of objective: LawObjective, from vectors: [SIMD8<Double>], threads: Int?
  ) -> [LimitedMemoryMinimizer.Minimum] {
    let empty = LimitedMemoryMinimizer.Minimum(
      point: SIMD8(), value: .infinity, gradient: SIMD8(), iterations: 0, hasConverged: false)
    var hasty = LimitedMemoryMinimizer()
    hasty.iterationLimit = 60
    let sketcher = hasty
    let sketches = ParallelMap.map(vectors.count, placeholder: empty, threads: threads) {
      sketcher.minimize(from: vectors[$0], objective.callAsFunction)
    }
    // Sorted by value, then by place: a tie never depends on who came first.
    let order = sketches.indices.filter { sketches[$0].value.isFinite }.sorted {
      (sketches[$0].value, $0) < (sketches[$1].value, $1)
    }.prefix(max(48, vectors.count / 20))
    let chosen = order.map { sketches[$0].point }
    return ParallelMap.map(chosen.count, placeholder: empty, threads: threads) {
      LimitedMemoryMinimizer().minimize(from: chosen[$0], objective.callAsFunction)
    }
  }

  /// The lowest of those in which more parameters and more tokens both help, if there is one.
  private static func best(
    of minima: [LimitedMemoryMinimizer.Minimum]
  ) -> LimitedMemoryMinimizer.Minimum? {
    let finite = minima.filter { $0.value.isFinite }
    let sensible = finite.filter { $0.point[3] > 0 && $0.point[4] > 0 }
    return (sensible.isEmpty ? finite : sensible).min { $0.value < $1.value }
  }

  private init(
    runs: [TrainingRun], objective: LawObjective, best: LimitedMemoryMinimizer.Minimum,
    others: [LimitedMemoryMinimizer.Minimum]
  ) {
    self.runs = runs
    delta = objective.delta
    law = LawObjective.law(best.point)
    self.objective = best.value * delta * delta
    residuals = runs.indices.map { objective.residual($0, best.point).value }
    holdsIrreducible = objective.holdsIrreducible
    standardErrors = LawErrors(objective, at: best.point)
    weaknesses = FitWeakness.found(
      runs: runs, law: law, holdsIrreducible: holdsIrreducible, errors: standardErrors, best: best,
      others: others)
  }
}

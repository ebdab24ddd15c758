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
  /// The fit without its names: minima, profiles, bootstrap.
  public let form: FormFit
  /// Why the constants are not to be trusted one by one, although predictions near the runs may be.
  public let weaknesses: [FitWeakness]
  /// Standard errors by the curvature at the minimum; nil where it is singular.
  public let standardErrors: LawErrors?
  /// E was given, not fitted.
  public let holdsIrreducible: Bool
  let runs: [TrainingRun]

  /// Σ Huber of the residuals, δ = `delta`; the sum, in (ln L)².
  public var objective: Double { form.objective }
  /// ln predicted − ln measured of each run, in the order given.
  public var residuals: [Double] { form.residuals }
  public var delta: Double { form.delta }
  public var pointCount: Int { form.residuals.count }
  public var isWeaklyIdentified: Bool { !weaknesses.isEmpty }
  /// The spread of the residuals, by their median.
  public var residualSpread: Double { form.residualSpread }

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
    for (index, run) in runs.enumerated() {
      if let problem = run.problem { throw .impossible("run \(index + 1) \(run.name): \(problem)") }
    }
    let fit = try FormFit.fit(
      .chinchilla(runs), starts: starts.vectors, delta: delta,
      held: irreducibleLoss.map { ["E": $0] } ?? [:], threads: threads,
      // More parameters and more tokens both help.
      prefer: { $0[3] > 0 && $0[4] > 0 })
    return LawFit(fit, runs: runs, holdsIrreducible: irreducibleLoss != nil)
  }

  private init(_ fit: FormFit, runs: [TrainingRun], holdsIrreducible: Bool) {
    self.runs = runs
    self.holdsIrreducible = holdsIrreducible
    form = fit
    law = ChinchillaLaw(
      E: fit.constants[0], A: fit.constants[1], alpha: fit.constants[3], B: fit.constants[2],
      beta: fit.constants[4])
    standardErrors = LawErrors(fit)
    weaknesses = FitWeakness.found(
      runs: runs, fit: fit, law: law, holdsIrreducible: holdsIrreducible, errors: standardErrors)
  }
}

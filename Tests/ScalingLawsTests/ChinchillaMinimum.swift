import ScalingLaws

/// Chinchilla's law where it fits runs best, from few starts, and what the library says about it.
struct ChinchillaMinimum {
  let table: RunTable
  let fitter: LawFitter
  let minimum: LawMinimum
  let law: ChinchillaLaw

  /// - Parameter irreducibleLoss: where it is known, nats a token.
  init(
    _ runs: [TrainingRun], delta: Double = 1e-3, E irreducibleLoss: Double? = nil,
    threads: Int? = nil
  ) throws {
    var fitter = LawFitter(.chinchilla)
    fitter.starts = .few
    fitter.delta = delta
    fitter.threads = threads
    let table = RunTable(runs)
    if let irreducibleLoss {
      minimum = try LawMinimum.find(
        .chinchilla(runs), starts: FitStarts.few.vectors, delta: delta,
        held: ["E": irreducibleLoss],
        threads: threads, prefer: { $0["alpha"] > 0 && $0["beta"] > 0 })
    } else {
      minimum = try fitter.minimum(for: table)
    }
    law = try ChinchillaLaw(minimum.constants)
    self.fitter = fitter
    self.table = table
  }

  var objective: Double { minimum.objective }
  var weaknesses: [FitWeakness] { FitWeakness.found(in: table, at: minimum) }

  /// Refits to runs drawn anew.
  func draws(_ resamples: Int, seed: UInt64 = 1) throws -> [ChinchillaLaw] {
    try fitter.bootstrap(minimum, of: table, resamples: resamples, seed: seed)
      .map { try ChinchillaLaw($0) }
  }
}

import RealModule

extension LawFitter {
  /// Fits the law to the runs up to a compute and holds it against those above: how far it can be
  /// trusted beyond what it has seen.
  ///
  /// Errors are of ln L; for `isoflop` of the best size, ln N*, at each budget above.
  ///
  /// - Throws: `ScalingError` where nothing lies above, or too little below.
  public func holdOut(_ table: RunTable, above limit: Double) throws(ScalingError) -> HoldOut {
    let below = table.runs.indices.filter { table.runs[$0].compute <= limit }
    let above = table.runs.indices.filter { table.runs[$0].compute > limit }
    let text = SignificantDigits.text(limit, 4)
    guard !above.isEmpty else {
      throw .impossible("no run lies above \(text) operations: nothing is held out")
    }
    let errors: [Double]
    do {
      errors = try self.errors(table.subset(below), table.subset(above))
    } catch {
      throw .impossible("held out above \(text) operations: \(error)")
    }
    let sizes = errors.map { abs($0) }
    let count = Double(errors.count)
    return HoldOut(
      above: limit, fitted: below.count, heldOut: errors.count,
      meanError: sizes.reduce(0, +) / count, bias: errors.reduce(0, +) / count,
      largestError: sizes.max() ?? 0)
  }

  private func errors(_ cheap: RunTable, _ expensive: RunTable) throws(ScalingError) -> [Double] {
    switch form {
    case .chinchilla, .kaplan, .dataConstrained, .continuedPretraining:
      let constants = try minimum(for: cheap).constants
      return try residuals(expensive)?.residuals(constants) ?? []
    case .isoflop:
      let law = try IsoFLOPFit.fit(cheap.runs)
      var errors: [Double] = []
      for group in IsoFLOPFit.budgets(expensive.runs, tolerance: 0.1) {
        guard let best = (try? IsoFLOPProfile(compute: group[0].compute, runs: group))?.optimum,
          best.isInside
        else { continue }
        errors.append(.log(law.size.predict(group[0].compute) / best.parameters))
      }
      guard !errors.isEmpty else { throw .impossible("no budget above has a valley") }
      return errors
    case .envelope:
      throw .impossible("an envelope predicts no losses; use the form chinchilla or isoflop")
    }
  }
}

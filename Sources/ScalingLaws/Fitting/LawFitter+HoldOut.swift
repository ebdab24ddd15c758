import RealModule

extension LawFitter {
  /// Fits the law to the runs up to a compute and holds it against those above: how far it can be
  /// trusted beyond what it has seen.
  ///
  /// Errors are of ln L; for `isoflop` of the best size, ln N*, at each budget above.
  ///
  /// - Throws: `ScalingError` where nothing lies above, or too little below.
  public func holdOut(_ table: RunTable, above limit: Double) throws(ScalingError) -> HoldOut {
    try holdOut(table, above: limit, basis: .asked)
  }

  private func holdOut(
    _ table: RunTable, above limit: Double, basis: HoldOut.Basis
  ) throws(ScalingError) -> HoldOut {
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
    return HoldOut(above: limit, fitted: below.count, errors: errors, basis: basis)
  }

  /// The tests that a table has in it, without anybody's asking: the runs that it marks as held out,
  /// foretold by the others; and of those others the ones of the largest compute, foretold by the
  /// cheaper ones. Fewer where there are too few runs.
  public func holdOuts(_ table: RunTable) -> [HoldOut] {
    var result: [HoldOut] = []
    let (seen, marked) = (table.seen, table.heldOut)
    if !marked.runs.isEmpty, let errors = try? errors(seen, marked) {
      result.append(
        HoldOut(
          above: seen.runs.map(\.compute).max() ?? 0, fitted: seen.runs.count, errors: errors,
          basis: .marked))
    }
    if let limit = seen.holdOutLimit,
      let test = try? holdOut(seen, above: limit, basis: .automatic)
    {
      result.append(test)
    }
    return result
  }

  private func errors(_ cheap: RunTable, _ expensive: RunTable) throws(ScalingError) -> [Double] {
    switch form {
    case .chinchilla, .kaplan, .dataConstrained, .continuedPretraining:
      let constants = try minimum(for: cheap).constants
      let errors = try residuals(expensive)?.residuals(constants) ?? []
      guard !errors.isEmpty, errors.allSatisfy(\.isFinite) else {
        throw .impossible("the law of the cheaper runs foretells no number")
      }
      return errors
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

extension RunTable {
  /// Runs that must be left for a fit, for a test without anybody's asking to say something.
  private static let fewestBelow = 10

  /// The compute above which runs are held out where nobody says which: the dearest budgets, whole, until
  /// a tenth of the runs lies above; nil where too few would be left below.
  var holdOutLimit: Double? {
    let budgets = IsoFLOPFit.budgets(runs, tolerance: 0.1)
    var above = 0
    for place in budgets.indices.reversed() where place > 0 {
      above += budgets[place].count
      guard above * 10 >= runs.count else { continue }
      guard runs.count - above >= Self.fewestBelow else { return nil }
      return budgets[place - 1].map(\.compute).max()
    }
    return nil
  }
}

import Groundwork

extension MixtureRows {
  /// The table at one step and of one size, its domains named.
  func table(_ reading: MixtureTable.Reading) throws(MixtureLawError) -> MixtureTable {
    var kept = try ofOneSize(reading.parameters)
    var notes = notes
    kept = try atOneStep(kept, reading.step, &notes)
    let runs = kept.map(\.run)
    guard let first = runs.first else {
      throw .badTable(CSVError(path: path, line: 1, problem: "the table has no runs"))
    }
    let names: [String]
    if let domains {
      guard reading.domains.isEmpty || reading.domains == domains else {
        throw .impossible("the table itself names its domains: \(domains.joined(separator: ", "))")
      }
      names = domains
    } else if !reading.domains.isEmpty {
      guard reading.domains.count == first.shares.count else {
        throw .impossible(
          "\(Plural.count(reading.domains.count, "name")) for the \(first.shares.count) shares that "
            + "the names of the mixtures list")
      }
      names = reading.domains
    } else {
      names = try MixtureDomainOrder.names(texts: texts, runs: runs)
      notes.append(
        "the names of the mixtures list the shares of \(names.joined(separator: ", ")), in this "
          + "order: as each rises, the loss on it falls")
    }
    var table = try MixtureTable(domains: names, texts: texts, runs: runs)
    table.notes = notes
    return table
  }

  /// Losses of models of two sizes have no law of mixtures in common.
  private func ofOneSize(_ wanted: Double?) throws(MixtureLawError) -> [Row] {
    let sizes = Set(rows.compactMap(\.run.parameters)).sorted()
    guard let wanted else {
      guard sizes.count <= 1 else { throw .severalSizes(sizes) }
      return rows
    }
    let kept = rows.filter { abs(($0.run.parameters ?? 0) / wanted - 1) < 1e-3 }
    guard !kept.isEmpty else { throw .noSuchSize(wanted, known: sizes) }
    return kept
  }

  private func atOneStep(
    _ rows: [Row], _ wanted: Double?, _ notes: inout [String]
  ) throws(MixtureLawError) -> [Row] {
    let steps = rows.map(\.run.step)
    guard steps.contains(where: { $0 != nil }) else {
      guard wanted == nil else { throw .noCommonStep("the table says no steps") }
      return rows
    }
    guard !steps.contains(nil) else {
      throw .noCommonStep("some rows say a step and some do not; \(path) says it of all or of none")
    }
    let keys = Set(rows.map(\.key))
    var measured: [Double: Set<String>] = [:]
    for (key, run) in rows { measured[run.step ?? 0, default: []].insert(key) }
    let common = measured.filter { $0.value.count == keys.count }.keys.sorted()
    guard let last = common.last else {
      throw .noCommonStep("there is no step at which every run has all its losses")
    }
    let step = wanted ?? last
    guard common.contains(step) else {
      throw .noCommonStep(
        "not every run was measured at the step \(Self.text(step: step)); the last at which every one "
          + "was is \(Self.text(step: last))")
    }
    if wanted == nil, let end = measured.keys.max(), end > last {
      notes.append(
        "some runs go on to the step \(Self.text(step: end)); the last that all have is "
          + Self.text(step: last))
    }
    return rows.filter { $0.run.step == step }
  }
}

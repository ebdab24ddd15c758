import Groundwork

extension MixtureRows {
  static let sharePrefix = "share."
  static let lossPrefix = "loss."

  /// A row a run, or a row a run and step: a column `share.NAME` for each domain, 0 to 1 with a sum of
  /// 1, and a column `loss.NAME` for each measured text; `name`, `step`, `tokens`, `parameters`, `seed`
  /// and `held_out` if there are any. Columns of other names may hold anything.
  ///
  ///     name,share.web,share.law,loss.general,loss.law,seed
  ///     a,0.25,0.75,3.54,1.48,1
  init(tidy table: CSVTable) throws(CSVError) {
    func columns(_ prefix: String) -> [(place: Int, name: String)] {
      table.names.enumerated().filter { $0.element.hasPrefix(prefix) }
        .map { ($0.offset, String($0.element.dropFirst(prefix.count))) }
    }
    let (shares, losses) = (columns(Self.sharePrefix), columns(Self.lossPrefix))
    for (prefix, found, least) in [(Self.sharePrefix, shares, 2), (Self.lossPrefix, losses, 1)] {
      guard found.count >= least else {
        throw CSVError(
          path: table.path, line: table.header.line, column: table.names.count + 1,
          problem:
            "the header has \(Plural.count(found.count, "column")) \(prefix)NAME; it needs at least \(least): "
            + "share.NAME of each domain, loss.NAME of each measured text")
      }
      if let unnamed = found.first(where: { $0.name.isEmpty }) {
        throw CSVError(
          path: table.path, line: table.header.line, column: unnamed.place + 1,
          problem: "the column \(prefix) lacks its name")
      }
    }
    path = table.path
    domains = shares.map(\.name)
    texts = losses.map(\.name)
    rows = []
    var lines: [String: Int] = [:]
    for row in table.rows {
      var run = MixtureRun(
        shares: try Self.shares(row, shares.map(\.place), of: table), losses: [])
      for loss in losses { run.losses.append(try Self.loss(row, loss.place, of: table)) }
      try Self.readDetails(of: &run, row, table)
      let key = Self.key(run)
      // Without a name or a seed, a second run of a mixture cannot be told from the same one twice.
      if !run.name.isEmpty || run.seed != nil {
        let place = key + "/" + (run.step.map { "\($0)" } ?? "")
        if let line = lines[place] {
          throw CSVError(
            path: table.path, line: row.line,
            problem: "the run of line \(line) once more: same name, seed and step")
        }
        lines[place] = row.line
      }
      rows.append((key, run))
    }
  }

  private static func shares(
    _ row: CSVReader.Row, _ places: [Int], of table: CSVTable
  ) throws(CSVError) -> [Double] {
    var shares: [Double] = []
    for place in places {
      let text = row.fields[place]
      guard let share = Double(text) else {
        throw table.error(
          row, place, text.isEmpty ? "empty" : "\"\(text.prefix(40))\", not a number")
      }
      if let problem = MixtureTable.problem(share: share) { throw table.error(row, place, problem) }
      shares.append(share)
    }
    guard let whole = MixtureTable.normalized(shares) else {
      throw CSVError(
        path: table.path, line: row.line, problem: MixtureTable.problem(sum: shares.reduce(0, +)))
    }
    return whole
  }

  /// What a table may say of a run besides shares and losses.
  private static func readDetails(
    of run: inout MixtureRun, _ row: CSVReader.Row, _ table: CSVTable
  ) throws(CSVError) {
    func place(_ name: String) -> Int? {
      table.place(of: [name]).flatMap { row.fields[$0].isEmpty ? nil : $0 }
    }
    if let name = place("name") ?? place("run") { run.name = row.fields[name] }
    if let step = place("step") { run.step = try Self.step(row, step, of: table) }
    if let tokens = place("tokens") { run.tokens = try table.positiveNumber(row, tokens) }
    if let size = place("parameters") { run.parameters = try table.positiveNumber(row, size) }
    if let seed = place("seed") {
      run.seed = UInt64(row.fields[seed])
      if run.seed == nil {
        throw table.error(row, seed, "\"\(row.fields[seed].prefix(40))\", not a whole number")
      }
    }
    run.isHeldOut = try RunTable.isHeldOut(row, of: table)
  }

  /// What tells one training from another.
  private static func key(_ run: MixtureRun) -> String {
    let parts = [run.name, "\(run.mixture)", run.seed.map { "\($0)" } ?? ""]
    return parts.joined(separator: "/") + "/" + (run.parameters.map { "\($0)" } ?? "")
  }
}

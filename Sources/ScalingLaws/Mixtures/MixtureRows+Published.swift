import Groundwork

/// How tables name a mixture by its shares: `160M_base2_1-0.25-0.75`.
///
/// Ye et al. 2024 published their losses so (github.com/yegcjs/mixinglaws, in the tables with a row a
/// loss). Behind the last underscore stands the mixture's running number, then one share a domain: in
/// their two-domain tables of Github and Pile-CC, in those of three of Github, Books3 and Pile-CC, in
/// those of continued training of the Pile and StarCoder's Python. A beginning such as `160M` is the
/// model's size.
enum PublishedMixtureRows {
  static let mixtureColumn = "model_mixture"
  static let columns = [
    [mixtureColumn], ["step"], ["valid_domain"], ["loss_nats_per_token", "loss"],
  ]

  /// The shares that a name ends in; nil where it ends in none.
  static func shares(_ name: String) -> [Double]? {
    let last = name.split(separator: "_", omittingEmptySubsequences: false).last ?? ""
    let parts = last.split(separator: "-", omittingEmptySubsequences: false)
    // Digits and a point alone: Double reads much more than that.
    let numbers = parts.dropFirst().reversed().prefix { part in
      !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        && Double(part) != nil
    }
    return numbers.isEmpty ? nil : numbers.reversed().compactMap { Double($0) }
  }

  /// The parameters that a name begins with, as `160M`; nil where it does not.
  static func parameters(_ name: String) -> Double? {
    let first = name.prefix { $0 != "_" }
    guard let unit = first.last, let factor = ["k": 1e3, "M": 1e6, "B": 1e9][String(unit)],
      let number = Double(first.dropLast()), number > 0, number.isFinite
    else { return nil }
    return number * factor
  }
}

extension MixtureRows {
  /// A row a loss: `model_mixture`, `step`, `valid_domain` and `loss_nats_per_token`.
  ///
  /// A row without a step and without shares in its name is of the model that others went on from, and
  /// is passed over. Steps along the way at which a loss is missing are passed over too; at the end of
  /// a training none may be.
  init(published table: CSVTable) throws(CSVError) {
    let places = try table.places(of: PublishedMixtureRows.columns)
    path = table.path
    texts = []
    rows = []
    var (names, lasts): ([String], [String: (step: Double, line: Int)]) = ([], [:])
    var trainings: [String: MixtureRun] = [:]
    var losses: [String: [Double: [String: Double]]] = [:]
    var (starts, shareCount): ([String: Int], Int?) = ([:], nil)
    for row in table.rows {
      let name = row.fields[places[0]]
      guard let shares = PublishedMixtureRows.shares(name) else {
        guard row.fields[places[1]].isEmpty, !name.isEmpty else {
          throw table.error(
            row, places[0], "\"\(name.prefix(60))\", which does not end in shares, as 1-0.25-0.75")
        }
        starts[name, default: 0] += 1
        continue
      }
      if trainings[name] == nil {
        trainings[name] = try Self.run(name, shares, row, places[0], of: table)
        names.append(name)
      }
      guard shares.count == shareCount ?? shares.count else {
        throw table.error(
          row, places[0],
          "\"\(name.prefix(60))\", with \(shares.count) shares where others have \(shareCount ?? 0)"
        )
      }
      shareCount = shares.count
      let (step, text) = (try Self.step(row, places[1], of: table), row.fields[places[2]])
      guard !text.isEmpty else { throw table.error(row, places[2], "empty") }
      guard losses[name]?[step]?[text] == nil else {
        throw CSVError(
          path: table.path, line: row.line,
          problem: "a second loss of \(name.prefix(60)) on \(text.prefix(40)) at this step")
      }
      losses[name, default: [:]][step, default: [:]][text] = try Self.loss(
        row, places[3], of: table)
      if !texts.contains(text) { texts.append(text) }
      if step >= lasts[name]?.step ?? -1 { lasts[name] = (step, row.line) }
      if try RunTable.isHeldOut(row, of: table) { trainings[name]?.isHeldOut = true }
    }
    texts.sort()
    var partial = 0
    for name in names {
      for (step, found) in (losses[name] ?? [:]).sorted(by: { $0.key < $1.key }) {
        guard var run = trainings[name] else { continue }
        run.losses = texts.compactMap { found[$0] }
        run.step = step
        if run.losses.count == texts.count {
          rows.append((name, run))
        } else if let last = lasts[name], step == last.step {
          let missing = texts.filter { found[$0] == nil }
          throw CSVError(
            path: table.path, line: last.line,
            problem: "\(name.prefix(60)) has no loss on \(missing[0].prefix(40)) at its last step")
        } else {
          partial += 1
        }
      }
    }
    notes = starts.keys.sorted().map {
      "\($0) names no shares and was passed over: the model that others went on from"
    }
    if partial > 0 {
      notes.append("\(Plural.count(partial, "step")) along the way had not every loss")
    }
  }

  private static func run(
    _ name: String, _ shares: [Double], _ row: CSVReader.Row, _ place: Int, of table: CSVTable
  ) throws(CSVError) -> MixtureRun {
    let bad = shares.compactMap { MixtureTable.problem(share: $0) }.first
    guard bad == nil, shares.count > 1, let whole = MixtureTable.normalized(shares) else {
      throw table.error(
        row, place,
        "\"\(name.prefix(60))\", in which "
          + (bad.map { "a share is " + $0 } ?? MixtureTable.problem(sum: shares.reduce(0, +))))
    }
    var run = MixtureRun(name, shares: whole, losses: [])
    run.parameters = PublishedMixtureRows.parameters(name)
    return run
  }
}

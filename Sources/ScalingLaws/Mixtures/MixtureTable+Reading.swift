import Groundwork

extension MixtureTable {
  /// Which rows of a table are meant, where it has more than one measurement a run.
  public struct Reading: Equatable, Sendable {
    /// The training step; infinite for the end, nil for the last one at which every run was measured.
    public var step: Double?
    /// N of the runs; nil where all are of one size.
    public var parameters: Double?
    /// Of which domains the names of mixtures list the shares, in their order; empty where the losses
    /// tell. Tables with a column a share name their domains themselves.
    public var domains: [String]

    public init(step: Double? = nil, parameters: Double? = nil, domains: [String] = []) {
      self.step = step
      self.parameters = parameters
      self.domains = domains
    }
  }

  /// Reads a table of either kind from a file: with a row a run (`share.NAME`, `loss.NAME`), or with a
  /// row a loss (`model_mixture`, `step`, `valid_domain`, `loss_nats_per_token`), as Ye et al. 2024
  /// published theirs.
  ///
  ///     let table = try MixtureTable.read("2Mix_70M.csv", .init(step: 30_000))
  ///
  /// - Throws: `FileError`, `MixtureLawError`.
  public static func read(_ path: String, _ reading: Reading = Reading()) throws -> MixtureTable {
    try MixtureTable(csv: try AtomicFile.read(path, limit: .table), path: path, reading)
  }

  /// Reads a table of either kind from the bytes of a text.
  ///
  /// - Parameter path: what errors call the text.
  public init(
    csv bytes: [UInt8], path: String = "table", _ reading: Reading = Reading()
  ) throws(MixtureLawError) {
    let rows: MixtureRows
    do {
      let table = try CSVTable(path: path, bytes: bytes)
      rows =
        table.place(of: [PublishedMixtureRows.mixtureColumn]) == nil
        ? try MixtureRows(tidy: table) : try MixtureRows(published: table)
    } catch {
      throw .badTable(error)
    }
    self = try rows.table(reading)
  }
}

/// The rows of a table before one step and one size are chosen.
struct MixtureRows {
  typealias Row = (key: String, run: MixtureRun)

  var path: String
  /// Nil where the table lists shares without saying of what.
  var domains: [String]?
  var texts: [String]
  /// Each with the key of the training that it belongs to.
  var rows: [Row]
  var notes: [String] = []

  static let heldOutColumn = RunTable.heldOutColumn

  /// A step: a number from 0 on, or `last` for the end of the training.
  static func step(
    _ row: CSVReader.Row, _ place: Int, of table: CSVTable
  ) throws(CSVError) -> Double {
    let text = row.fields[place]
    if text == "last" { return .infinity }
    guard let step = Double(text), step >= 0, step.isFinite else {
      throw table.error(row, place, "\"\(text.prefix(40))\", neither a number of steps nor last")
    }
    return step
  }

  /// A loss: a positive number, and no perplexity.
  static func loss(
    _ row: CSVReader.Row, _ place: Int, of table: CSVTable
  ) throws(CSVError) -> Double {
    let loss = try table.positiveNumber(row, place)
    if let problem = MixtureTable.problem(loss: loss) { throw table.error(row, place, problem) }
    return loss
  }

  /// A step as people write it.
  static func text(step: Double) -> String {
    guard step.isFinite else { return "last" }
    return step == step.rounded() && step < 1e15 ? "\(Int(step))" : "\(step)"
  }
}

import Groundwork

extension RunTable {
  /// A column of numbers that a run need not have.
  struct OptionalColumn: Sendable {
    let name: String
    let path: WritableKeyPath<TrainingRun, Double?> & Sendable

    init(_ name: String, _ path: WritableKeyPath<TrainingRun, Double?> & Sendable) {
      self.name = name
      self.path = path
    }
  }

  static let columns = ["name", "parameters", "tokens", "compute", "loss", "bits_per_byte", "seed"]
  static let needed = ["parameters", "tokens", "loss"]

  /// What a sweep knows besides; written where at least one run has it.
  static let optionalColumns = [
    OptionalColumn("non_embedding_parameters", \.nonEmbeddingParameters),
    OptionalColumn("non_embedding_with_head_parameters", \.nonEmbeddingWithHeadParameters),
    OptionalColumn("flops", \.flops), OptionalColumn("unique_tokens", \.uniqueTokens),
    OptionalColumn("share", \.share), OptionalColumn("vocabulary", \.vocabularySize),
    OptionalColumn("context", \.contextLength), OptionalColumn("seconds", \.seconds),
  ]
  /// Says `yes` of a run that no fit may see.
  static let heldOutColumn = "held_out"
  static let fingerprintColumn = "fingerprint"

  /// The columns that runs fill, in the order in which a new table has them.
  static func columns(for runs: [TrainingRun]) -> [String] {
    columns
      + optionalColumns.filter { column in runs.contains { $0[keyPath: column.path] != nil } }
      .map(\.name)
      + (runs.contains(where: \.isHeldOut) ? [heldOutColumn] : [])
      + (runs.contains { $0.fingerprint != nil } ? [fingerprintColumn] : [])
  }

  /// Whether a row's run is held out: `yes` or `no`, `true` or `false`, `1` or `0`; an empty field and a
  /// table without the column say no.
  static func isHeldOut(_ row: CSVReader.Row, of table: CSVTable) throws(CSVError) -> Bool {
    guard let place = table.place(of: [heldOutColumn]) else { return false }
    switch row.fields[place].lowercased() {
    case "", "no", "false", "0": return false
    case "yes", "true", "1": return true
    default:
      throw table.error(row, place, "\"\(row.fields[place].prefix(40))\"; it is yes, no or empty")
    }
  }

  /// A run's text in a column; empty for columns of other names.
  static func field(_ column: String, of run: TrainingRun) -> String {
    func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    switch column {
    case "name": return run.name
    case "parameters": return text(run.parameters)
    case "tokens": return text(run.tokens)
    case "compute": return text(run.compute)
    case "loss": return text(run.loss)
    case "bits_per_byte": return text(run.bitsPerByte)
    case "seed": return run.seed.map { "\($0)" } ?? ""
    case heldOutColumn: return run.isHeldOut ? "yes" : ""
    case fingerprintColumn: return run.fingerprint ?? ""
    default:
      return text(optionalColumns.first { $0.name == column }.flatMap { run[keyPath: $0.path] })
    }
  }
}

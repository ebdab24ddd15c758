import Groundwork

/// Training runs as a table that a sweep appends to and a fit reads: a CSV file.
///
///     try RunTable.append(run, to: "runs.csv")
///     let table = try RunTable.read("runs.csv")
///     let law = try LawFitter(.chinchilla).fit(table)
///
/// The columns are `name,parameters,tokens,compute,loss,bits_per_byte,seed`, in any order, and those
/// of `optionalColumns`, and `held_out`, which says `yes` of a run that no fit may see; all but parameters, tokens and loss may be missing or empty. Columns of other
/// names are the user's own: they are passed over, and stay in the file when a run is appended.
///
/// A fit reads tables of anybody's making, by the columns that its form needs: `read(_:for:)`.
public struct RunTable: Equatable, Sendable {
  public var runs: [TrainingRun]

  public init(_ runs: [TrainingRun] = []) { self.runs = runs }

  /// The runs at some places, in their order.
  public func subset(_ places: [Int]) -> RunTable { RunTable(places.map { runs[$0] }) }

  /// The runs that a fit may see.
  public var seen: RunTable { RunTable(runs.filter { !$0.isHeldOut }) }
  /// The runs that a law is tested by.
  public var heldOut: RunTable { RunTable(runs.filter(\.isHeldOut)) }

  /// The table without its largest losses, as Besiroglu et al. 2024 drop five that a chart shows badly;
  /// among equals the later one goes first.
  public func droppingLargestLosses(_ count: Int) -> RunTable {
    let order = runs.indices.sorted { (runs[$0].loss, $0) < (runs[$1].loss, $1) }
    return subset(order.dropLast(max(0, count)).sorted())
  }

  /// The table as text, readable by `init(csv:path:)` without any loss.
  public var csv: String {
    let columns = Self.columns(for: runs)
    return ([columns] + runs.map { run in columns.map { Self.field($0, of: run) } })
      .map(CSVWriter.line).joined(separator: "\n") + "\n"
  }

  /// Reads a sweep's table from text.
  ///
  /// - Parameter path: what errors call the text.
  /// - Throws: `ScalingError.badTable` for the first field that cannot be read.
  public init(csv: String, path: String = "table") throws(ScalingError) {
    try self.init(csv: Array(csv.utf8), path: path)
  }

  /// Reads a sweep's table from the bytes of a text.
  public init(csv bytes: [UInt8], path: String = "table") throws(ScalingError) {
    do {
      try self.init(CSVTable(path: path, bytes: bytes))
    } catch {
      throw .badTable(error)
    }
  }

  init(_ table: CSVTable) throws(CSVError) {
    _ = try table.places(of: Self.needed.map { [$0] })
    runs = []
    for row in table.rows { runs.append(try Self.run(row, of: table)) }
  }

  /// A run from its row; columns of other names are the user's own.
  private static func run(_ row: CSVReader.Row, of table: CSVTable) throws(CSVError) -> TrainingRun
  {
    func text(_ name: String) -> (place: Int, text: String)? {
      guard let place = table.place(of: [name]) else { return nil }
      let text = row.fields[place]
      return text.isEmpty && !needed.contains(name) ? nil : (place, text)
    }
    func number(_ name: String) throws(CSVError) -> Double? {
      guard let field = text(name) else { return nil }
      return try table.positiveNumber(row, field.place)
    }
    var seed: UInt64?
    if let field = text("seed") {
      seed = UInt64(field.text)
      if seed == nil {
        throw table.error(row, field.place, "\"\(field.text.prefix(40))\", not a whole number")
      }
    }
    var run = TrainingRun(
      text("name")?.text ?? "", parameters: try number("parameters") ?? 0,
      tokens: try number("tokens") ?? 0, compute: try number("compute"),
      loss: try number("loss") ?? 0, bitsPerByte: try number("bits_per_byte"), seed: seed)
    for column in optionalColumns { run[keyPath: column.path] = try number(column.name) }
    run.isHeldOut = try isHeldOut(row, of: table)
    run.fingerprint = text(fingerprintColumn)?.text
    // Numbers that are sound by themselves can still multiply to none.
    if let problem = run.problem {
      throw CSVError(path: table.path, line: row.line, problem: problem)
    }
    return run
  }
}

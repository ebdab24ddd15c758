import Foundation
import Groundwork

/// Runs for a fit, read from a CSV file: `parameters,tokens,loss` and what the form needs besides, in
/// any order; further columns may hold anything.
///
///     let table = try FitTable.read("runs.csv", for: .chinchilla)
///     table.runs.count
///
/// Errors name the line and the column, counted from 1. `RunTable` is the sweep's own table, which
/// this one reads too.
public struct FitTable: Equatable, Sendable {
  public var runs: [TrainingRun]
  /// U of each run; empty where the form does not ask for it.
  public var uniqueTokens: [Double]
  /// What errors call the table.
  public var path: String

  public init(_ runs: [TrainingRun], uniqueTokens: [Double] = [], path: String = "table") {
    self.runs = runs
    self.uniqueTokens = uniqueTokens
    self.path = path
  }

  /// The runs at some places, in their order.
  public func subset(_ places: [Int]) -> FitTable {
    FitTable(
      places.map { runs[$0] },
      uniqueTokens: uniqueTokens.isEmpty ? [] : places.map { uniqueTokens[$0] },
      path: path)
  }

  /// The table without its largest losses, as Besiroglu et al. 2024 drop five that a chart shows badly;
  /// among equals the later one goes first.
  public func droppingLargestLosses(_ count: Int) -> FitTable {
    let order = runs.indices.sorted { (runs[$0].loss, $0) < (runs[$1].loss, $1) }
    return subset(order.dropLast(max(0, count)).sorted())
  }

  /// Reads a table from a file.
  ///
  /// - Parameter needsCompute: a column `flops` or `compute` is read if there is one; without, compute
  ///   is 6·N·D. The form `isoflop` cannot do without.
  /// - Throws: `FileError`, `ScalingError`.
  public static func read(
    _ path: String, for form: LawForm, needsCompute: Bool = false
  ) throws -> FitTable {
    let bytes = try AtomicFile.read(path)
    return try FitTable(csv: bytes, for: form, path: path, needsCompute: needsCompute)
  }

  /// Reads a table from the bytes of a text.
  public init(
    csv bytes: [UInt8], for form: LawForm, path: String = "table", needsCompute: Bool = false
  ) throws(ScalingError) {
    let reader = try NumberTable(csv: bytes, path: path)
    var needed = [["parameters"], ["tokens"], ["loss"]]
    let computeNames = ["flops", "compute"]
    switch form {
    case .isoflop: needed.append(computeNames)
    case .dataConstrained: needed.append(["unique_tokens"])
    case .envelope: needed.append(["run", "name"])
    case .chinchilla, .kaplan: break
    }
    let places = try reader.places(of: needed)
    let compute =
      needsCompute || form == .isoflop || form == .envelope
      ? reader.place(of: computeNames) : nil
    var runs: [TrainingRun] = []
    var unique: [Double] = []
    for row in reader.rows {
      func number(_ place: Int) throws(ScalingError) -> Double {
        try reader.positiveNumber(row, place)
      }
      var run = TrainingRun(
        "line \(row.line)", parameters: try number(places[0]), tokens: try number(places[1]),
        loss: try number(places[2]))
      if let compute { run.compute = try number(compute) }
      if form == .envelope { run.name = row.fields[places[3]] }
      if form == .dataConstrained { unique.append(try number(places[3])) }
      runs.append(run)
    }
    let constants = form.constantNames.count
    guard runs.count >= constants else {
      throw .badLine(
        path: path, line: reader.rows.last?.line ?? 1,
        problem: "\(runs.count) runs are too few for a law of \(constants) constants; give more")
    }
    self.init(runs, uniqueTokens: unique, path: path)
  }
}

extension FitTable {
  /// The 245 points that Besiroglu et al. 2024 read off Chinchilla's figure 4, in their own columns:
  /// `Model Size`, `Training FLOP`, `loss`; D is C/6N.
  public init(chinchillaPoints bytes: [UInt8], path: String) throws(ScalingError) {
    let reader = try NumberTable(csv: bytes, path: path)
    let places = try reader.places(of: [["Model Size"], ["Training FLOP"], ["loss"]])
    var runs: [TrainingRun] = []
    for row in reader.rows {
      let size = try reader.positiveNumber(row, places[0])
      let compute = try reader.positiveNumber(row, places[1])
      runs.append(
        TrainingRun(
          "line \(row.line)", parameters: size, tokens: compute / 6 / size, compute: compute,
          loss: try reader.positiveNumber(row, places[2])))
    }
    self.init(runs, path: path)
  }
}

import Foundation
import Tensors

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

/// A CSV text with a header, whose fields are read as numbers by whoever needs them.
struct NumberTable {
  struct Row {
    /// Counted from 1.
    let line: Int
    let fields: [String]
  }

  let path: String
  private(set) var names: [String] = []
  private var headerLine = 1
  private(set) var rows: [Row] = []

  init(csv: [UInt8], path: String) throws(ScalingError) {
    self.path = path
    var bytes = csv[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    for (index, part) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      let line = index + 1
      let content = part.last == 0x0D ? part.dropLast() : part
      guard let text = String(validating: content, as: UTF8.self) else {
        throw .badField(
          path: path, line: line, column: Self.fieldOfBadByte(content),
          problem: "not UTF-8 text; save the table as UTF-8")
      }
      if text.allSatisfy(\.isWhitespace) { continue }
      guard let fields = CSVLine.fields(of: text) else {
        throw .badLine(
          path: path, line: line,
          problem: "a quotation mark is not closed; quote whole fields, and double a mark inside")
      }
      if names.isEmpty {
        (names, headerLine) = (fields, line)
        try checkHeader()
      } else {
        guard fields.count == names.count else {
          throw .badField(
            path: path, line: line, column: min(fields.count, names.count) + 1,
            problem: "\(fields.count) fields where the header has \(names.count)")
        }
        rows.append(Row(line: line, fields: fields))
      }
    }
    guard !names.isEmpty else {
      throw .badLine(path: path, line: 1, problem: "empty; expected a header of column names")
    }
  }

  private func checkHeader() throws(ScalingError) {
    for (place, name) in names.enumerated() where names[..<place].contains(name) {
      throw .badField(
        path: path, line: headerLine, column: place + 1,
        problem: "the column \(name) stands twice in the header")
    }
  }

  /// The field in which a line's first byte that is no UTF-8 stands.
  private static func fieldOfBadByte(_ line: ArraySlice<UInt8>) -> Int {
    let sound = line.indices.first { end in
      String(validating: line[...end], as: UTF8.self) == nil
        && (end + 1...min(end + 3, line.endIndex)).allSatisfy {
          String(validating: line[..<$0], as: UTF8.self) == nil
        }
    }
    return line[..<(sound ?? line.endIndex)].count { $0 == UInt8(ascii: ",") } + 1
  }

  /// Where the first of some names stands.
  func place(of alternatives: [String]) -> Int? {
    for name in alternatives {
      if let place = names.firstIndex(of: name) { return place }
    }
    return nil
  }

  /// Where columns stand, each by the first of its names.
  func places(of columns: [[String]]) throws(ScalingError) -> [Int] {
    var result: [Int] = []
    for alternatives in columns {
      guard let place = place(of: alternatives) else {
        let list = columns.map { $0.joined(separator: " or ") }.joined(separator: ", ")
        throw .badField(
          path: path, line: headerLine, column: names.count + 1,
          problem: "the header lacks the column \(alternatives.joined(separator: " or ")); "
            + "it needs \(list)")
      }
      result.append(place)
    }
    return result
  }

  /// A field as a finite number above zero.
  func positiveNumber(_ row: Row, _ place: Int) throws(ScalingError) -> Double {
    let text = row.fields[place]
    func fail(_ problem: String) -> ScalingError {
      .badField(
        path: path, line: row.line, column: place + 1, problem: "\(names[place]) is \(problem)")
    }
    if text.isEmpty { throw fail("empty") }
    guard let value = Double(text) else { throw fail("\"\(text.prefix(40))\", not a number") }
    guard value > 0, value.isFinite else { throw fail("\(text.prefix(40)); it must be positive") }
    return value
  }
}

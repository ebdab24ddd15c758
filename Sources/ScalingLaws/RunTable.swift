import Foundation

/// Training runs as a table that a sweep appends to and a fit reads: a CSV file.
///
///     try RunTable.append(run, to: "runs.csv")
///     let table = try RunTable.read("runs.csv")
///     let fit = try LawFit.fit(table.runs)
///
/// The columns are `name,parameters,tokens,compute,loss,bits_per_byte,seed`, in any order, and those
/// of `optionalColumns`; all but parameters, tokens and loss may be missing or empty. Fields may be
/// quoted as in RFC 4180, but hold no line break. Columns of other names are the user's own: they
/// are passed over, and stay in the file when a run is appended.
public struct RunTable: Equatable, Sendable {
  public var runs: [TrainingRun]

  public init(_ runs: [TrainingRun] = []) { self.runs = runs }

  /// The table as text, readable by `init(csv:path:)` without any loss.
  public var csv: String {
    let columns = Self.columns(for: runs)
    let lines = runs.map { Self.line(columns, of: $0) }
    return ([columns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  /// Reads a table from text; empty lines are passed over.
  ///
  /// - Parameter path: what errors call the text.
  /// - Throws: `ScalingError.badLine` for the first line that cannot be read.
  public init(csv: String, path: String = "table") throws(ScalingError) {
    var header: [String]?
    var runs: [TrainingRun] = []
    // A byte order mark and carriage returns come from spreadsheets. Bytes, not characters: "\r\n"
    // is one Character.
    var bytes = Array(csv.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
        .replacing("\r", with: "")
      if text.isEmpty { continue }
      func fail(_ problem: String) -> ScalingError {
        .badLine(path: path, line: index + 1, problem: problem)
      }
      guard let fields = CSVLine.fields(of: text) else {
        throw fail("a quotation mark is not closed; quote whole fields, and double a mark inside")
      }
      guard let names = header else {
        header = fields
        if let problem = Self.problem(ofHeader: fields) { throw fail(problem) }
        continue
      }
      guard fields.count == names.count else {
        throw fail("\(fields.count) fields where the header has \(names.count)")
      }
      do {
        runs.append(try Self.run(Dictionary(uniqueKeysWithValues: zip(names, fields))))
      } catch {
        throw fail(error.text)
      }
    }
    guard header != nil else {
      throw .badLine(path: path, line: 1, problem: "empty; expected a header of column names")
    }
    self.runs = runs
  }

  private static func problem(ofHeader fields: [String]) -> String? {
    if let missing = needed.first(where: { !fields.contains($0) }) {
      return "the header lacks the column \(missing); it needs \(needed.joined(separator: ", "))"
    }
    let twice = fields.first { name in fields.count { $0 == name } > 1 }
    return twice.map { "the column \($0) stands twice in the header" }
  }

  private struct Problem: Error { let text: String }

  /// A run from its fields; columns of other names are the user's own.
  private static func run(_ fields: [String: String]) throws(Problem) -> TrainingRun {
    func number(_ name: String) throws(Problem) -> Double? {
      guard let text = fields[name], !text.isEmpty else {
        if needed.contains(name) { throw Problem(text: "\(name) is empty") }
        return nil
      }
      guard let value = Double(text) else {
        throw Problem(text: "\(name) is \"\(text.prefix(40))\", not a number")
      }
      return value
    }
    var seed: UInt64?
    if let text = fields["seed"], !text.isEmpty {
      seed = UInt64(text)
      if seed == nil { throw Problem(text: "seed is \"\(text.prefix(40))\", not a whole number") }
    }
    var run = TrainingRun(
      fields["name"] ?? "", parameters: try number("parameters") ?? 0,
      tokens: try number("tokens") ?? 0, compute: try number("compute"),
      loss: try number("loss") ?? 0, bitsPerByte: try number("bits_per_byte"), seed: seed)
    for column in optionalColumns { run[keyPath: column.path] = try number(column.name) }
    if let text = fields[fingerprintColumn], !text.isEmpty { run.fingerprint = text }
    if let problem = run.problem { throw Problem(text: problem) }
    return run
  }
}

/// One line of comma-separated values.
enum CSVLine {
  /// A field, in quotation marks where it needs them; line breaks become spaces.
  static func quoted(_ field: String) -> String {
    let flat = String(
      String.UnicodeScalarView(
        field.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    let isPlain =
      !flat.contains { $0 == "," || $0 == "\"" } && flat.first != " " && flat.last != " "
    return isPlain ? flat : "\"" + flat.replacing("\"", with: "\"\"") + "\""
  }

  /// The fields of a line, or nil where a quotation mark is not closed.
  static func fields(of line: String) -> [String]? {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var wasQuoted = false
    var rest = line.unicodeScalars[...]
    func finished() -> String {
      wasQuoted ? field : field.trimmingCharacters(in: .whitespaces)
    }
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"":
        rest.removeFirst()
        field.append("\"")
      case "\"" where isQuoted: isQuoted = false
      case "\"" where field.allSatisfy(\.isWhitespace):
        field = ""
        isQuoted = true
        wasQuoted = true
      case "," where !isQuoted:
        fields.append(finished())
        field = ""
        wasQuoted = false
      default: field.unicodeScalars.append(character)
      }
    }
    return isQuoted ? nil : fields + [finished()]
  }
}

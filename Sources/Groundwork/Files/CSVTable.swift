/// A table of comma-separated values with a header: fields by the names of their columns.
///
///     let table = try CSVTable(path: "runs.csv", bytes: bytes)
///     let loss = try table.places(of: [["loss"]])[0]
///     for row in table.rows { try table.positiveNumber(row, loss) }
public struct CSVTable {
  public let path: String
  public let header: CSVReader.Row
  public let rows: [CSVReader.Row]

  public var names: [String] { header.fields }

  /// - Parameter path: what errors call the text.
  /// - Throws: `CSVError` for the first line that cannot be read, for a text without any, and for two
  ///   columns of one name.
  public init(path: String, bytes: [UInt8]) throws(CSVError) {
    var reader = CSVReader(path: path, bytes: bytes)
    guard let header = try reader.next() else {
      throw CSVError(path: path, line: 1, problem: "empty; expected a header of column names")
    }
    self.path = path
    self.header = header
    for (place, name) in header.fields.enumerated() where header.fields[..<place].contains(name) {
      throw CSVError(
        path: path, line: header.line, column: place + 1,
        problem: "the column \(name) stands twice in the header")
    }
    var rows: [CSVReader.Row] = []
    while let row = try reader.next() { rows.append(row) }
    self.rows = rows
  }

  /// Where the first column of one of these names stands; nil where there is none.
  public func place(of alternatives: [String]) -> Int? {
    alternatives.lazy.compactMap { name in names.firstIndex(of: name) }.first
  }

  /// Where columns stand, each of which may have one of several names.
  ///
  /// - Throws: `CSVError` for the first that is missing.
  public func places(of columns: [[String]]) throws(CSVError) -> [Int] {
    var result: [Int] = []
    for alternatives in columns {
      guard let place = place(of: alternatives) else {
        let list = columns.map { $0.joined(separator: " or ") }.joined(separator: ", ")
        throw CSVError(
          path: path, line: header.line, column: names.count + 1,
          problem: "the header lacks the column \(alternatives.joined(separator: " or ")); "
            + "it needs \(list)")
      }
      result.append(place)
    }
    return result
  }

  /// A field as a finite number above zero.
  public func positiveNumber(_ row: CSVReader.Row, _ place: Int) throws(CSVError) -> Double {
    let text = row.fields[place]
    if text.isEmpty { throw error(row, place, "empty") }
    guard let value = Double(text) else {
      throw error(row, place, "\"\(text.prefix(40))\", not a number")
    }
    guard value > 0, value.isFinite else {
      throw error(row, place, "\(text.prefix(40)); it must be positive")
    }
    return value
  }

  /// What is wrong with a field, as in "loss is empty".
  public func error(_ row: CSVReader.Row, _ place: Int, _ problem: String) -> CSVError {
    CSVError(
      path: path, line: row.line, column: place + 1, problem: "\(names[place]) is \(problem)")
  }
}

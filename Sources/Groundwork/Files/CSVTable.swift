/// A table of comma-separated values with a header: fields by the names of their columns.
///
/// Tables as spreadsheets save them are read too: semicolons or tabs in place of commas where the header
/// has no comma, or where a first line such as `sep=;` says so; empty columns on the right, and rows
/// without any content.
///
///     let table = try CSVTable(path: "runs.csv", bytes: bytes)
///     let loss = try table.places(of: [["loss"]])[0]
///     for row in table.rows { try table.positiveNumber(row, loss) }
public struct CSVTable {
  public let path: String
  public let header: CSVReader.Row
  public let rows: [CSVReader.Row]
  /// Whether the text of each row is its fields with commas between, so that more can be added to it.
  public let isVerbatim: Bool

  public var names: [String] { header.fields }

  /// - Parameter path: what errors call the text.
  /// - Throws: `CSVError` for the first line that cannot be read, for a text without any, and for two
  ///   columns of one name.
  public init(path: String, bytes: [UInt8]) throws(CSVError) {
    let (separator, isDeclared) = Self.separator(bytes)
    var reader = CSVReader(path: path, bytes: bytes, separator: separator)
    if isDeclared {
      _ = try reader.next()
      reader.fieldCount = nil
    }
    guard let header = try Self.nextRow(&reader, isHeader: true) else {
      throw CSVError(path: path, line: 1, problem: "empty; expected a header of column names")
    }
    self.path = path
    var names = header.fields
    while names.last == "" { names.removeLast() }
    // What stands under no name on the right must be empty.
    reader.fieldCount = names.count
    self.header = CSVReader.Row(line: header.line, fields: names, bytes: header.bytes)
    for (place, name) in names.enumerated() where !name.isEmpty && names[..<place].contains(name) {
      throw CSVError(
        path: path, line: header.line, column: place + 1,
        problem: "the column \(name) stands twice in the header")
    }
    var rows: [CSVReader.Row] = []
    while let row = try Self.nextRow(&reader) { rows.append(row) }
    self.rows = rows
    isVerbatim =
      separator == UInt8(ascii: ",") && names.count == header.fields.count
      && !reader.hasDroppedFields
  }

  /// The next row that holds something.
  private static func nextRow(
    _ reader: inout CSVReader, isHeader: Bool = false
  ) throws(CSVError) -> CSVReader.Row? {
    while let row = try reader.next() {
      if isHeader { reader.fieldCount = nil }
      if row.fields.contains(where: { !$0.isEmpty }) { return row }
    }
    return nil
  }

  /// What stands between fields: what a first line `sep=…` says, else what the header has.
  private static func separator(_ bytes: [UInt8]) -> (separator: UInt8, isDeclared: Bool) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes[3...] : bytes[...]
    func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    let others = [UInt8(ascii: ";"), 0x09]
    let comma = UInt8(ascii: ",")
    let first = text.prefix { !isLineEnd($0) }
    if first.count == 5, first.starts(with: Array("sep=".utf8)), let last = first.last,
      last == comma || others.contains(last)
    {
      return (last, true)
    }
    var isQuoted = false
    var found: Set<UInt8> = []
    // The first line with a separator or a name; of the marks inside quotes none counts.
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if isLineEnd(byte), !found.isEmpty { break }
      if byte > 0x20 || others.contains(byte) { found.insert(byte) }
    }
    let present = others.filter(found.contains)
    return !found.contains(comma) && present.count == 1 ? (present[0], false) : (comma, false)
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
      // Digits with marks between, as several countries write them.
      let isMarked =
        text.contains(where: \.isNumber)
        && text.allSatisfy { $0.isNumber || ",.' \u{A0}\u{202F}".contains($0) }
      throw error(
        row, place,
        "\"\(text.prefix(40))\", not a number"
          + (isMarked ? ": write decimals with a point, and nothing between thousands" : ""))
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

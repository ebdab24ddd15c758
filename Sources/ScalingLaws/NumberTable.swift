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

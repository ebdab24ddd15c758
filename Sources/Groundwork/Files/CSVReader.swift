/// Rows of comma-separated values by RFC 4180, as spreadsheets and hands write them.
///
/// A field in double quotes may hold commas, line ends and, doubled, quotes. Around other fields
/// spaces do not count, and a quote within one is a character like any other. Lines end with LF, CRLF
/// or CR; those of nothing but spaces are passed over; a byte-order mark is dropped. Every row has as
/// many fields as the first; empty ones behind those are dropped. Other separators than commas are the
/// caller's to name (`CSVTable` tells them from the header).
///
///     var rows = CSVReader(path: "points.csv", bytes: bytes)
///     let names = try rows.next()?.fields
///     while let row = try rows.next() { … }
public struct CSVReader {
  public struct Row: Equatable, Sendable {
    /// Where the row begins, counted from 1.
    public let line: Int
    public let fields: [String]
    /// Where the row stands in the text, its line end excluded.
    public let bytes: Range<Int>
  }

  public let path: String
  public let separator: UInt8
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  /// How many fields each row must have; nil before the first.
  var fieldCount: Int?
  /// Whether a row had empty fields behind those.
  private(set) var hasDroppedFields = false

  /// - Parameters:
  ///   - path: what errors call the text.
  ///   - separator: what stands between fields; no blank and no quotation mark.
  public init(path: String, bytes: [UInt8], separator: UInt8 = UInt8(ascii: ",")) {
    self.path = path
    self.bytes = bytes
    self.separator = separator
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next row, or nil at the end.
  ///
  /// - Throws: `CSVError`, at the line where the row or the quoted field begins.
  public mutating func next() throws(CSVError) -> Row? {
    while skipBlankLine() {}
    guard position < bytes.count else { return nil }
    let (start, first) = (position, line)
    var fields: [String] = []
    while true {
      fields.append(try field(fields.count + 1))
      guard peek() == separator else { break }
      position += 1
    }
    let end = position
    skipLineEnd()
    if let fieldCount, fields.count != fieldCount {
      guard fields.count > fieldCount, fields[fieldCount...].allSatisfy(\.isEmpty) else {
        throw CSVError(
          path: path, line: first, column: min(fields.count, fieldCount) + 1,
          problem: Self.problem(fields, expected: fieldCount))
      }
      fields.removeLast(fields.count - fieldCount)
      hasDroppedFields = true
    }
    fieldCount = fields.count
    return Row(line: first, fields: fields, bytes: start..<end)
  }

  private static func problem(_ fields: [String], expected: Int) -> String {
    let isSplit =
      fields.count == 2 * expected && fields.allSatisfy { $0.allSatisfy(\.isNumber) }
    return "\(Plural.count(fields.count, "field")) where the header has \(expected)"
      + (isSplit ? "; commas are no decimal points: write 1.5" : "")
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 && separator != 0x09
  }
  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func skipLineEnd() {
    guard let byte = peek() else { return }
    position += byte == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
    line += 1
  }

  /// Whether there was one.
  private mutating func skipBlankLine() -> Bool {
    let end = bytes[position...].firstIndex { !isBlank($0) } ?? bytes.count
    guard end == bytes.count || Self.isLineEnd(bytes[end]) else { return false }
    let isThere = end > position || end < bytes.count
    position = end
    skipLineEnd()
    return isThere
  }

  private mutating func skipBlanks() {
    while let byte = peek(), isBlank(byte) { position += 1 }
  }

  /// Ends at the separator, the line end or the end of the text.
  private mutating func field(_ column: Int) throws(CSVError) -> String {
    skipBlanks()
    if peek() == UInt8(ascii: "\"") { return try quoted(column) }
    let start = position
    while let byte = peek(), byte != separator, !Self.isLineEnd(byte) { position += 1 }
    let field = bytes[start..<position]
    let end = field.lastIndex { !isBlank($0) } ?? start - 1
    return try text(field[start..<end + 1], line, column)
  }

  private mutating func quoted(_ column: Int) throws(CSVError) -> String {
    let start = line
    var content: [UInt8] = []
    position += 1
    while true {
      guard let byte = peek() else {
        throw CSVError(
          path: path, line: start,
          problem: "a quotation mark is not closed; quote whole fields, and double a mark inside")
      }
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard peek() == UInt8(ascii: "\"") else { break }
        position += 1
      } else if byte == 0x0A || byte == 0x0D && peek() != 0x0A {
        line += 1
      }
      content.append(byte)
    }
    skipBlanks()
    if let after = peek(), after != separator, !Self.isLineEnd(after) {
      throw CSVError(
        path: path, line: line, column: column,
        problem: "text after the quotation mark that closes a field; double a mark inside")
    }
    return try text(content[...], start, column)
  }

  private func text(
    _ field: ArraySlice<UInt8>, _ line: Int, _ column: Int
  ) throws(CSVError) -> String {
    guard let text = String(validating: field, as: UTF8.self) else {
      throw CSVError(
        path: path, line: line, column: column,
        problem: "not UTF-8 text; save the table as UTF-8")
    }
    return text
  }
}

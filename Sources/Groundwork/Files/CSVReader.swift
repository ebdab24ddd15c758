import Foundation

/// What is wrong with a table of comma-separated values, and in which line.
public struct CSVError: UserFacingError, Equatable {
  public let path: String
  public let line: Int
  public let problem: String

  public var description: String { "\(path): line \(line): \(problem)" }
}

/// Rows of comma-separated values by RFC 4180, read as they are asked for.
///
/// A field in double quotes may hold commas, line ends and, doubled, quotes. Lines end with LF or
/// CRLF; empty lines are passed over; a byte-order mark is dropped. Every row has as many fields as
/// the first.
///
///     var rows = try CSVReader(path: "points.csv")
///     let names = try rows.next()
///     while let row = try rows.next() { … }
public struct CSVReader {
  public let path: String
  /// The line that is read next, from 1.
  public private(set) var line = 1
  private let refill: () throws -> [UInt8]
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtStart = true
  private var fieldCount: Int?

  /// Opens a file, of which a part at a time is read.
  public init(path: String) throws(FileError) {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw FileError(path: path, problem: "no such file, or it cannot be read; check the path")
    }
    self.path = path
    refill = { [UInt8](try handle.read(upToCount: 1 << 16) ?? Data()) }
  }

  /// Reads from parts of a text: an empty one is the end.
  init(path: String, refill: @escaping () throws -> [UInt8]) {
    self.path = path
    self.refill = refill
  }

  /// Reads bytes that are in memory.
  public init(path: String, bytes: [UInt8]) {
    var rest: [UInt8]? = bytes
    self.init(path: path) {
      defer { rest = nil }
      return rest ?? []
    }
  }

  /// The fields of the next row, or nil at the end.
  ///
  /// - Throws: `CSVError`, which names the line where the row or the quoted field begins.
  public mutating func next() throws -> [String]? {
    if isAtStart {
      isAtStart = false
      if try peek() == 0xEF { try skipMark() }
    }
    while let byte = try peek(), byte == 0x0A || byte == 0x0D { try skipLineEnd() }
    guard try peek() != nil else { return nil }
    let start = line
    var fields = [try field()]
    while try peek() == UInt8(ascii: ",") {
      position += 1
      fields.append(try field())
    }
    if try peek() != nil { try skipLineEnd() }
    guard fields.count == fieldCount ?? fields.count else {
      throw error("\(fields.count) fields where the first row has \(fieldCount ?? 0)", start)
    }
    fieldCount = fields.count
    return fields
  }

  private func error(_ problem: String, _ line: Int) -> CSVError {
    CSVError(path: path, line: line, problem: problem)
  }

  private mutating func peek() throws -> UInt8? {
    if position == buffer.count {
      buffer = try refill()
      position = 0
    }
    return position < buffer.count ? buffer[position] : nil
  }

  private mutating func skipMark() throws {
    for expected: UInt8 in [0xEF, 0xBB, 0xBF] {
      guard try peek() == expected else { throw error("not valid UTF-8", 1) }
      position += 1
    }
  }

  private mutating func skipLineEnd() throws {
    if try peek() == 0x0D { position += 1 }
    if try peek() == 0x0A { position += 1 }
    line += 1
  }

  private mutating func field() throws -> String {
    let start = line
    var bytes: [UInt8] = []
    if try peek() == UInt8(ascii: "\"") {
      try quoted(into: &bytes)
    } else {
      while let byte = try peek(), byte != UInt8(ascii: ","), byte != 0x0A, byte != 0x0D {
        guard byte != UInt8(ascii: "\"") else {
          throw error("a quote within a field that does not begin with one", line)
        }
        bytes.append(byte)
        position += 1
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw error("not valid UTF-8", start)
    }
    return text
  }

  private mutating func quoted(into bytes: inout [UInt8]) throws {
    let start = line
    position += 1
    while true {
      guard let byte = try peek() else { throw error("a quoted field that does not end", start) }
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard try peek() == UInt8(ascii: "\"") else { break }
        position += 1
      } else if byte == 0x0A {
        line += 1
      }
      bytes.append(byte)
    }
    if let after = try peek(), after != UInt8(ascii: ","), after != 0x0A, after != 0x0D {
      throw error("text after the quote that closes a field", line)
    }
  }
}

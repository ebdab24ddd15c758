import Figures
import Groundwork

/// A table of texts and numbers, for the terminal and for the woven page.
///
///     var table = Table([.text("term"), .number("tokens", style: .decimals(1))])
///     table.append("mens rea", 3.5)
public struct Table: Sendable {
  public struct Column: Sendable {
    let title: String
    let style: NumberStyle?

    /// A column of texts, flush left.
    public static func text(_ title: String) -> Column { Column(title: title, style: nil) }

    /// A column of numbers, flush right; the unit stands in the title.
    public static func number(
      _ title: String, unit: String? = nil, style: NumberStyle = .automatic
    ) -> Column {
      Column(title: unit.map { "\(title) (\($0))" } ?? title, style: style)
    }
  }

  /// What a cell can hold: texts and numbers.
  public enum Cell: Sendable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
    ExpressibleByIntegerLiteral
  {
    case text(String)
    case number(Double)
    public init(stringLiteral value: String) { self = .text(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
  }

  public let columns: [Column]
  public private(set) var rows: [[Cell]] = []

  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row: strings, integers and floating-point numbers, one a column. A missing value is an
  /// empty cell, one too many is dropped.
  public mutating func append(_ values: any TableValue...) { append(row: values) }

  /// Adds a row of as many values as there are columns.
  public mutating func append(row values: [any TableValue]) {
    rows.append(values.prefix(columns.count).map(\.tableCell))
  }

  /// A cell's text, in its column's style.
  private func text(_ row: [Cell], _ column: Int) -> String {
    guard column < row.count else { return "" }
    switch row[column] {
    case .text(let text): return TerminalText.safe(text)
    case .number(let value): return (columns[column].style ?? .automatic).text(value)
    }
  }

  var texts: [[String]] {
    rows.map { row in columns.indices.map { text(row, $0) } }
  }

  /// The table in columns for a terminal.
  public var plainText: String {
    let widths = columns.indices.map { column in
      ([columns[column].title] + texts.map { $0[column] }).map(\.count).max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { index, cell in
        let space = String(repeating: " ", count: max(0, widths[index] - cell.count))
        return columns[index].style == nil ? cell + space : space + cell
      }
      return Self.trimmed("  " + padded.joined(separator: "   "))
    }
    let rule = "  " + widths.map { String(repeating: "─", count: $0) }.joined(separator: "───")
    return ([line(columns.map(\.title)), rule] + texts.map(line)).joined(separator: "\n")
  }

  /// The table in Markdown.
  public var markdown: String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    let rule = "|" + columns.map { $0.style == nil ? ":--" : "--:" }.joined(separator: "|") + "|"
    return ([line(columns.map(\.title)), rule] + texts.map(line)).joined(separator: "\n")
  }

  static func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}

/// What a table's row takes.
public protocol TableValue {
  var tableCell: Table.Cell { get }
}

extension String: TableValue {
  public var tableCell: Table.Cell { .text(self) }
}
extension Int: TableValue {
  public var tableCell: Table.Cell { .number(Double(self)) }
}
extension Double: TableValue {
  public var tableCell: Table.Cell { .number(self) }
}
extension Float: TableValue {
  public var tableCell: Table.Cell { .number(Double(self)) }
}

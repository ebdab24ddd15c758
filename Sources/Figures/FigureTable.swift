/// What a figure shows, as a tidy table: one row for every point, bar or cell.
struct FigureTable {
  enum Column: String, CaseIterable {
    case panel, series, row, column, category, x, y, low, high, value, text
  }

  private(set) var columns: [Column] = []
  private var rows: [[Column: String]] = []
  /// The rows of each mark, by panel and place among its marks.
  private var spans: [[Range<Int>]] = []

  init(_ figure: Figure) {
    for (index, panel) in figure.panels.enumerated() {
      spans.append([])
      var stacks = [Double](repeating: 0, count: panel.categoryAxis?.categories?.count ?? 0)
      for mark in panel.marks {
        let start = rows.count
        append(mark, panel: panel, stacks: &stacks)
        for row in start..<rows.count {
          if figure.panels.count > 1 {
            rows[row][.panel] = panel.title.isEmpty ? "\(index + 1)" : panel.title
          }
          if !mark.label.isEmpty { rows[row][.series] = mark.label }
        }
        spans[index].append(start..<rows.count)
      }
    }
    columns = Column.allCases.filter { column in rows.contains { $0[column] != nil } }
  }

  private mutating func append(_ mark: Mark, panel: Figure.Panel, stacks: inout [Double]) {
    func number(_ value: Double) -> String { GnuplotText.number(value) }
    switch mark.content {
    case .curve(let x, let y, _):
      for (x, y) in zip(x, y) { rows.append([.x: number(x), .y: number(y)]) }
    case .band(let x, let low, let high):
      for (index, x) in x.enumerated() {
        rows.append([.x: number(x), .low: number(low[index]), .high: number(high[index])])
      }
    case .errorBars(let x, let y, let low, let high):
      for (index, x) in x.enumerated() {
        rows.append([
          .x: number(x), .y: number(y[index]), .low: number(low[index]),
          .high: number(high[index]),
        ])
      }
    case .bars(let bars):
      for (index, value) in bars.values.enumerated() {
        var row: [Column: String] = [.x: "\(index + 1)", .y: number(value)]
        row[.category] = panel.categoryAxis?.categories?[index]
        if bars.isStacked, value.isFinite {
          row[.low] = number(stacks[index])
          stacks[index] += value
          row[.high] = number(stacks[index])
        } else if bars.isStacked {
          (row[.low], row[.high]) = ("NaN", "NaN")
        } else if let low = bars.low, let high = bars.high {
          (row[.low], row[.high]) = (number(low[index]), number(high[index]))
        }
        if let style = bars.valueStyle { row[.text] = style.text(value) }
        rows.append(row)
      }
    case .heatMap(let map):
      for (rowIndex, values) in map.values.enumerated() {
        for (columnIndex, value) in values.enumerated() {
          var row: [Column: String] = [
            .x: "\(columnIndex + 1)", .y: "\(rowIndex + 1)", .value: number(value),
          ]
          row[.row] = panel.y.categories?[rowIndex]
          row[.column] = panel.x.categories?[columnIndex]
          if let style = map.annotation { row[.text] = value.isFinite ? style.text(value) : "" }
          rows.append(row)
        }
      }
    case .horizontal, .vertical, .note: break
    }
  }

  /// The number that gnuplot gives a column.
  func position(_ column: Column) -> Int { (columns.firstIndex(of: column) ?? 0) + 1 }

  /// The rows of a mark, counted from zero under the header; nil when it has none.
  func span(panel: Int, mark: Int) -> Range<Int>? {
    let span = spans[panel][mark]
    return span.isEmpty ? nil : span
  }

  /// Comma-separated, with a header, one line a row.
  var csv: String {
    var text = columns.map(\.rawValue).joined(separator: ",") + "\n"
    for row in rows {
      text += columns.map { Self.field(row[$0] ?? "") }.joined(separator: ",") + "\n"
    }
    return text
  }

  /// A field that gnuplot and every reader of tables takes for one: line breaks become spaces, and
  /// a double quote a single one, because gnuplot does not know doubled quotes.
  static func field(_ text: String) -> String {
    let plain = text.unicodeScalars.map { scalar in
      scalar == "\"" ? "'" : scalar.value < 0x20 ? " " : String(scalar)
    }.joined()
    let needsQuotes = plain.contains(",") || plain.contains(" ") || plain.hasPrefix("#")
    return needsQuotes ? "\"\(plain)\"" : plain
  }
}

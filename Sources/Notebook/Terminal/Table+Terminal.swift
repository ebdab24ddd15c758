extension Table {
  /// The table in columns for a terminal of some width: titles and texts that are too long go on in the
  /// next line, and where even words are too many, every row is a list.
  public func plainText(width: Int) -> String {
    let natural = plainText
    guard natural.split(separator: "\n").contains(where: { $0.count > width }) else {
      return natural
    }
    let titles = columns.map(\.title)
    let cells = texts
    func longestWord(_ column: Int) -> Int {
      ([titles[column]] + cells.map { $0[column] })
        .flatMap { $0.split(separator: " ") }.map(\.count).max() ?? 1
    }
    let least = columns.indices.map(longestWord)
    // Two spaces before the first column, three between columns.
    let room = width - 2 - 3 * (columns.count - 1)
    guard least.reduce(0, +) <= room else { return list(titles, cells, width: width) }
    var widths = columns.indices.map { column in
      ([titles[column]] + cells.map { $0[column] }).map(\.count).max() ?? 1
    }
    // The widest column that can give gives, one character at a time.
    while widths.reduce(0, +) > room,
      let widest = widths.indices.filter({ widths[$0] > least[$0] })
        .max(by: { widths[$0] < widths[$1] })
    {
      widths[widest] -= 1
    }
    func lines(_ row: [String]) -> [String] {
      let wrapped = row.indices.map { TerminalProse.wrapped(row[$0], width: widths[$0]) }
      return (0..<max(1, wrapped.map(\.count).max() ?? 1)).map { line in
        let padded = wrapped.indices.map { column -> String in
          let text = line < wrapped[column].count ? wrapped[column][line] : ""
          let space = String(repeating: " ", count: max(0, widths[column] - text.count))
          return columns[column].style == nil ? text + space : space + text
        }
        return Self.trimmed("  " + padded.joined(separator: "   "))
      }
    }
    let rule = "  " + widths.map { String(repeating: "─", count: $0) }.joined(separator: "───")
    return (lines(titles) + [rule] + cells.flatMap(lines)).joined(separator: "\n")
  }

  /// Every row as a list of its cells.
  private func list(_ titles: [String], _ cells: [[String]], width: Int) -> String {
    cells.map { row in
      row.indices.flatMap { column -> [String] in
        let text = "\(titles[column]): \(row[column])"
        let lines = TerminalProse.wrapped(text, width: width - 4)
        return lines.enumerated().map { $0 == 0 && column == 0 ? "  \($1)" : "    \($1)" }
      }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}

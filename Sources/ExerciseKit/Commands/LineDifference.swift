/// What sets two texts apart, line by line, as a unified diff has it.
enum LineDifference {
  /// Lines that only the first text has behind `-`, those of the second alone behind `+`, with a few
  /// that both have around them; nil where the texts are the same.
  static func text(_ old: [String], _ new: [String], context: Int = 2) -> String? {
    let difference = new.difference(from: old)
    guard !difference.isEmpty else { return nil }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [(mark: Character, text: String)] = []
    var (a, b) = (0, 0)
    while a < old.count || b < new.count {
      if removed.contains(a) {
        lines.append(("-", old[a]))
        a += 1
      } else if inserted.contains(b) {
        lines.append(("+", new[b]))
        b += 1
      } else {
        lines.append((" ", new[b]))
        (a, b) = (a + 1, b + 1)
      }
    }
    let changed = lines.indices.filter { lines[$0].mark != " " }
    var shown: [String] = []
    var last = -1
    for index in lines.indices
    where changed.contains(where: { abs($0 - index) <= context }) {
      if index > last + 1, last >= 0 { shown.append("…") }
      shown.append("\(lines[index].mark) \(lines[index].text)")
      last = index
    }
    return shown.joined(separator: "\n")
  }
}

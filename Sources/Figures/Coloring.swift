/// Gives every mark of a figure its colour: its own, or that of the same label seen before, or the
/// next of the palette.
struct Coloring {
  private var colors: [[String]] = []

  init(_ figure: Figure) {
    var byLabel: [String: Hue] = [:]
    for panel in figure.panels {
      for mark in panel.marks {
        if let color = mark.color, mark.hasFiniteValue, !mark.label.isEmpty,
          byLabel[mark.label] == nil
        {
          byLabel[mark.label] = color
        }
      }
    }
    var next = 0
    for panel in figure.panels {
      // An unlabelled mark starts every panel with the same colour.
      if figure.panels.count > 1, byLabel.isEmpty { next = 0 }
      var row: [String] = []
      for (index, mark) in panel.marks.enumerated() {
        row.append(
          Self.hue(of: mark, followedBy: panel.marks[(index + 1)...], &byLabel, &next).hexadecimal)
      }
      colors.append(row)
    }
  }

  func color(panel: Int, mark: Int) -> String { colors[panel][mark] }

  private static func hue(
    of mark: Mark, followedBy rest: ArraySlice<Mark>, _ byLabel: inout [String: Hue],
    _ next: inout Int
  ) -> Hue {
    if let color = mark.color { return color }
    switch mark.content {
    case .note: return .gray
    case .horizontal, .vertical: return .gray
    case .heatMap: return .black
    case .band where mark.label.isEmpty:
      // The range around the curve that comes next.
      if let curve = rest.first(where: { if case .curve = $0.content { true } else { false } }) {
        return hue(of: curve, followedBy: [], &byLabel, &next)
      }
    default: break
    }
    if let known = byLabel[mark.label], !mark.label.isEmpty { return known }
    let taken = Set(byLabel.values.map(\.hexadecimal))
    var hue = Hue.sequence[next % Hue.sequence.count]
    for offset in 0..<Hue.sequence.count {
      let candidate = Hue.sequence[(next + offset) % Hue.sequence.count]
      if !taken.contains(candidate.hexadecimal) {
        hue = candidate
        break
      }
    }
    next += 1
    if !mark.label.isEmpty { byLabel[mark.label] = hue }
    return hue
  }
}

/// The settled axes of all panels, sharing ranges where the figure says so.
struct AxisFrames {
  private(set) var x: [AxisFrame] = []
  private(set) var y: [AxisFrame] = []

  init(_ figure: Figure) throws(FigureError) {
    let reaches = figure.panels.map(Self.reach)
    let sharesX = figure.sharing == .x || figure.sharing == .both
    let sharesY = figure.sharing == .y || figure.sharing == .both
    let commonX = Self.extent(of: reaches.flatMap(\.x))
    let commonY = Self.extent(of: reaches.flatMap(\.y))
    for (panel, reach) in zip(figure.panels, reaches) {
      let hasBars = panel.marks.contains { if case .bars = $0.content { true } else { false } }
      let isScatter = panel.marks.allSatisfy { !$0.spansPanel }
      x.append(
        try AxisFrame(
          panel.x, extent: sharesX ? commonX : Self.extent(of: reach.x),
          isPadded: isScatter || panel.hasLyingBars, includesZero: hasBars && panel.hasLyingBars,
          isY: false, figure: figure.name))
      y.append(
        try AxisFrame(
          panel.y, extent: sharesY ? commonY : Self.extent(of: reach.y), isPadded: true,
          includesZero: hasBars && !panel.hasLyingBars, isY: true, figure: figure.name))
    }
  }

  private static func extent(of values: [Double]) -> ClosedRange<Double>? {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return nil }
    return low...high
  }

  /// Everything that a panel's marks need, stacked bars as high as their stacks.
  private static func reach(of panel: Figure.Panel) -> (x: [Double], y: [Double]) {
    var (x, y): ([Double], [Double]) = ([], [])
    var stacks: [Double] = []
    for mark in panel.marks {
      let reach = mark.reach(in: panel)
      x += reach.x
      y += reach.y
      if case .bars(let bars) = mark.content, bars.isStacked {
        if stacks.isEmpty { stacks = bars.values.map { _ in 0 } }
        for (index, value) in bars.values.enumerated() where value.isFinite {
          stacks[index] += value
        }
        if panel.hasLyingBars { x += stacks } else { y += stacks }
      }
    }
    return (x, y)
  }
}

extension Mark {
  /// Whether the mark is a line or band that may touch the panel's sides.
  var spansPanel: Bool {
    switch content {
    case .curve(_, _, let curve): curve.hasLine
    case .band: true
    default: false
    }
  }
}

extension Figure {
  /// The figure with its bars lying where they cannot stand on a phone: their names would have to be turned,
  /// or the numbers at their ends are wider than they are. Itself where they can.
  ///
  /// - Parameter width: of a panel, in pixels.
  func withLyingBars(width: Double) -> Figure {
    guard panels.allSatisfy(\.canLie), panels.contains(where: { $0.isCrowded(width: width) })
    else { return self }
    var figure = self
    figure.panels = panels.map(\.lying)
    figure.sharing =
      switch sharing {
      case .x: .y
      case .y: .x
      case .none, .both: sharing
      }
    return figure
  }
}

extension Figure.Panel {
  /// Whether everything in it may change its axes: standing bars, and lines across them.
  fileprivate var canLie: Bool {
    x.categories != nil && y.categories == nil
      && marks.allSatisfy {
        switch $0.content {
        case .bars, .horizontal: true
        default: false
        }
      }
  }

  /// The panel with its axes changed. The table of what it shows stays as it is: a bar is a name's number
  /// and a value, whichever way it points.
  fileprivate var lying: Figure.Panel {
    let turned = marks.map { mark in
      guard case .horizontal(let value) = mark.content else { return mark }
      var mark = mark
      mark.content = .vertical(value)
      return mark
    }
    return Figure.Panel(title, x: y, y: x, marks: turned)
  }

  /// Whether standing bars have no room for their names below them and their numbers above.
  fileprivate func isCrowded(width: Double) -> Bool {
    let names = x.categories ?? []
    let slot = width * 0.85 / Double(max(names.count, 1))
    let lines = names.map { TextMetrics.wrapped($0, limit: slot - 8, size: Measure.tickSize) }
    let widest = lines.joined().map { TextMetrics.width($0, size: Measure.tickSize) }.max() ?? 0
    if widest > slot - 4 || lines.contains(where: { $0.count > 3 }) { return true }
    let texts = marks.flatMap(\.barTexts).map { TextMetrics.width($0, size: Measure.barTextSize) }
    return (texts.max() ?? 0) > slot * 0.8 / Double(max(barCount, 1))
  }

  /// How many bars each name has side by side.
  var barCount: Int {
    let bars = marks.compactMap { mark -> Mark.Bars? in
      if case .bars(let bars) = mark.content { bars } else { nil }
    }
    return bars.count { !$0.isStacked } + (bars.contains(where: \.isStacked) ? 1 : 0)
  }
}

extension Mark {
  /// What is written at the ends of bars.
  fileprivate var barTexts: [String] {
    guard case .bars(let bars) = content, let style = bars.valueStyle else { return [] }
    return bars.values.filter(\.isFinite).map { style.text($0) }
  }
}

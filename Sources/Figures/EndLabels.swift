enum EndLabels {
  /// Lines of labels are no wider than this, in pixels.
  static let limit = 170.0

  static func lines(_ label: String, panelWidth: Double = .infinity) -> [String] {
    TextMetrics.wrapped(label, limit: min(limit, panelWidth * 0.3), size: Measure.labelSize)
  }

  /// The texts that need room to the right of the plot: names of what ends near its right side.
  ///
  /// - Parameter text: the lines that name a mark.
  static func names(
    in panel: Figure.Panel, x: AxisFrame, text: (Mark) -> [String] = { EndLabels.lines($0.label) }
  ) -> [String] {
    panel.marks.flatMap { mark -> [String] in
      guard mark.isLabelledAtEnd else { return [] }
      switch mark.content {
      case .horizontal: return text(mark)
      default:
        guard let end = mark.lastPoint, x.fraction(of: end.x) > 0.8 else { return [] }
        return text(mark)
      }
    }
  }

  /// The labels of a panel, spread so that none covers another.
  static func all(
    in layout: PanelLayout, text: (Mark) -> [String] = { EndLabels.lines($0.label) },
    color: (Int) -> String
  ) -> [EndLabel] {
    var labels: [EndLabel] = []
    for (index, mark) in layout.panel.marks.enumerated() where mark.isLabelledAtEnd {
      let anchor: (x: Double, y: Double)
      if case .horizontal(let value) = mark.content {
        guard layout.y.contains(value) else { continue }
        anchor = (layout.plot.right, layout.pixel(x: layout.x.upper, y: value).y)
      } else if let end = mark.lastPoint {
        let pixel = layout.pixel(x: end.x, y: end.y)
        anchor = (
          min(max(pixel.x, layout.plot.left), layout.plot.right),
          min(max(pixel.y, layout.plot.top), layout.plot.bottom)
        )
      } else {
        continue
      }
      labels.append(
        EndLabel(lines: text(mark), color: color(index), anchor: anchor, y: anchor.y))
    }
    return EndLabel.spread(labels, within: layout.plot)
  }

  static func write(_ labels: [EndLabel], to canvas: inout Canvas) {
    for label in labels {
      // Far from its point, a label is tied to it by a hair line.
      if abs(label.y - label.anchor.y) > 14 {
        canvas.line(
          from: (label.anchor.x + 1, label.anchor.y), to: (label.left - 1, label.y),
          color: label.color, width: 0.7)
      }
      let first = label.y - label.height / 2 + Measure.labelLine / 2
      for (index, line) in label.lines.enumerated() {
        canvas.text(
          line, x: label.left, y: first + Double(index) * Measure.labelLine,
          size: Measure.labelSize, color: label.color)
      }
    }
  }
}

extension Mark {
  var isLabelledAtEnd: Bool {
    guard !label.isEmpty else { return false }
    if case .vertical = content { return false }
    return placement == .end || (placement == .automatic && isNamedAtEnd)
  }

  /// The last point that can be drawn.
  var lastPoint: (x: Double, y: Double)? {
    switch content {
    case .curve(let x, let y, _), .errorBars(let x, let y, _, _):
      let index = zip(x, y).map { $0.isFinite && $1.isFinite }.lastIndex(of: true)
      return index.map { (x[$0], y[$0]) }
    case .band(let x, let low, let high):
      let ends = zip(low, high).map { ($0 + $1) / 2 }
      let index = zip(x, ends).map { $0.isFinite && $1.isFinite }.lastIndex(of: true)
      return index.map { (x[$0], ends[$0]) }
    default: return nil
    }
  }
}

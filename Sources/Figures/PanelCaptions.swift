/// What stands around a panel's axes: its title and what the y axis shows above them, what the x axis shows
/// below.
struct PanelCaptions: Equatable {
  let title: [String]
  let y: [String]
  let x: [String]
  /// Of a heat map's colours, where it stands in a line of its own.
  let scale: [String]

  /// Each in one line, however long.
  init(_ panel: Figure.Panel) {
    func line(_ text: String) -> [String] { text.isEmpty ? [] : [text] }
    (title, y, x) = (line(panel.title), line(panel.y.caption), line(panel.x.caption))
    scale = []
  }

  /// Broken into lines no wider than the panel.
  ///
  /// - Parameter showsScale: whether a scale says what a heat map's colours mean, or numbers in its cells.
  init(_ panel: Figure.Panel, width: Double, showsScale: Bool) {
    title = TextMetrics.wrapped(
      panel.title, limit: width, size: Measure.panelTitleSize, isBold: true)
    func lines(_ text: String) -> [String] {
      TextMetrics.wrapped(text, limit: width, size: Measure.axisSize)
    }
    (y, x) = (lines(panel.y.caption), lines(panel.x.caption))
    let label = panel.heatMap?.scaleLabel ?? ""
    scale = label.isEmpty ? [] : lines("\(showsScale ? "colour" : "in the cells"): \(label)")
  }

  var heightAbove: Double {
    Double(title.count) * Measure.panelTitleLine + Double(y.count + scale.count) * Measure.axisLine
  }
  var heightBelow: Double { Double(x.count) * Measure.axisLine }
}

extension Figure.Panel {
  /// The panel's heat map, if it has one.
  var heatMap: HeatMap? {
    for mark in marks {
      if case .heatMap(let map) = mark.content { return map }
    }
    return nil
  }

  /// Whether a heat map has its colour scale: where a phone's cells have room for their numbers, these say
  /// it all.
  func showsScale(width: Double, form: Figure.Form) -> Bool {
    guard form == .narrow, let map = heatMap else { return true }
    let slot = width * 0.75 / Double(max(x.categories?.count ?? 1, 1))
    return map.annotationSize(slot: slot, height: 40).map { $0 < 10.5 } ?? true
  }

  /// What the values at the ends of lying bars need to the right of the plot, in pixels.
  ///
  /// - Parameter width: of the plot, roughly.
  func roomForBarTexts(_ x: AxisFrame, _ width: Double) -> Double {
    guard hasLyingBars else { return 0 }
    return marks.flatMap { mark -> [Double] in
      guard case .bars(let bars) = mark.content, !bars.isStacked, let style = bars.valueStyle
      else { return [] }
      return zip(bars.values, bars.high ?? bars.values).compactMap { value, end in
        guard value.isFinite, end.isFinite else { return nil }
        let text = TextMetrics.width(style.text(value), size: Measure.barTextSize)
        return text + 10 - (1 - x.fraction(of: end)) * width
      }
    }.max() ?? 0
  }
}

extension HeatMap {
  /// The values marked on the colour scale.
  var scaleTicks: [Axis.Tick] {
    let (low, high) = bounds
    let values = TickValues.linear(low, high, atMost: 6)
    // Shares that are written as percentages in the cells are so on the scale.
    guard case .percent? = annotation else {
      return TickValues.labelled(values, style: .automatic, isLogarithmic: false)
    }
    let isWhole = values.allSatisfy { abs(($0 * 100).rounded() - $0 * 100) < 1e-6 }
    return TickValues.labelled(values, style: .percent(isWhole ? 0 : 1), isLogarithmic: false)
  }

  /// The size of the letters in a cell of a width and height in pixels; nil where nothing is written.
  func annotationSize(slot: Double, height: Double) -> Double? {
    guard let style = annotation else { return nil }
    let texts = values.joined().filter(\.isFinite).map { style.text($0) }
    let widest = texts.map { TextMetrics.width($0, size: 1) }.max() ?? 1
    return min(12.5, (slot - 4) / widest, height * 0.7)
  }

  /// What the colour scale takes beside the plot.
  var scaleWidth: Double { Measure.scaleBarWidth + 26 + scaleTickWidth }

  private var scaleTickWidth: Double {
    scaleTicks.map { TextMetrics.width($0.label, size: Measure.tickSize) }.max() ?? 0
  }
}

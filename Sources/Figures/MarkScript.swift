/// The parts of gnuplot's `plot` command that draw one mark from its rows of the table.
struct MarkScript {
  let mark: Mark
  let color: String
  let span: Range<Int>
  let table: FigureTable
  let layout: PanelLayout
  /// Which of how many bars side by side.
  let slot: (index: Int, count: Int)

  init(
    mark: Mark, color: String, span: Range<Int>, table: FigureTable, layout: PanelLayout,
    slot: (Int, Int)
  ) {
    self.mark = mark
    self.color = color
    self.span = span
    self.table = table
    self.layout = layout
    self.slot = slot
  }

  /// The rows of this mark alone; the header is skipped.
  private var source: String {
    "data skip 1 every ::\(span.lowerBound)::\(span.upperBound - 1)"
  }

  private func column(_ name: FigureTable.Column) -> Int { table.position(name) }

  private var lineColor: String { "lc rgb \"\(color)\"" }

  var plots: [String] {
    switch mark.content {
    case .curve(_, _, let curve): curvePlots(curve)
    case .band:
      [
        "\(source) using \(column(.x)):\(column(.low)):\(column(.high)) with filledcurves "
          + "fillstyle transparent solid 0.2 noborder fc rgb \"\(color)\""
      ]
    case .errorBars:
      [
        "\(source) using \(column(.x)):\(column(.y)):\(column(.low)):\(column(.high)) "
          + "with yerrorbars pt 7 ps 0.8 lw 1.6 \(lineColor)"
      ]
    case .bars(let bars): barPlots(bars)
    case .heatMap(let map): heatMapPlots(map)
    case .horizontal, .vertical, .note: []
    }
  }

  private func curvePlots(_ curve: Mark.Curve) -> [String] {
    let using = "\(source) using \(column(.x)):\(column(.y))"
    var plots: [String] = []
    if curve.hasLine {
      let width = GnuplotText.number(curve.width)
      plots.append(
        "\(using) with \(curve.isStep ? "steps" : "lines") lw \(width) \(curve.dash.option) "
          + lineColor)
    }
    if curve.hasPoints {
      // A white rim keeps points apart that lie on one another.
      let size = span.count > 150 ? 0.45 : 0.85
      plots.append("\(using) with points pt 7 ps \(size + 0.25) lc rgb \"#FFFFFF\"")
      plots.append("\(using) with points pt 7 ps \(size) \(lineColor)")
    }
    return plots
  }

  private func barPlots(_ bars: Mark.Bars) -> [String] {
    let isLying = layout.panel.hasLyingBars
    let step = 0.78 / Double(slot.count)
    let offset = (Double(slot.index) - Double(slot.count - 1) / 2) * step
    let half = step * 0.46
    let value = isLying ? layout.x : layout.y
    let base = value.axis.isLogarithmic ? value.lower : min(max(0, value.lower), value.upper)
    let place = "(\(reference(.x))\(signed(offset)))"
    let from = bars.isStacked ? reference(.low) : GnuplotText.number(base)
    let to = bars.isStacked ? reference(.high) : reference(.y)
    let across =
      "(\(reference(.x))\(signed(offset - half))):(\(reference(.x))\(signed(offset + half)))"
    let along = "(\(from)):(\(to))"
    let rectangle =
      isLying ? "(\(to)):\(place):\(along):\(across)" : "\(place):(\(to)):\(across):\(along)"
    var plots = [
      "\(source) using \(rectangle) with boxxyerror fillstyle solid 1.0 "
        + (bars.isStacked ? "border lc rgb \"#FFFFFF\" lw 1 " : "noborder ")
        + "fc rgb \"\(color)\""
    ]
    if bars.low != nil, !bars.isStacked {
      let (low, reach) = (reference(.low), "(\(reference(.high)) - \(reference(.low)))")
      let using =
        isLying ? "(\(low)):\(place):\(reach):(0)" : "\(place):(\(low)):(0):\(reach)"
      plots.append(
        "\(source) using \(using) "
          + "with vectors heads size screen \(layout.form == .wide ? "0.005" : "0.01"),90 nofilled lw 1.4 lc rgb \"\(Ink.title)\""
      )
    }
    if bars.valueStyle != nil {
      plots.append(
        barTexts(bars, place: place, from: from, to: to, isLying: isLying, base: base))
    }
    return plots
  }

  /// Values at the ends of bars; inside them where bars are stacked.
  private func barTexts(
    _ bars: Mark.Bars, place: String, from: String, to: String, isLying: Bool, base: Double
  ) -> String {
    // The bare column: gnuplot's strcol() cuts a quoted text at its first comma, "3,721" to "3".
    let text = "\(column(.text))"
    let font = "font \"\(Canvas.font(Measure.barTextSize))\""
    if bars.isStacked {
      let middle = middle(of: bars, from: from, to: to, isLying: isLying)
      let using = isLying ? "\(middle):\(place):\(text)" : "\(place):\(middle):\(text)"
      return "\(source) using \(using) with labels noenhanced center \(font) tc rgb \"#FFFFFF\""
    }
    let end = bars.high == nil ? to : reference(.high)
    let using = isLying ? "(\(end)):\(place):\(text)" : "\(place):(\(end)):\(text)"
    let isBelow = bars.values.filter(\.isFinite).allSatisfy { $0 < base }
    let shift =
      isLying
      ? (isBelow ? "right offset -0.6,0" : "left offset 0.6,0")
      : (isBelow ? "center offset 0,-0.6" : "center offset 0,0.6")
    return "\(source) using \(using) with labels noenhanced \(shift) \(font) tc rgb \"\(Ink.text)\""
  }

  /// Of a part of a stack, where its text stands; on a phone only of a part with room for it.
  private func middle(of bars: Mark.Bars, from: String, to: String, isLying: Bool) -> String {
    let middle = "((\(from) + \(to)) / 2)"
    guard layout.form == .narrow, isLying, !layout.x.axis.isLogarithmic else { return middle }
    let widest =
      bars.values.filter(\.isFinite).compactMap { bars.valueStyle?.text($0) }
      .map { TextMetrics.width($0, size: Measure.barTextSize) }.max() ?? 0
    let needed = (widest + 2) / layout.plot.width * (layout.x.upper - layout.x.lower)
    return "(abs(\(to) - \(from)) < \(GnuplotText.number(needed)) ? NaN : \(middle))"
  }

  private func heatMapPlots(_ map: HeatMap) -> [String] {
    let columns = layout.panel.x.categories?.count ?? 1
    let rows = layout.panel.y.categories?.count ?? 1
    // Cells with a gap where they are large, without a seam where they are small.
    let cell = min(layout.plot.width / Double(columns), layout.plot.height / Double(rows))
    let half = cell > 14 ? 0.5 - 0.5 / cell : 0.5
    let (x, y) = (reference(.x), reference(.y))
    let h = GnuplotText.number((half * 1000).rounded() / 1000)
    let border = cell > 14 ? "noborder" : "border lc palette"
    var plots = [
      "\(source) using \(column(.x)):\(column(.y)):(\(x)-\(h)):(\(x)+\(h)):(\(y)-\(h)):(\(y)+\(h)):"
        + "\(column(.value)) with boxxyerror fillstyle solid 1.0 \(border) lc palette"
    ]
    let room = (layout.plot.width / Double(columns), layout.plot.height / Double(rows))
    guard let size = map.annotationSize(slot: room.0, height: room.1), size >= 6,
      layout.form == .wide || !layout.showsScale
    else { return plots }
    let bounds = map.bounds
    let low = GnuplotText.number(bounds.low)
    let place =
      "((\(reference(.value)) - (\(low))) / \(GnuplotText.number(bounds.high - bounds.low)))"
    plots.append(
      "\(source) using (\(reference(.value)) == \(reference(.value)) ? \(x) : NaN):"
        + "\(column(.y)):\(column(.text)):"
        + "(\(map.whiteInkCondition(place)) ? 0xFFFFFF : 0x1A1A1A) with labels noenhanced center "
        + "font \"\(Canvas.font((size * 2).rounded(.down) / 2))\" tc rgb variable")
    return plots
  }

  private func reference(_ name: FigureTable.Column) -> String { "$\(column(name))" }

  private func signed(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return rounded < 0 ? GnuplotText.number(rounded) : "+" + GnuplotText.number(rounded)
  }
}

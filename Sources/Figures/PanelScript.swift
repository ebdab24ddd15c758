/// Writes one panel: axes, then marks, then labels.
struct PanelScript {
  let layout: PanelLayout
  let index: Int
  let table: FigureTable
  let coloring: Coloring
  /// The texts in the plot where they have been settled before; nil lets each stand where its mark says.
  let texts: PanelTexts?

  init(
    _ layout: PanelLayout, index: Int, table: FigureTable, coloring: Coloring,
    texts: PanelTexts? = nil
  ) {
    self.layout = layout
    self.index = index
    self.table = table
    self.coloring = coloring
    self.texts = texts
  }

  func write(to canvas: inout Canvas) {
    addMargins(to: &canvas)
    addAxis("x", layout.x, layout.xTicks, to: &canvas)
    addAxis("y", layout.y, layout.yTicks, to: &canvas)
    addAxisTexts(to: &canvas)
    var plots: [String] = []
    for (markIndex, mark) in layout.panel.marks.enumerated() {
      let color = coloring.color(panel: index, mark: markIndex)
      let reference = MarkScript.overlay(
        mark, layout: layout, color: color, hasText: texts == nil)
      reference(&canvas)
      if case .heatMap(let map) = mark.content { addColors(map, to: &canvas) }
      guard let span = table.span(panel: index, mark: markIndex) else { continue }
      let script = MarkScript(
        mark: mark, color: color, span: span, table: table, layout: layout,
        slot: barSlot(of: markIndex))
      // With the key off, a plot's title is what a browser shows when the pointer rests on it.
      let name = [mark.label, layout.panel.y.caption].first { !$0.isEmpty } ?? "data"
      let title = "title \(GnuplotText.quoted(name)) noenhanced"
      plots += script.plots.map { "\($0) \(title)" }
    }
    addZeroLine(to: &canvas)
    if let texts {
      texts.write(to: &canvas)
    } else {
      let labels = EndLabels.all(
        in: layout, color: { coloring.color(panel: index, mark: $0) })
      EndLabels.write(labels, to: &canvas)
    }
    canvas.add("")
    canvas.add("plot " + plots.joined(separator: ", \\\n  "))
  }

  /// The line that bars start from, where some of them are negative.
  private func addZeroLine(to canvas: inout Canvas) {
    let hasBars = layout.panel.marks.contains { if case .bars = $0.content { true } else { false } }
    let isLying = layout.panel.hasLyingBars
    let value = isLying ? layout.x : layout.y
    guard hasBars, !value.axis.isLogarithmic, value.lower < 0, value.upper > 0 else { return }
    let ends =
      isLying
      ? "from first 0, graph 0 to first 0, graph 1" : "from graph 0, first 0 to graph 1, first 0"
    canvas.add("set arrow \(ends) nohead front lw 1 dt solid lc rgb \"\(Ink.axis)\"")
  }

  /// The place of a mark's bars among those that stand side by side: (which, of how many).
  private func barSlot(of markIndex: Int) -> (Int, Int) {
    var (slot, count, hasStack) = (0, 0, false)
    for (other, mark) in layout.panel.marks.enumerated() {
      guard case .bars(let bars) = mark.content else { continue }
      if bars.isStacked {
        if !hasStack { count += 1 }
        if other == markIndex { slot = hasStack ? slot : count - 1 }
        hasStack = true
      } else {
        if other == markIndex { slot = count }
        count += 1
      }
    }
    return (slot, max(count, 1))
  }

  private func addMargins(to canvas: inout Canvas) {
    let plot = layout.plot
    canvas.add("set lmargin at screen \(canvas.across(plot.left))")
    canvas.add("set rmargin at screen \(canvas.across(plot.right))")
    canvas.add("set tmargin at screen \(canvas.up(plot.top))")
    canvas.add("set bmargin at screen \(canvas.up(plot.bottom))")
  }

  private func addAxis(
    _ name: String, _ frame: AxisFrame, _ ticks: [Axis.Tick], to canvas: inout Canvas
  ) {
    let (low, high) = (GnuplotText.number(frame.lower), GnuplotText.number(frame.upper))
    canvas.add("set \(name)range [\(frame.isReversed ? "\(high):\(low)" : "\(low):\(high)")]")
    if frame.axis.isLogarithmic {
      canvas.add("set logscale \(name) \(frame.axis.scale == .log2 ? 2 : 10)")
    }
    let isOwn = Self.writesOwnLabels(frame, ticks)
    let places = ticks.map {
      "\(isOwn ? "\"\"" : GnuplotText.quotedTick($0.label)) \(GnuplotText.number($0.value))"
    }
    let isHeatMap = layout.panel.heatMap != nil
    let isMarked = name == "x" && frame.axis.categories == nil
    // gnuplot leaves a wide gap under the axis.
    let shift = name == "x" ? "offset 0,0.3 " : ""
    canvas.add(
      "set \(name)tics noenhanced nomirror out scale \(isMarked ? "0.5" : "0") \(shift)"
        + "font \"\(Canvas.font(Measure.tickSize))\" textcolor rgb \"\(Ink.quiet)\" "
        + "(\(places.joined(separator: ", ")))")
    if isOwn { addOwnLabels(name, frame, ticks, to: &canvas) }
    if name == "y" {
      let hasGrid = { (axis: Axis, byDefault: Bool) in
        axis.categories == nil && (axis.showsGrid ?? byDefault)
      }
      let isLying = layout.panel.hasLyingBars
      let onX = hasGrid(layout.x.axis, isLying || layout.x.axis.isLogarithmic)
      let onY = hasGrid(layout.y.axis, true)
      canvas.add("unset grid")
      if onX || onY {
        canvas.add(
          "set grid \(onX ? "xtics" : "noxtics") \(onY ? "ytics" : "noytics") back lt 1 lw 0.8 "
            + "lc rgb \"\(Ink.grid)\"")
      }
      let border = isHeatMap ? 0 : isLying ? 2 : 1
      canvas.add("set border \(border) back lt 1 lw 1 lc rgb \"\(Ink.axis)\"")
    }
  }

  /// Whether the ticks' texts are drawn as labels: names may be long, and gnuplot cuts the text of a
  /// tick after 50 bytes, be it in the middle of a character.
  private static func writesOwnLabels(_ frame: AxisFrame, _ ticks: [Axis.Tick]) -> Bool {
    frame.axis.categories != nil || ticks.contains { $0.label.utf8.count > 40 }
  }

  private func addOwnLabels(
    _ name: String, _ frame: AxisFrame, _ ticks: [Axis.Tick], to canvas: inout Canvas
  ) {
    let plot = layout.plot
    for tick in ticks {
      let share = frame.fraction(of: tick.value)
      let lines = tick.label.split(separator: "\n").map(String.init)
      let isX = name == "x"
      let x = isX ? plot.left + share * plot.width : plot.left - 8
      let middle = plot.bottom - share * plot.height
      let first =
        isX
        ? plot.bottom + 14
        : middle - Double(lines.count - 1) / 2 * Measure.tickLine
      let turn = isX ? layout.tickRotation : 0
      for (index, line) in lines.enumerated() {
        canvas.text(
          line, x: turn == 45 ? x + 4 : x,
          y: (turn == 90 ? plot.bottom + 6 : first) + Double(index) * Measure.tickLine,
          size: Measure.tickSize, color: Ink.quiet,
          alignment: isX && turn == 0 ? .center : .right, rotation: turn)
      }
    }
  }

  /// The panel's title and what the axes show: y above the axis, x under its end.
  private func addAxisTexts(to canvas: inout Canvas) {
    let (plot, outer) = (layout.plot, layout.outer)
    var y = outer.top
    for line in layout.captions.title {
      canvas.text(
        line, x: outer.left, y: y + Measure.panelTitleLine / 2,
        size: Measure.panelTitleSize, color: Ink.title, isBold: true)
      y += Measure.panelTitleLine
    }
    for line in layout.captions.y + layout.captions.scale {
      canvas.text(
        line, x: outer.left, y: y + Measure.axisLine / 2 - 1, size: Measure.axisSize,
        color: Ink.quiet)
      y += Measure.axisLine
    }
    y = outer.bottom - layout.captions.heightBelow
    for line in layout.captions.x {
      // On a phone a long one may be wider than the plot and what is to the left of it.
      let width = TextMetrics.width(line, size: Measure.axisSize)
      let right = layout.form == .wide ? plot.right : max(plot.right, outer.left + width)
      canvas.text(
        line, x: right, y: y + Measure.axisLine / 2,
        size: Measure.axisSize, color: Ink.quiet, alignment: .right)
      y += Measure.axisLine
    }
  }

  private func addColors(_ map: HeatMap, to canvas: inout Canvas) {
    let bounds = map.bounds
    let stops = map.stops.enumerated().map { "\($0) \"\($1)\"" }.joined(separator: ", ")
    canvas.add("set palette defined (\(stops))")
    canvas.add(
      "set cbrange [\(GnuplotText.number(bounds.low)):\(GnuplotText.number(bounds.high))]")
    if layout.showsScale { addColorScale(map, to: &canvas) }
  }

  private func addColorScale(_ map: HeatMap, to canvas: inout Canvas) {
    let plot = layout.plot
    let left = plot.right + 16
    let ticks = map.scaleTicks.map {
      "\(GnuplotText.quotedTick($0.label)) \(GnuplotText.number($0.value))"
    }
    canvas.add(
      "set cbtics noenhanced scale 0 font \"\(Canvas.font(Measure.tickSize))\" textcolor rgb "
        + "\"\(Ink.quiet)\" (\(ticks.joined(separator: ", ")))")
    let width = Canvas.share(Measure.scaleBarWidth / Double(canvas.size.width))
    let height = Canvas.share(plot.height / Double(canvas.size.height))
    canvas.add(
      "set colorbox vertical user origin \(canvas.place(left, plot.bottom)) "
        + "size screen \(width), screen \(height) noborder")
    guard layout.form == .wide else { return }
    canvas.text(
      map.scaleLabel, x: layout.outer.right, y: plot.top - 16, size: Measure.axisSize,
      color: Ink.quiet, alignment: .right)
  }
}

extension Canvas {
  /// Panels one after the other, each without what the last one set.
  mutating func add(_ panels: [PanelScript]) {
    if panels.count > 1 { add("set multiplot") }
    for (index, panel) in panels.enumerated() {
      if index > 0 {
        add("")
        add("unset label; unset arrow; unset object; unset logscale; unset colorbox")
      }
      panel.write(to: &self)
    }
    if panels.count > 1 { add("unset multiplot") }
  }
}

/// Writes the gnuplot script that draws a figure from its table.
///
/// All ranges, ticks, margins and label places are settled here, so that the script is the same
/// wherever it was written and the picture the same wherever it is drawn.
struct FigureScript {
  let figure: Figure
  let table: FigureTable
  let coloring: Coloring
  private var canvas: Canvas

  init(_ figure: Figure, table: FigureTable) throws(FigureError) {
    self.figure = figure
    self.table = table
    coloring = Coloring(figure)
    canvas = Canvas(size: figure.size)
    canvas.addOpening(of: figure, form: .wide)
    let room = addHeaderAndFooter()
    let frames = try AxisFrames(figure)
    var panels: [PanelScript] = []
    for (index, panel) in figure.panels.enumerated() {
      let names = EndLabels.names(in: panel, x: frames.x[index])
      let layout = PanelLayout(
        panel, x: frames.x[index], y: frames.y[index], outer: outer(of: index, in: room),
        endLabels: names)
      panels.append(PanelScript(layout, index: index, table: table, coloring: coloring))
    }
    canvas.add(panels)
    canvas.add("set output")
  }

  /// The whole script.
  var text: String { canvas.commands.joined(separator: "\n") + "\n" }

  /// Title, subtitle, key and caption; what is left is the panels' room.
  private mutating func addHeaderAndFooter() -> Box {
    let (width, height) = (Double(figure.size.width), Double(figure.size.height))
    let limit = width - 2 * Measure.edge
    var y = 14.0
    let titleLines = TextMetrics.wrapped(
      figure.title, limit: limit, size: Measure.titleSize, isBold: true)
    for line in titleLines {
      canvas.text(
        line, x: Measure.edge, y: y + Measure.titleLine / 2, size: Measure.titleSize,
        color: Ink.title, isBold: true)
      y += Measure.titleLine
    }
    let subtitle = TextMetrics.wrapped(figure.subtitle, limit: limit, size: Measure.subtitleSize)
    for line in subtitle {
      canvas.text(
        line, x: Measure.edge, y: y + Measure.subtitleLine / 2, size: Measure.subtitleSize,
        color: Ink.quiet)
      y += Measure.subtitleLine
    }
    let key = Key(figure, coloring: coloring)
    if !key.entries.isEmpty {
      y = key.write(to: &canvas, left: Measure.edge, top: y + 4, limit: limit)
    }
    let caption = TextMetrics.wrapped(figure.caption, limit: limit, size: Measure.captionSize)
    var bottom = height - 10
    for line in caption.reversed() {
      canvas.text(
        line, x: Measure.edge, y: bottom - Measure.captionLine / 2, size: Measure.captionSize,
        color: Ink.quiet)
      bottom -= Measure.captionLine
    }
    if !caption.isEmpty { bottom -= 4 }
    return Box(left: Measure.edge, top: y + 8, right: width - Measure.edge, bottom: bottom)
  }

  private func outer(of index: Int, in room: Box) -> Box {
    let columns = max(1, min(figure.columnCount, figure.panels.count))
    let rows = (figure.panels.count + columns - 1) / columns
    let (gapX, gapY) = (26.0, 14.0)
    let width = (room.width - gapX * Double(columns - 1)) / Double(columns)
    let height = (room.height - gapY * Double(rows - 1)) / Double(rows)
    let left = room.left + Double(index % columns) * (width + gapX)
    let top = room.top + Double(index / columns) * (height + gapY)
    return Box(left: left, top: top, right: left + width, bottom: top + height)
  }
}

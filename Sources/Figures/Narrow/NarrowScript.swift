/// Writes the gnuplot script that draws a figure for a phone, from the same table as the wide one: panels
/// below each other, title and captions in lines, lying bars where standing ones are crowded, fewer ticks,
/// and the key below. Names stay at the ends of their lines where all of them fit there.
struct NarrowScript {
  let text: String

  /// The picture's width in pixels; a page on a phone shows it nearly as it is.
  static let width = 400
  private static let edge = 12.0
  private static let titleSize = 16.0
  private static let titleLine = 21.0
  private static let subtitleSize = 13.0
  private static let subtitleLine = 18.0

  init(_ original: Figure, table: FigureTable) throws(FigureError) {
    let inner = Double(Self.width) - 2 * Self.edge
    let figure = original.withLyingBars(width: inner)
    let coloring = Coloring(figure)
    let title = TextMetrics.wrapped(
      figure.title, limit: inner, size: Self.titleSize, isBold: true)
    let subtitle = TextMetrics.wrapped(figure.subtitle, limit: inner, size: Self.subtitleSize)
    let caption = TextMetrics.wrapped(figure.caption, limit: inner, size: Measure.captionSize)
    let top =
      12 + Double(title.count) * Self.titleLine + Double(subtitle.count) * Self.subtitleLine + 8
    let panels = try NarrowPanels(figure, coloring: coloring, left: Self.edge, top: top)
    let key = NarrowKey(
      Key(figure, coloring: coloring), letters: panels.letters, width: inner)
    let keyTop = panels.bottom + 10
    let captionTop = key.height > 0 ? keyTop + key.height + 4 : panels.bottom + 8
    let height = captionTop + Double(caption.count) * Measure.captionLine + 8

    var canvas = Canvas(
      size: Figure.Size(width: Self.width, height: Int(height.rounded(.up))))
    canvas.addOpening(of: figure, form: .narrow)
    let below = canvas.lines(
      title, x: Self.edge, top: 12, height: Self.titleLine, size: Self.titleSize,
      color: Ink.title, isBold: true)
    _ = canvas.lines(
      subtitle, x: Self.edge, top: below, height: Self.subtitleLine, size: Self.subtitleSize,
      color: Ink.quiet)
    key.write(to: &canvas, left: Self.edge, top: keyTop)
    _ = canvas.lines(
      caption, x: Self.edge, top: captionTop, height: Measure.captionLine,
      size: Measure.captionSize, color: Ink.quiet)
    canvas.add(
      panels.layouts.enumerated().map { index, layout in
        PanelScript(
          layout, index: index, table: table, coloring: coloring, texts: panels.texts[index])
      })
    canvas.add("set output")
    text = canvas.commands.joined(separator: "\n") + "\n"
  }
}

extension MarkScript {
  /// What is drawn without rows of the table: reference lines and notes.
  ///
  /// - Parameter hasText: whether their texts are drawn along.
  static func overlay(
    _ mark: Mark, layout: PanelLayout, color: String, hasText: Bool
  ) -> (inout Canvas) -> Void {
    { canvas in
      switch mark.content {
      case .horizontal(let value) where layout.y.contains(value):
        let place = GnuplotText.number(value)
        canvas.add(
          "set arrow from graph 0, first \(place) to graph 1, first \(place) nohead front lw 1.5 "
            + "\(Mark.Dash.dashed.option) lc rgb \"\(color)\"")
      case .vertical(let value) where layout.x.contains(value):
        addVertical(
          value, label: hasText ? mark.label : "", layout: layout, color: color, to: &canvas)
      case .note(let note) where hasText:
        addNote(note, layout: layout, color: mark.color.map(\.hexadecimal) ?? Ink.text, to: &canvas)
      default: break
      }
    }
  }

  /// The line, and its label beside its upper end, on the side with more room.
  private static func addVertical(
    _ value: Double, label: String, layout: PanelLayout, color: String, to canvas: inout Canvas
  ) {
    let place = GnuplotText.number(value)
    canvas.add(
      "set arrow from first \(place), graph 0 to first \(place), graph 1 nohead front lw 1.5 "
        + "\(Mark.Dash.dashed.option) lc rgb \"\(color)\"")
    let x = layout.pixel(x: value, y: layout.y.lower).x
    let isLeft = x > (layout.plot.left + layout.plot.right) / 2
    let room = isLeft ? x - layout.plot.left : layout.plot.right - x
    let lines = TextMetrics.wrapped(label, limit: min(room - 10, 200), size: Measure.labelSize)
    for (index, line) in lines.enumerated() {
      canvas.text(
        line, x: isLeft ? x - 6 : x + 6,
        y: layout.plot.top + Measure.labelLine * (Double(index) + 0.5), size: Measure.labelSize,
        color: color, alignment: isLeft ? .right : .left)
    }
  }

  private static func addNote(
    _ note: Mark.Note, layout: PanelLayout, color: String, to canvas: inout Canvas
  ) {
    let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = layout.pixel(x: note.x, y: note.y)
    let box = Self.box(of: lines, at: place, note.alignment)
    if let target = note.target, target.count == 2 {
      addArrow(from: box, to: layout.pixel(x: target[0], y: target[1]), color: color, &canvas)
    }
    for (index, line) in lines.enumerated() {
      canvas.text(
        line, x: place.x, y: box.top + Measure.labelLine * (Double(index) + 0.5),
        size: Measure.labelSize, color: color, alignment: note.alignment)
    }
  }

  /// The room that a note's lines take; `place` is the middle of their height.
  static func box(
    of lines: [String], at place: (x: Double, y: Double), _ alignment: Mark.Alignment
  ) -> Box {
    let width = lines.map { TextMetrics.width($0, size: Measure.labelSize) }.max() ?? 0
    let height = Double(lines.count) * Measure.labelLine
    let left =
      switch alignment {
      case .left: place.x
      case .center: place.x - width / 2
      case .right: place.x - width
      }
    return Box(
      left: left, top: place.y - height / 2, right: left + width, bottom: place.y + height / 2)
  }

  /// From a note's text to what it means.
  static func addArrow(
    from box: Box, to end: (x: Double, y: Double), color: String, _ canvas: inout Canvas
  ) {
    let start = (
      x: min(max(end.x, box.left - 4), box.right + 4),
      y: min(max(end.y, box.top - 2), box.bottom + 2)
    )
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 8 else { return }
    let stop = (x: end.x - dx / length * 4, y: end.y - dy / length * 4)
    let head = Canvas.share(8 / Double(canvas.size.width))
    canvas.line(
      from: start, to: stop, color: color, width: 1,
      head: "head filled size screen \(head),18")
  }
}

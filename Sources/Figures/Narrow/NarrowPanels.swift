/// The panels of a figure on a phone, each below the last, with the texts in them.
struct NarrowPanels {
  private(set) var layouts: [PanelLayout] = []
  private(set) var texts: [PanelTexts] = []
  private(set) var letters = Letters()
  /// Where the last one ends.
  private(set) var bottom = 0.0

  private static let gap = (x: 14.0, y: 18.0)
  /// As many small panels stand in two columns: a reader compares what is in sight at once.
  private static let manyPanels = 5

  init(_ figure: Figure, coloring: Coloring, left: Double, top: Double) throws(FigureError) {
    let frames = try AxisFrames(figure)
    let columns = figure.panels.count < Self.manyPanels ? 1 : 2
    let room = Double(NarrowScript.width) - 2 * left
    let width = (room - Self.gap.x * Double(columns - 1)) / Double(columns)
    // Names at the ends of lines first; letters for all of them where one has no room.
    for areLetters in [false, true] {
      (layouts, texts, letters) = ([], [], Letters())
      bottom = top
      var (rowTop, haveRoom) = (top, true)
      for (index, panel) in figure.panels.enumerated() {
        if index.isMultiple(of: columns), index > 0 { rowTop = bottom + Self.gap.y }
        let begin = left + Double(index % columns) * (width + Self.gap.x)
        let color = { (mark: Int) in coloring.color(panel: index, mark: mark) }
        let names = Self.names(of: panel, areLetters: areLetters, color: color, &letters)
        let ends = { (mark: Mark) in names[mark.label] ?? [mark.label] }
        haveRoom = haveRoom && Self.haveRoom(names)
        let endLabels = EndLabels.names(in: panel, x: frames.x[index], text: ends)
        func layout(height: Double) -> PanelLayout {
          PanelLayout(
            panel, x: frames.x[index], y: frames.y[index],
            outer: Box(left: begin, top: rowTop, right: begin + width, bottom: rowTop + height),
            endLabels: endLabels, form: .narrow)
        }
        // What stands around the plot is known once it has been laid out.
        let rough = layout(height: 500)
        let around = 500 - rough.plot.height
        let settled = layout(
          height: around
            + rough.suitableHeight(in: figure, letters: areLetters ? names.count : 0))
        layouts.append(settled)
        texts.append(
          PanelTexts(
            settled, right: columns > 1 ? begin + width : Double(NarrowScript.width) - 3,
            ends: ends,
            areLetters: areLetters, color: color, letters: &letters))
        bottom = max(bottom, settled.outer.bottom)
      }
      if haveRoom, texts.allSatisfy(\.isClear) { return }
    }
  }

  /// Whether names are short enough to stand beside a plot that is still wide.
  private static func haveRoom(_ names: [String: [String]]) -> Bool {
    names.values.allSatisfy { lines in
      lines.count <= 3
        && lines.allSatisfy {
          TextMetrics.width($0, size: Measure.labelSize) <= PanelTexts.nameWidth * 1.2
        }
    }
  }

  /// The lines at the ends of marks: by label, what stands there.
  private static func names(
    of panel: Figure.Panel, areLetters: Bool, color: (Int) -> String, _ letters: inout Letters
  ) -> [String: [String]] {
    var names: [String: [String]] = [:]
    for (index, mark) in panel.marks.enumerated() where mark.isLabelledAtEnd {
      names[mark.label] =
        areLetters
        ? [letters.letter(for: mark.label, color: color(index), sample: mark.keySample)]
        : TextMetrics.wrapped(
          mark.label, limit: PanelTexts.nameWidth, size: Measure.labelSize)
    }
    return names
  }
}

extension PanelLayout {
  /// How high the plot is on a phone, in pixels.
  ///
  /// - Parameter letters: how many letters stand at the ends of what is drawn.
  fileprivate func suitableHeight(in figure: Figure, letters: Int) -> Double {
    let labelLines = yTicks.map { $0.label.count { $0 == "\n" } + 1 }.max() ?? 1
    let lines = Double(labelLines) * Measure.tickLine
    if let rows = y.axis.categories?.count {
      if panel.heatMap != nil {
        let cell = plot.width / Double(max(x.axis.categories?.count ?? 1, 1))
        // Of many rows every second name will do.
        return Double(rows) * (rows > 16 ? max(11, min(cell, 20)) : max(lines, min(cell, 34)))
      }
      return Double(rows) * max(lines + 4, Double(panel.barCount) * 14 + 7)
    }
    let isTall = Double(figure.size.height) > 0.75 * Double(figure.size.width)
    let usual = figure.panels.count > 1 ? 170.0 : isTall ? 300 : 230
    return max(usual, Double(letters) * Measure.labelLine + 12)
  }
}

/// The row of samples and names under the title.
struct Key {
  struct Entry: Equatable {
    enum Sample: Equatable {
      case line(Mark.Dash)
      case point, box, band
    }
    var label: String
    var color: String
    var sample: Sample
  }

  private(set) var entries: [Entry] = []

  init(_ figure: Figure, coloring: Coloring) {
    var labelled: Set<String> = []
    var asked = false
    for (panelIndex, panel) in figure.panels.enumerated() {
      for (markIndex, mark) in panel.marks.enumerated() {
        guard !mark.label.isEmpty, mark.placement != .hidden else { continue }
        labelled.insert(mark.label)
        guard mark.placement == .key || (mark.placement == .automatic && !mark.isNamedAtEnd)
        else { continue }
        asked = asked || mark.placement == .key
        guard let sample = mark.keySample else { continue }
        let color = coloring.color(panel: panelIndex, mark: markIndex)
        let entry = Entry(label: mark.label, color: color, sample: sample)
        if !entries.contains(where: { $0.label == entry.label }) { entries.append(entry) }
      }
    }
    // One kind of bar needs no key: the title says what it is.
    if labelled.count < 2, !asked { entries = [] }
  }

  /// Writes the rows and returns the lower end of the last.
  func write(to canvas: inout Canvas, left: Double, top: Double, limit: Double) -> Double {
    var (x, y) = (left, top + Measure.keyLine / 2)
    for entry in entries {
      let width = 26 + TextMetrics.width(entry.label, size: Measure.keySize) + 22
      if x > left, x + width - 22 > left + limit { (x, y) = (left, y + Measure.keyLine) }
      entry.sample.write(to: &canvas, x: x, y: y, color: entry.color)
      canvas.text(entry.label, x: x + 26, y: y, size: Measure.keySize, color: Ink.text)
      x += width
    }
    return y + Measure.keyLine / 2
  }
}

extension Key.Entry.Sample {
  /// Draws the sample from `x` on, around the height `y`.
  func write(to canvas: inout Canvas, x: Double, y: Double, color: String) {
    switch self {
    case .line(let dash):
      canvas.line(from: (x, y), to: (x + 20, y), color: color, width: 2.5, dash: dash)
    case .point:
      canvas.add(
        "set label \"\" at \(canvas.place(x + 12, y)) point pt 7 ps 0.9 lc rgb "
          + "\"\(color)\" front")
    case .box, .band:
      let box = Box(left: x + 4, top: y - 6, right: x + 18, bottom: y + 6)
      canvas.rectangle(box, color: color, opacity: self == .band ? 0.25 : 1)
    }
  }
}

extension Mark {
  /// Whether an automatic label stands at the mark's end rather than in the key.
  var isNamedAtEnd: Bool {
    switch content {
    case .curve(_, _, let curve): curve.hasLine
    case .horizontal, .vertical: true
    default: false
    }
  }

  var keySample: Key.Entry.Sample? {
    switch content {
    case .curve(_, _, let curve): curve.hasLine ? .line(curve.dash) : .point
    case .errorBars: .point
    case .bars: .box
    case .band: .band
    case .horizontal, .vertical: .line(.dashed)
    case .heatMap, .note: nil
    }
  }
}

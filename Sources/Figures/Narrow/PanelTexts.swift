/// The texts in the plot of a panel on a phone: names at the ends of lines, of reference lines, notes. None
/// covers another, none leaves the picture, and no note stands on a line; what has no room for its name is
/// a letter.
struct PanelTexts {
  struct Text {
    let lines: [String]
    let color: String
    let isBold: Bool
    let alignment: Mark.Alignment
    let box: Box
    /// A point that a hair line ties the text to.
    var tie: (x: Double, y: Double)?
    /// A point that an arrow leads to.
    var target: (x: Double, y: Double)?
  }

  private(set) var texts: [Text] = []
  private let layout: PanelLayout
  /// Where texts may stand.
  private let room: Box

  /// Lines of names at the ends of lines are no wider than this, in pixels.
  static let nameWidth = 92.0
  private static let noteWidth = 130.0

  /// - Parameters:
  ///   - right: where texts have to end.
  ///   - ends: the lines that name a mark at its end.
  ///   - color: of a mark, by its place in the panel.
  ///   - letters: gets what has no room.
  init(
    _ layout: PanelLayout, right: Double, ends: (Mark) -> [String], areLetters: Bool,
    color: (Int) -> String, letters: inout Letters
  ) {
    self.layout = layout
    room = Box(
      left: layout.plot.left + 2, top: layout.plot.top - 8, right: right,
      bottom: layout.plot.bottom + 8)
    for label in EndLabels.all(in: layout, text: ends, color: color) {
      let top = label.y - label.height / 2
      let box = Box(
        left: label.left, top: top, right: label.left + label.width, bottom: top + label.height)
      let isFar = abs(label.y - label.anchor.y) > 14
      texts.append(
        Text(
          lines: label.lines, color: label.color, isBold: areLetters, alignment: .left, box: box,
          tie: isFar ? label.anchor : nil))
    }
    for (index, mark) in layout.panel.marks.enumerated() {
      switch mark.content {
      case .vertical(let value) where layout.x.contains(value) && !mark.label.isEmpty:
        guard mark.placement == .automatic || mark.placement == .end else { continue }
        addVertical(mark, at: value, color: color(index), &letters)
      case .note(let note):
        addNote(note, color: mark.color?.hexadecimal ?? Ink.text, &letters)
      default: continue
      }
    }
  }

  /// Whether every text stands clear of the others and within the picture; two of one colour and several
  /// lines that touch read as one.
  var isClear: Bool {
    texts.indices.allSatisfy { index in
      let (box, text) = (texts[index].box, texts[index])
      return isInside(box)
        && !texts[..<index].contains {
          let readAsOne = $0.color == text.color && max($0.lines.count, text.lines.count) > 1
          return box.grown(by: readAsOne ? 3 : -1).overlaps($0.box)
        }
    }
  }

  private func isInside(_ box: Box) -> Bool {
    box.left >= 2 && box.right <= room.right && box.top >= room.top - 1
      && box.bottom <= room.bottom + 1
  }

  private func isFree(_ box: Box) -> Bool {
    isInside(box) && !texts.contains { $0.box.shrunk.overlaps(box.shrunk) }
  }

  // MARK: Reference lines

  /// At the upper end of the line, on the side with more room; lower, or on the other side, where that is
  /// taken or a bar lies there.
  private mutating func addVertical(
    _ mark: Mark, at value: Double, color: String, _ letters: inout Letters
  ) {
    let (x, plot) = (layout.pixel(x: value, y: layout.y.lower).x, layout.plot)
    func place(_ lines: [String], isLeft: Bool) -> Box? {
      let width = Self.width(lines)
      let left = isLeft ? x - 6 - width : x + 6
      let steps = stride(from: 0.0, through: max(0, plot.height - 40), by: Measure.labelLine)
      return steps.map { step in
        Box(
          left: left, top: plot.top + step, right: left + width,
          bottom: plot.top + step + Double(lines.count) * Measure.labelLine)
      }.first { isFree($0) && $0.left >= room.left && !layout.bars.contains(where: $0.overlaps) }
    }
    let isLeft = x > (plot.left + plot.right) / 2
    for side in [isLeft, !isLeft] {
      let space = side ? x - plot.left : room.right - x
      let lines = TextMetrics.wrapped(
        mark.label, limit: min(space - 10, Self.noteWidth), size: Measure.labelSize)
      if lines.count <= 3, let box = place(lines, isLeft: side) {
        add(lines, color: color, isBold: false, alignment: side ? .right : .left, box: box)
        return
      }
    }
    let letter = [letters.letter(for: mark.label, color: color, sample: mark.keySample)]
    let box = place(letter, isLeft: isLeft) ?? place(letter, isLeft: !isLeft)
    let fallback = MarkScript.box(of: letter, at: (x + 6, plot.top + 8), .left)
    add(letter, color: color, isBold: true, alignment: .left, box: box ?? fallback)
  }

  // MARK: Notes

  private mutating func addNote(_ note: Mark.Note, color: String, _ letters: inout Letters) {
    let place = layout.pixel(x: note.x, y: note.y)
    let target = note.target.flatMap { $0.count == 2 ? layout.pixel(x: $0[0], y: $0[1]) : nil }
    let lines = note.text.split(separator: "\n").flatMap {
      TextMetrics.wrapped(String($0), limit: Self.noteWidth, size: Measure.labelSize)
    }
    let own = MarkScript.box(of: lines, at: place, note.alignment)
    // A word of a few letters takes no more room than a letter would, wherever it stands.
    let isShort = own.width < 44 && lines.count == 1
    let free = Self.shifts.map { own.moved(by: $0).pushed(into: room) }.first {
      isFree($0) && (isShort || !isCrossed($0))
    }
    if let free {
      add(lines, color: color, isBold: false, alignment: note.alignment, box: free, target: target)
      return
    }
    let text = note.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let letter = [letters.letter(for: text, color: color, sample: nil)]
    let box = MarkScript.box(of: letter, at: place, note.alignment)
    let places = (Self.shifts + Self.sideSteps).map { box.moved(by: $0).pushed(into: room) }
    let clear = places.first { isFree($0) && !isCrossed($0) } ?? places.first { isFree($0) }
    add(
      letter, color: color, isBold: true, alignment: .left, box: clear ?? places[0],
      target: target)
  }

  /// Small steps away from where a note wants to stand, the smallest first.
  private static let shifts: [(x: Double, y: Double)] = [
    (0, 0), (0, -8), (0, 8), (0, -16), (0, 16), (8, 0), (-8, 0), (0, -24), (0, 24), (0, -32),
    (0, 32),
  ]
  /// Further ones, for a letter.
  private static let sideSteps: [(x: Double, y: Double)] = [
    (12, 0), (-12, 0), (12, -12), (-12, -12), (12, 12), (-12, 12), (18, 0), (-18, 0), (18, -18),
    (-18, -18), (18, 18), (-18, 18),
  ]

  /// Whether a line, point or reference line goes through a box.
  private func isCrossed(_ box: Box) -> Bool {
    layout.panel.marks.contains { mark in
      switch mark.content {
      case .curve(let x, let y, let curve):
        let points = zip(x, y).map { x, y -> (x: Double, y: Double)? in
          x.isFinite && y.isFinite ? layout.pixel(x: x, y: y) : nil
        }
        if curve.hasLine,
          zip(points, points.dropFirst()).contains(where: { a, b in
            a.flatMap { a in b.map { box.isCrossed(from: a, to: $0) } } ?? false
          })
        {
          return true
        }
        return curve.hasPoints
          && points.contains { $0.map { box.grown(by: 4).contains($0) } ?? false }
      case .errorBars(let x, let y, _, _):
        return zip(x, y).contains { box.grown(by: 4).contains(layout.pixel(x: $0, y: $1)) }
      case .horizontal(let value):
        let y = layout.pixel(x: layout.x.lower, y: value).y
        return box.top < y && y < box.bottom
      case .vertical(let value):
        let x = layout.pixel(x: value, y: layout.y.lower).x
        return box.left < x && x < box.right
      case .band, .bars, .heatMap, .note: return false
      }
    }
  }

  // MARK: Drawing

  private static func width(_ lines: [String]) -> Double {
    lines.map { TextMetrics.width($0, size: Measure.labelSize) }.max() ?? 0
  }

  private mutating func add(
    _ lines: [String], color: String, isBold: Bool, alignment: Mark.Alignment, box: Box,
    target: (x: Double, y: Double)? = nil
  ) {
    texts.append(
      Text(
        lines: lines, color: color, isBold: isBold, alignment: alignment, box: box, target: target))
  }

  func write(to canvas: inout Canvas) {
    for text in texts {
      if let tie = text.tie {
        canvas.line(
          from: (tie.x + 1, tie.y), to: (text.box.left - 1, (text.box.top + text.box.bottom) / 2),
          color: text.color, width: 0.7)
      }
      if let target = text.target {
        MarkScript.addArrow(from: text.box, to: target, color: text.color, &canvas)
      }
      let x =
        switch text.alignment {
        case .left: text.box.left
        case .center: (text.box.left + text.box.right) / 2
        case .right: text.box.right
        }
      for (index, line) in text.lines.enumerated() {
        canvas.text(
          line, x: x, y: text.box.top + Measure.labelLine * (Double(index) + 0.5),
          size: Measure.labelSize, color: text.color, alignment: text.alignment,
          isBold: text.isBold)
      }
    }
  }
}

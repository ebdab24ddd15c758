/// The key under a figure on a phone: samples of colours, and letters with the names that they stand for, as
/// many in a row as fit.
struct NarrowKey {
  private struct Place {
    let letter: String?
    let sample: Key.Entry.Sample?
    let color: String
    let lines: [String]
    let x: Double
    let y: Double
  }

  private var places: [Place] = []
  private(set) var height = 0.0

  private static let line = 17.0
  private static let letterWidth = 18.0
  private static let sampleWidth = 26.0

  init(_ key: Key, letters: Letters, width: Double) {
    var (x, row) = (0.0, 0.0)
    func add(
      _ label: String, letter: String?, sample: Key.Entry.Sample?, color: String,
      _ places: inout [Place], _ height: inout Double
    ) {
      let lead =
        (letter == nil ? 0 : Self.letterWidth) + (sample == nil ? 0 : Self.sampleWidth)
      let lines = TextMetrics.wrapped(label, limit: width - lead, size: Measure.keySize)
      let widest = lines.map { TextMetrics.width($0, size: Measure.keySize) }.max() ?? 0
      if x > 0, x + lead + widest > width { (x, row) = (0, height) }
      places.append(
        Place(letter: letter, sample: sample, color: color, lines: lines, x: x, y: row))
      x += lead + widest + 18
      height = max(height, row + Double(lines.count) * Self.line + 4)
    }
    for entry in key.entries {
      add(
        entry.label, letter: nil, sample: entry.sample, color: entry.color, &places, &height)
    }
    for entry in letters.entries {
      add(
        entry.label, letter: entry.letter, sample: entry.sample, color: entry.color, &places,
        &height)
    }
  }

  func write(to canvas: inout Canvas, left: Double, top: Double) {
    for place in places {
      var x = left + place.x
      let y = top + place.y + Self.line / 2
      if let letter = place.letter {
        canvas.text(
          letter, x: x, y: y, size: Measure.keySize, color: place.color, isBold: true)
        x += Self.letterWidth
      }
      if let sample = place.sample {
        sample.write(to: &canvas, x: x, y: y, color: place.color)
        x += Self.sampleWidth
      }
      _ = canvas.lines(
        place.lines, x: x, top: top + place.y, height: Self.line, size: Measure.keySize,
        color: Ink.text)
    }
  }
}

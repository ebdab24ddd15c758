/// The name of a line, to be written beside its last point.
struct EndLabel {
  var lines: [String]
  var color: String
  /// The point that the label belongs to, in pixels.
  var anchor: (x: Double, y: Double)
  /// The middle of the text's height once labels have made room for each other.
  var y: Double

  static let gap = 8.0

  var height: Double { Double(lines.count) * Measure.labelLine }
  var width: Double {
    lines.map { TextMetrics.width($0, size: Measure.labelSize) }.max() ?? 0
  }
  var left: Double { anchor.x + Self.gap }

  /// Pushes labels apart that would cover each other, each as little as it takes and never past
  /// the plot's top and bottom; the order from top to bottom stays that of the points.
  static func spread(_ labels: [EndLabel], within plot: Box) -> [EndLabel] {
    var labels = labels
    func clamp(_ index: Int) {
      let half = labels[index].height / 2
      let low = plot.top + half - 6
      labels[index].y = min(max(labels[index].y, low), max(low, plot.bottom - half + 6))
    }
    for index in labels.indices { clamp(index) }
    for _ in 0..<400 {
      var hasMoved = false
      for upper in labels.indices {
        for lower in labels.indices where isAbove(labels[upper], upper, labels[lower], lower) {
          let (a, b) = (labels[upper], labels[lower])
          guard a.left < b.left + b.width, b.left < a.left + a.width else { continue }
          let missing = (a.height + b.height) / 2 - (b.y - a.y)
          guard missing > 0.05 else { continue }
          hasMoved = true
          labels[upper].y -= missing / 2
          labels[lower].y += missing / 2
          clamp(upper)
          clamp(lower)
        }
      }
      if !hasMoved { break }
    }
    return labels
  }

  private static func isAbove(_ a: EndLabel, _ i: Int, _ b: EndLabel, _ j: Int) -> Bool {
    a.anchor.y < b.anchor.y || (a.anchor.y == b.anchor.y && i < j)
  }
}

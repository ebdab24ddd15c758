import Foundation

extension Figure {
  /// The chart in letters, for a terminal that shows no pictures: lines and points in braille, bars as
  /// bars. Nil where nothing of it can be drawn like that.
  ///
  /// - Parameters:
  ///   - width: in characters, with the numbers beside it.
  ///   - height: of a panel, in lines.
  public func terminalDrawing(width: Int = 78, height: Int = 10) -> String? {
    guard let frames = try? AxisFrames(self) else { return nil }
    let drawings = panels.indices.compactMap { index in
      TerminalPanel(panel: panels[index], x: frames.x[index], y: frames.y[index])
        .lines(width: width, height: height)
    }
    guard !drawings.isEmpty else { return nil }
    return drawings.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }
}

/// One panel of a figure in letters.
struct TerminalPanel {
  let panel: Figure.Panel
  let x: AxisFrame
  let y: AxisFrame

  func lines(width: Int, height: Int) -> [String]? {
    if let bars = bars(width: width) { return titled(bars, width: width) }
    guard x.axis.categories == nil, y.axis.categories == nil else { return nil }
    return curves(width: width, height: height).map { titled($0, width: width) }
  }

  private func titled(_ lines: [String], width: Int) -> [String] {
    let titles = [panel.title, panel.y.caption].filter { !$0.isEmpty }
    return (titles.isEmpty ? [] : ["  " + titles.joined(separator: ": ").prefix(width - 2)]) + lines
  }

  private func place(_ xValue: Double, _ yValue: Double) -> (x: Double, y: Double) {
    (x.fraction(of: xValue), y.fraction(of: yValue))
  }

  private func curves(width: Int, height: Int) -> [String]? {
    let labels = [y.upper, (y.lower + y.upper) / 2, y.lower].map { y.axis.style.text($0) }
    let margin = max(labels[0].count, labels[2].count) + 3
    // Names of lines stand at their ends.
    let names = panel.marks.compactMap { $0.label.isEmpty ? nil : $0.label }
    let right = min(24, (names.map(\.count).max() ?? 0) + 1)
    var canvas = BrailleCanvas(width: max(20, width - margin - right - 1), height: height)
    var ends: [Int: String] = [:]
    var isEmpty = true
    for mark in panel.marks {
      var last: (x: Double, y: Double)?
      switch mark.content {
      case .curve(let xs, let ys, let curve):
        let places = zip(xs, ys).map { place($0, $1) }
        for place in places { canvas.dot(x: place.x, y: place.y) }
        if curve.hasLine {
          for (from, to) in zip(places, places.dropFirst()) {
            let corner = curve.isStep ? (x: to.x, y: from.y) : from
            if curve.isStep { canvas.line(from: from, to: corner) }
            canvas.line(from: corner, to: to, gap: curve.dash == .solid ? 1 : 3)
          }
        }
        last = places.last { $0.x.isFinite && (0...1).contains($0.y) }
      case .band(let xs, let low, let high):
        for (edge, xs) in [(low, xs), (high, xs)] {
          let places = zip(xs, edge).map { place($0, $1) }
          for (from, to) in zip(places, places.dropFirst()) {
            canvas.line(from: from, to: to, gap: 4)
          }
        }
      case .errorBars(let xs, _, let low, let high):
        for (index, value) in xs.enumerated() {
          canvas.line(from: place(value, low[index]), to: place(value, high[index]))
        }
      case .horizontal(let value):
        let height = y.fraction(of: value)
        canvas.line(from: (0, height), to: (1, height), gap: 4)
        last = (1, height)
      case .vertical(let value):
        let across = x.fraction(of: value)
        canvas.line(from: (across, 0), to: (across, 1), gap: 4)
      case .bars, .heatMap, .note: continue
      }
      isEmpty = false
      guard let last, (0...1).contains(last.y), !mark.label.isEmpty, mark.placement != .hidden
      else {
        continue
      }
      var row = Int(((1 - last.y) * Double(height - 1)).rounded())
      while ends[row] != nil, row < height { row += 1 }
      if row < height { ends[row] = mark.label }
    }
    guard !isEmpty else { return nil }
    let rows = canvas.rows.enumerated().map { row, dots in
      let label = row == 0 ? labels[0] : row == height - 1 ? labels[2] : ""
      let space = String(repeating: " ", count: max(0, margin - 1 - label.count))
      let name = ends[row].map { " \($0.count > right ? $0.prefix(right - 1) + "…" : $0)" } ?? ""
      return "\(space)\(label)│\(dots)\(name)"
    }
    return rows + axis(margin: margin, width: canvas.width)
  }

  /// The line under the panel, its ends and what they count.
  private func axis(margin: Int, width: Int) -> [String] {
    let space = String(repeating: " ", count: margin - 1)
    let (low, high) = (x.axis.style.text(x.lower), x.axis.style.text(x.upper))
    let caption = panel.x.caption
    let free = width - low.count - high.count
    var middle = caption.count + 2 <= free ? caption : ""
    let before = (free - middle.count) / 2
    middle = String(repeating: " ", count: max(1, before)) + middle
    middle += String(repeating: " ", count: max(1, free - middle.count))
    let lines = [
      space + "└" + String(repeating: "─", count: width), space + " " + low + middle + high,
    ]
    return caption.count + 2 <= free ? lines : lines + [space + " " + caption]
  }

  /// Bars of categories, one a line, longest in full width; nil where there are none.
  private func bars(width: Int) -> [String]? {
    guard let categories = panel.categoryAxis?.categories else { return nil }
    let series = panel.marks.compactMap { mark -> (label: String, values: [Double])? in
      guard case .bars(let bars) = mark.content else { return nil }
      return (mark.label, bars.values)
    }
    guard !series.isEmpty else { return nil }
    let frame = panel.hasLyingBars ? x : y
    let names = categories.map { String($0.replacing("\n", with: " ").prefix(28)) }
    let margin = (names.map(\.count).max() ?? 0) + 2
    let labels = series.map { String($0.label.prefix(20)) }
    let right = (labels.map(\.count).max() ?? 0) + 12
    let room = Double(max(10, width - margin - right))
    var lines: [String] = []
    for (index, name) in names.enumerated() {
      for (place, one) in series.enumerated() where index < one.values.count {
        let value = one.values[index]
        guard value.isFinite else { continue }
        let length = Int((max(0, min(1, frame.fraction(of: value))) * room).rounded())
        let head = place == 0 ? name : ""
        let space = String(repeating: " ", count: margin - head.count)
        let label = labels[place].isEmpty ? "" : " " + labels[place]
        lines.append(
          "\(space)\(head) \(String(repeating: "█", count: max(0, length))) "
            + frame.axis.style.text(value) + label)
      }
    }
    return lines
  }
}

extension Figure {
  /// Whether a file may have this name: ASCII letters, digits, `-`, `_` and `.`, which does not come first;
  /// the names of narrow forms are taken.
  static func isValid(name: String) -> Bool {
    let isNamed = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isNamed && !name.isEmpty && !name.hasPrefix(".") && !name.hasSuffix(Form.narrow.suffix)
  }

  /// Refuses what cannot be drawn, before any file is touched.
  func validate() throws(FigureError) {
    guard Self.isValid(name: name) else { throw FigureError.invalidName(name) }
    guard !panels.isEmpty else { throw FigureError.noData(figure: name, panel: 0) }
    for (index, panel) in panels.enumerated() {
      var hasData = false
      for mark in panel.marks {
        try validate(mark, in: panel)
        hasData = hasData || mark.hasFiniteValue
      }
      guard hasData else { throw FigureError.noData(figure: name, panel: index) }
    }
  }

  private func validate(_ mark: Mark, in panel: Panel) throws(FigureError) {
    let (figure, name) = (self.name, mark.name)
    func equal(_ what: String, _ list: [Double], _ count: Int) throws(FigureError) {
      guard list.count == count else {
        throw FigureError.unequalCounts(
          figure: figure, mark: name, what: what, expected: count, found: list.count)
      }
    }
    switch mark.content {
    case .curve(let x, let y, _):
      try equal("values of y", y, x.count)
    case .band(let x, let low, let high):
      try equal("low ends", low, x.count)
      try equal("high ends", high, x.count)
    case .errorBars(let x, let y, let low, let high):
      try equal("values of y", y, x.count)
      try equal("low ends", low, x.count)
      try equal("high ends", high, x.count)
    case .bars(let bars):
      guard let categories = panel.categoryAxis?.categories else {
        throw FigureError.missingCategories(figure: figure, mark: name)
      }
      try equal("bars", bars.values, categories.count)
      if let low = bars.low { try equal("low ends", low, categories.count) }
      if let high = bars.high { try equal("high ends", high, categories.count) }
    case .heatMap(let map):
      guard let rows = panel.y.categories, let columns = panel.x.categories else {
        throw FigureError.missingCategories(figure: figure, mark: name)
      }
      guard map.values.count == rows.count else {
        throw FigureError.unequalCounts(
          figure: figure, mark: name, what: "rows", expected: rows.count, found: map.values.count)
      }
      for row in map.values { try equal("columns", row, columns.count) }
    case .horizontal, .vertical, .note: break
    }
    let reach = mark.reach(in: panel)
    for (axis, label, values) in [(panel.x, "x", reach.x), (panel.y, "y", reach.y)]
    where axis.isLogarithmic {
      if let value = values.first(where: { $0.isFinite && $0 <= 0 }) {
        throw FigureError.nonPositive(
          figure: figure, mark: name, axis: axis.label.isEmpty ? label : axis.label, value: value)
      }
    }
  }
}

extension Figure.Panel {
  /// The axis of names along which bars stand, if exactly one axis has names.
  var categoryAxis: Axis? {
    switch (x.categories, y.categories) {
    case (.some, nil): x
    case (nil, .some): y
    default: nil
    }
  }

  /// Whether bars lie along the x axis instead of standing.
  var hasLyingBars: Bool { x.categories == nil && y.categories != nil }
}

extension Mark {
  /// What an error message calls the mark.
  var name: String {
    let kind =
      switch content {
      case .curve(_, _, let curve): curve.hasLine ? "line" : "points"
      case .band: "band"
      case .errorBars: "error bars"
      case .bars: "bars"
      case .heatMap: "heat map"
      case .horizontal: "horizontal line"
      case .vertical: "vertical line"
      case .note: "note"
      }
    return label.isEmpty ? kind : "\(kind) \"\(label)\""
  }

  /// Whether the mark shows data: something finite other than a reference line or a note.
  var hasFiniteValue: Bool {
    switch content {
    case .curve(let x, let y, _): zip(x, y).contains { $0.isFinite && $1.isFinite }
    case .band(let x, let low, let high):
      x.indices.contains { x[$0].isFinite && low[$0].isFinite && high[$0].isFinite }
    case .errorBars(let x, let y, _, _): zip(x, y).contains { $0.isFinite && $1.isFinite }
    case .bars(let bars): bars.values.contains(where: \.isFinite)
    case .heatMap(let map): map.values.joined().contains(where: \.isFinite)
    case .horizontal, .vertical, .note: false
    }
  }

  /// Every value that the mark needs on the two axes of its panel.
  func reach(in panel: Figure.Panel) -> (x: [Double], y: [Double]) {
    switch content {
    case .curve(let x, let y, _): return (x, y)
    case .band(let x, let low, let high): return (x, low + high)
    case .errorBars(let x, let y, let low, let high): return (x, y + low + high)
    case .bars(let bars):
      let values = bars.values + (bars.low ?? []) + (bars.high ?? [])
      return panel.hasLyingBars ? (values, []) : ([], values)
    case .heatMap: return ([], [])
    case .horizontal(let value): return ([], [value])
    case .vertical(let value): return ([value], [])
    case .note(let note):
      let target = note.target ?? []
      return ([note.x] + target.prefix(1), [note.y] + target.dropFirst())
    }
  }
}

extension PanelLayout {
  /// Where bars are, as boxes that hold all of one name, in pixels.
  var bars: [Box] {
    let isLying = panel.hasLyingBars
    let (names, value) = isLying ? (y, x) : (x, y)
    guard let count = names.axis.categories?.count else { return [] }
    var reach = [ClosedRange<Double>?](repeating: nil, count: count)
    for case .bars(let bars) in panel.marks.map(\.content) {
      for (index, end) in zip(bars.values, bars.high ?? bars.values).map({ max($0, $1) })
        .enumerated()
      where end.isFinite && index < count {
        let known = reach[index] ?? 0...0
        // Parts of a stack stand one on the other.
        let upper = bars.isStacked ? known.upperBound + max(end, 0) : max(known.upperBound, end)
        reach[index] = min(known.lowerBound, end)...max(upper, known.lowerBound)
      }
    }
    let base = min(max(0, value.lower), value.upper)
    return reach.enumerated().compactMap { index, reach in
      guard let reach else { return nil }
      let low = value.axis.isLogarithmic ? value.lower : min(reach.lowerBound, base)
      let (from, to) = (Double(index) + 0.6, Double(index) + 1.4)
      let (a, b) =
        isLying
        ? (pixel(x: low, y: from), pixel(x: reach.upperBound, y: to))
        : (pixel(x: from, y: low), pixel(x: to, y: reach.upperBound))
      return Box(
        left: min(a.x, b.x), top: min(a.y, b.y), right: max(a.x, b.x), bottom: max(a.y, b.y))
    }
  }
}

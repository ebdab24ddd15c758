extension NumberStyle {
  /// "3.1 to 4.7"; "–" for no range.
  public func text(_ range: ClosedRange<Double>?, joiner: String = " to ") -> String {
    range.map { text($0.lowerBound) + joiner + text($0.upperBound) } ?? "–"
  }

  /// From the smallest to the largest of some numbers, "12% to 50%"; one number where both are
  /// written alike. Values that are not finite are passed over; of none, the text is that of zero.
  public func text(spanning values: some Sequence<Double>, joiner: String = " to ") -> String {
    let values = values.filter(\.isFinite)
    let (low, high) = (text(values.min() ?? 0), text(values.max() ?? 0))
    return low == high ? low : low + joiner + high
  }
}

import WorkbookCore

/// "12% to 50%", for titles.
func range(_ values: some Sequence<Double>, _ style: NumberStyle) -> String {
  let values = values.filter(\.isFinite)
  let ends = [values.min() ?? 0, values.max() ?? 0].map { style.text($0) }
  return ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])"
}

func geometricMean(_ values: [Double]) -> Double {
  Double.exp(values.reduce(0) { $0 + Double.log($1) } / Double(max(1, values.count)))
}

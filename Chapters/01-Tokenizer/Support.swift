import WorkbookCore

/// The mean of ratios: of 2 and 1/2 it is 1.
func geometricMean(_ values: [Double]) -> Double {
  Double.exp(values.reduce(0) { $0 + Double.log($1) } / Double(max(1, values.count)))
}

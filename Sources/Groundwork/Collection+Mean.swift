extension Collection where Element == Double {
  /// The mean, summed in order; not a number where there is nothing.
  public var mean: Double { reduce(0, +) / Double(count) }
}

/// A value with the ends of a range of uncertainty.
public struct Interval: Hashable, Sendable {
  public let low: Double
  public let median: Double
  public let high: Double

  /// Percentiles of values, by linear interpolation between the sorted ones; those that are not
  /// finite are left out.
  ///
  /// - Parameter level: the share of the values inside, in (0, 1).
  /// - Returns: nil for no finite value.
  public init?(_ values: [Double], level: Double = 0.9) {
    let sorted = values.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return nil }
    func percentile(_ share: Double) -> Double {
      let place = min(max(share, 0), 1) * Double(sorted.count - 1)
      let index = min(Int(place), sorted.count - 1)
      let next = min(index + 1, sorted.count - 1)
      return sorted[index] + (place - Double(index)) * (sorted[next] - sorted[index])
    }
    low = percentile((1 - level) / 2)
    median = percentile(0.5)
    high = percentile((1 + level) / 2)
  }
}

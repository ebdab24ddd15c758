import Groundwork

/// How alike two lists of numbers go.
enum Correlation {
  /// Pearson's; not a number where one of the lists does not vary.
  static func linear(_ x: [Double], _ y: [Double]) -> Double {
    let (meanX, meanY) = (x.mean, y.mean)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    return xy / (xx * yy).squareRoot()
  }

  /// Spearman's: the correlation of the ranks, equal values sharing the mean of theirs; nil for fewer
  /// than three, and where one of the lists does not vary.
  static func ofRanks(_ x: [Double], _ y: [Double]) -> Double? {
    guard x.count == y.count, x.count > 2 else { return nil }
    let value = linear(ranks(x), ranks(y))
    return value.isFinite ? value : nil
  }

  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end - 1) / 2 }
      start = end
    }
    return ranks
  }
}

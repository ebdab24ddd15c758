import Foundation

/// An axis whose range is settled: from values to places.
struct AxisFrame: Equatable {
  let axis: Axis
  let lower: Double
  let upper: Double
  /// Whether values grow downwards or leftwards: names on a y axis are read from the top.
  var isReversed = false

  /// Where a value stands between the axis's start (0) and end (1).
  func fraction(of value: Double) -> Double {
    let share =
      axis.isLogarithmic
      ? (value > 0 ? Foundation.log(value / lower) / Foundation.log(upper / lower) : -1)
      : (value - lower) / (upper - lower)
    return isReversed ? 1 - share : share
  }

  func contains(_ value: Double) -> Bool {
    value.isFinite && (-1e-9...(1 + 1e-9)).contains(fraction(of: value))
  }

  /// Settles the range from the axis's own bounds and the extent of what is drawn.
  ///
  /// - Parameters:
  ///   - isPadded: whether a little room is left beyond the data.
  ///   - includesZero: whether a linear axis must reach zero, as bars need.
  init(
    _ axis: Axis, extent: ClosedRange<Double>?, isPadded: Bool, includesZero: Bool, isY: Bool,
    figure: String
  ) throws(FigureError) {
    self.axis = axis
    if let categories = axis.categories {
      (lower, upper) = (0.5, Double(max(categories.count, 1)) + 0.5)
      isReversed = isY
      return
    }
    var (low, high) = (extent?.lowerBound ?? 0, extent?.upperBound ?? 1)
    let isLog = axis.isLogarithmic
    if extent == nil, isLog { (low, high) = (1, 10) }
    if includesZero, !isLog { (low, high) = (min(low, 0), max(high, 0)) }
    if low == high {
      let reach = isLog ? 0 : low == 0 ? 1 : abs(low) * 0.1
      (low, high) = isLog ? (low / 2, high * 2) : (low - reach, high + reach)
    } else if isPadded {
      if isLog {
        let factor = pow(high / low, 0.05)
        (low, high) = (low / factor, high * factor)
      } else {
        let room = (high - low) * 0.05
        if !(includesZero && low == 0) { low -= room }
        if !(includesZero && high == 0) { high += room }
      }
    }
    lower = axis.lower ?? low
    upper = axis.upper ?? high
    guard lower.isFinite, upper.isFinite, lower < upper, !isLog || lower > 0 else {
      throw FigureError.invalidRange(
        figure: figure, axis: axis.label.isEmpty ? (isY ? "y" : "x") : axis.label)
    }
  }

  /// The places to mark, at most `count` of them.
  func ticks(atMost count: Int) -> [Axis.Tick] {
    if let categories = axis.categories {
      return categories.enumerated().map { Axis.Tick(Double($0 + 1), $1) }
    }
    if let ticks = axis.ticks { return ticks.filter { contains($0.value) } }
    if axis.style == .bytes, axis.scale == .linear {
      let values = TickValues.byteSteps(lower, upper, atMost: max(count, 2))
      return TickValues.labelled(values, style: .bytes, isLogarithmic: false)
    }
    let values = TickValues.between(lower, upper, scale: axis.scale, atMost: max(count, 2))
    return TickValues.labelled(values, style: axis.style, isLogarithmic: axis.isLogarithmic)
  }
}

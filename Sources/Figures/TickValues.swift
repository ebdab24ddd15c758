import Foundation

/// Round numbers to mark on an axis.
enum TickValues {
  static func between(
    _ lower: Double, _ upper: Double, scale: Axis.Scale, atMost count: Int
  ) -> [Double] {
    switch scale {
    case .linear: linear(lower, upper, atMost: count)
    case .log: decades(lower, upper, atMost: count)
    case .log2: powers(of: 2, lower, upper, atMost: count) ?? linear(lower, upper, atMost: count)
    }
  }

  /// Multiples of 1, 2, 2.5 or 5 times a power of ten.
  static func linear(_ lower: Double, _ upper: Double, atMost count: Int) -> [Double] {
    let rough = (upper - lower) / Double(max(count, 1))
    guard rough > 0, rough.isFinite else { return [] }
    let power = pow(10, Foundation.log10(rough).rounded(.down))
    var step = power * 10
    for factor in [1, 2, 2.5, 5] where power * factor >= rough * 0.999 {
      step = power * factor
      break
    }
    let first = (lower / step - 1e-9).rounded(.up)
    let last = (upper / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 1_000 else { return [] }
    // Through a decimal of limited length: 3 · 0.1 shall be 0.3.
    return stride(from: first, through: last, by: 1).map {
      Double(String(format: "%.12g", $0 * step)) ?? $0 * step
    }
  }

  /// Round numbers of the largest of KiB, MiB, … that the range reaches.
  static func byteSteps(_ lower: Double, _ upper: Double, atMost count: Int) -> [Double] {
    var unit = 1.0
    while unit * 1024 <= max(abs(lower), abs(upper)) { unit *= 1024 }
    return linear(lower / unit, upper / unit, atMost: count).map { $0 * unit }
  }

  /// Powers of ten; with 2 and 5 between them where there are few; round numbers where none.
  private static func decades(_ lower: Double, _ upper: Double, atMost count: Int) -> [Double] {
    let spans = Foundation.log10(upper / lower)
    if spans >= 1.7, let values = powers(of: 10, lower, upper, atMost: count), values.count > 1 {
      return values
    }
    guard spans >= 0.6 else { return linear(lower, upper, atMost: count) }
    let exponents = Int(Foundation.log10(lower).rounded(.down))...Int(Foundation.log10(upper))
    let values = (exponents.lowerBound...(exponents.upperBound + 1)).flatMap { exponent in
      [1.0, 2, 5].compactMap { Double("\(Int($0))e\(exponent)") }
    }
    let inside = values.filter { $0 >= lower * (1 - 1e-9) && $0 <= upper * (1 + 1e-9) }
    if inside.count > count, let values = powers(of: 10, lower, upper, atMost: count) {
      return values
    }
    return inside
  }

  /// Every n-th power of a base, n as small as the room allows; nil when fewer than two fit.
  private static func powers(
    of base: Double, _ lower: Double, _ upper: Double, atMost count: Int
  ) -> [Double]? {
    let first = Int((Foundation.log(lower) / Foundation.log(base) - 1e-9).rounded(.up))
    let last = Int((Foundation.log(upper) / Foundation.log(base) + 1e-9).rounded(.down))
    guard first <= last else { return nil }
    let stride = max(1, Int((Double(last - first + 1) / Double(max(count, 1))).rounded(.up)))
    let exponents = (first...last).filter { $0.isMultiple(of: stride) }
    let values = exponents.map { exponent in
      base == 10
        ? Double("1e\(exponent)") ?? pow(10, Double(exponent)) : pow(base, Double(exponent))
    }
    return values.count > 1 ? values : nil
  }

  /// Writes values in one manner for the whole axis.
  static func labelled(
    _ values: [Double], style: NumberStyle, isLogarithmic: Bool
  ) -> [Axis.Tick] {
    guard style == .automatic else { return values.map { Axis.Tick($0, style.text($0)) } }
    let magnitudes = values.map(abs).filter { $0 > 0 }
    let (smallest, largest) = (magnitudes.min() ?? 1, magnitudes.max() ?? 1)
    if isLogarithmic {
      let used: NumberStyle = largest >= 999_999 || smallest < 9.99e-5 ? .powers : .automatic
      return values.map { Axis.Tick($0, used.text($0)) }
    }
    if largest >= 999_999 {
      return values.map { Axis.Tick($0, $0 == 0 ? "0" : NumberStyle.suffix.text($0)) }
    }
    if largest < 1e-3 { return values.map { Axis.Tick($0, NumberStyle.powers.text($0)) } }
    // As many digits after the point as the finest tick needs.
    let decimals =
      (0...6).first { digits in
        values.allSatisfy { value in
          let scaled = value * pow(10, Double(digits))
          return abs(scaled - scaled.rounded()) < 1e-6 * max(1, abs(scaled))
        }
      } ?? 6
    return values.map { Axis.Tick($0, NumberStyle.decimals(decimals).text($0)) }
  }
}

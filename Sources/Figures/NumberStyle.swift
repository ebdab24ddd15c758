import Foundation

/// How a number is written for people: on axes, in bars and cells, in tables.
///
///     NumberStyle.automatic.text(1234.5)      // 1,234.5
///     NumberStyle.significant(3).text(0.0123456)  // 0.0123
///     NumberStyle.suffix.text(124_439_808)    // 124M
///     NumberStyle.percent(1).text(0.256)      // 25.6%
public enum NumberStyle: Equatable, Sendable {
  /// Up to six significant digits, thousands separated, powers of ten for the very large and small.
  case automatic
  /// A fixed number of digits after the point, thousands separated.
  case decimals(Int)
  /// A fixed number of significant digits.
  case significant(Int)
  /// Powers of ten: 2×10⁶.
  case powers
  /// Three significant digits and k, M, B or T.
  case suffix
  /// A share of one as a percentage, with digits after the point.
  case percent(Int)
  /// Bytes in KiB, MiB, GiB.
  case bytes

  /// The number as text, with a true minus sign; "–" for a number that is not finite.
  public func text(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let magnitude = abs(value)
    let written =
      switch self {
      case .automatic: Self.automaticText(magnitude)
      case .decimals(let count): Self.grouped(Self.fixed(magnitude, count))
      case .significant(let count): Self.significantText(magnitude, count)
      case .powers: Self.powerText(magnitude)
      case .suffix: Self.suffixText(magnitude)
      case .percent(let count): Self.grouped(Self.fixed(magnitude * 100, count)) + "%"
      case .bytes: Self.bytesText(magnitude)
      }
    let isZero = !written.contains { ("1"..."9").contains($0) }
    return value < 0 && !isZero ? "−" + written : written
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(min(max(decimals, 0), 15))f", value)
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var characters = Substring(text)
    while characters.last == "0" { characters.removeLast() }
    if characters.last == "." { characters.removeLast() }
    return String(characters)
  }

  /// Commas between groups of three digits before the point.
  private static func grouped(_ text: String) -> String {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = Array(parts[0])
    guard whole.count > 3 else { return text }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return parts.count > 1 ? result + "." + parts[1] : result
  }

  private static func automaticText(_ value: Double) -> String {
    if value == 0 { return "0" }
    if value >= 1e9 || value < 1e-4 { return powerText(value) }
    let decimals = max(0, 5 - Int(log10(value).rounded(.down)))
    return grouped(trimmed(fixed(value, decimals)))
  }

  private static func significantText(_ value: Double, _ count: Int) -> String {
    if value == 0 { return "0" }
    // Rounding first: 0.09996 with three digits is 0.100, not 0.1000.
    let rounded = Double(String(format: "%.\(max(count, 1) - 1)e", value)) ?? value
    if rounded >= 1e9 || rounded < 1e-5 { return powerText(rounded) }
    let exponent = Int(log10(rounded).rounded(.down))
    return grouped(fixed(rounded, max(0, count - 1 - exponent)))
  }

  private static func powerText(_ value: Double) -> String {
    if value == 0 { return "0" }
    let parts = String(format: "%.2e", value).split(separator: "e")
    let mantissa = trimmed(String(parts[0]))
    let exponent = superscript(Int(parts[1]) ?? 0)
    return mantissa == "1" ? "10\(exponent)" : "\(mantissa)×10\(exponent)"
  }

  private static func suffixText(_ value: Double) -> String {
    let steps: [(Double, String)] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")]
    if value >= 9.995e14 { return powerText(value) }
    for (unit, name) in steps where value >= unit * 0.9995 {
      return trimmed(threeDigits(value / unit)) + name
    }
    return trimmed(threeDigits(value))
  }

  private static func bytesText(_ value: Double) -> String {
    let names = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]
    var (rest, index) = (value, 0)
    while rest >= 1023.5, index < names.count - 1 { (rest, index) = (rest / 1024, index + 1) }
    return trimmed(threeDigits(rest)) + " " + names[index]
  }

  private static func threeDigits(_ value: Double) -> String {
    value >= 99.95 ? fixed(value, 0) : value >= 9.995 ? fixed(value, 1) : fixed(value, 2)
  }

  static func superscript(_ exponent: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let sign = exponent < 0 ? "⁻" : ""
    return sign + String("\(abs(exponent))".compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }
}

import Figures
import Foundation

extension AdviceReport {
  func bits(_ value: Double?) -> String {
    value.map { NumberStyle.decimals(3).text($0) } ?? "–"
  }

  func range(_ range: ClosedRange<Double>?) -> String {
    range.map { "\(bits($0.lowerBound))–\(bits($0.upperBound))" } ?? "–"
  }

  func dollars(_ value: Double?) -> String {
    guard let value else { return "–" }
    if value == 0 { return "$0" }
    if value < 0.01 { return "< $0.01" }
    return "$" + (value < 100 ? NumberStyle.decimals(2) : NumberStyle.suffix).text(value)
  }

  func count(_ value: Double) -> String { NumberStyle.suffix.text(value) }
  func percent(_ value: Double) -> String { NumberStyle.percent(0).text(value) }

  func hours(_ hours: Double) -> String {
    if hours == 0 { return "none" }
    if hours < 1.0 / 60 { return "under a minute" }
    if hours < 1 { return "\(Int((hours * 60).rounded())) min" }
    return hours < 48
      ? "\(NumberStyle.decimals(1).text(hours)) h"
      : "\(NumberStyle.decimals(1).text(hours / 24)) days"
  }
}

import Foundation

/// Numbers as sentences and tables need them.
public enum SignificantDigits {
  /// A number with so many significant digits, `1.5e+21` where it is long.
  public static func text(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)g", value)
  }

  /// A positive number for a sentence: one decimal below ten, none from there on.
  public static func tenths(_ value: Double) -> String {
    value < 9.95 || !value.isFinite
      ? "\((value * 10).rounded() / 10)" : String(format: "%.0f", value)
  }
}

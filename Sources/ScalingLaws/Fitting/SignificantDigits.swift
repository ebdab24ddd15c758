import Foundation

/// Numbers as sentences and tables need them.
public enum SignificantDigits {
  /// A number with so many significant digits, `1.5e+21` where it is long.
  public static func text(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)g", value)
  }
}

import Foundation

/// Measured numbers as text.
enum Measure {
  static func milliseconds(_ seconds: Double) -> String {
    String(format: seconds < 1 ? "%.2f ms" : "%.0f ms", seconds * 1e3)
  }

  static func whole(_ value: Double) -> String { String(format: "%.0f", value) }

  static func ratio(_ value: Double) -> String { String(format: "%.2f", value) }
}

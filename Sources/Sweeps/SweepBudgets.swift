import Foundation

/// The budgets of a sweep by the clock: a ladder over a factor of thirty, as high as the time allows.
enum SweepBudgets {
  /// As shares of the largest.
  private static let ladder = [1.0 / 30, 1.0 / 9.5, 1.0 / 3, 1]

  /// Budgets whose sweep takes about so long.
  ///
  /// - Parameter measure: the seconds of a sweep of given budgets. Larger models are slower by the
  ///   operation, so that one measurement does not give the next: it is asked four times.
  static func lasting(
    seconds: Double, measure: (_ budgets: [Double]) throws -> Double
  ) rethrows -> [Double] {
    var largest = 1e10
    for _ in 0..<4 {
      largest *= seconds / max(try measure(ladder.map { $0 * largest }), 1e-6)
    }
    return ladder.map { rounded($0 * largest) }
  }

  /// Two significant digits.
  private static func rounded(_ value: Double) -> Double {
    Double(String(format: "%.1e", value)) ?? value
  }
}

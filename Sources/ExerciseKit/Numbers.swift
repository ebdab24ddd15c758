/// Comparisons of the numbers that implementations answer.
enum Numbers {
  /// Whether one list is a multiple of the other.
  static func areProportional(_ a: [Double], _ b: [Double]) -> Bool {
    guard let place = b.firstIndex(where: { $0 != 0 && $0.isFinite }) else { return true }
    return zip(a, b).allSatisfy { isSame($0, a[place] / b[place] * $1) }
  }

  static func areSame(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { isSame($0, $1) }
  }

  static func isSame(_ a: Double, _ b: Double) -> Bool {
    if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
    // Of two numbers one of which is infinite, the distance is within any share of the larger.
    guard a.isFinite && b.isFinite else { return a == b }
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))
  }
}

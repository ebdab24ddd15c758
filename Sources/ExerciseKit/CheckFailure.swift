import Foundation

/// Why an answer is not right, in words that help.
public struct CheckFailure: Error, Hashable, CustomStringConvertible {
  public let message: String
  /// The sentence that names the mistake, where the check itself knows it.
  public let mistake: String?

  public init(_ message: String, mistake: String? = nil) {
    self.message = message
    self.mistake = mistake
  }

  public var description: String { message }
}

/// The comparisons of checks; each throws a `CheckFailure` that says where and by how much.
public enum Expect {
  /// Throws unless a condition holds.
  ///
  /// - Parameter mistake: the sentence that names what was done wrong, where failing tells it.
  public static func that(
    _ condition: Bool, _ message: @autoclosure () -> String, otherwise mistake: String? = nil
  ) throws {
    if !condition { throw CheckFailure(message(), mistake: mistake) }
  }

  /// Throws unless there are as many elements as expected.
  public static func count(_ got: Int, _ expected: Int, _ what: String) throws {
    try that(got == expected, "\(what): expected \(expected) elements, got \(got)")
  }

  /// Throws unless two values are equal.
  public static func equal<Value: Equatable>(
    _ got: Value, _ expected: Value, _ what: String
  ) throws {
    try that(got == expected, "\(what): expected \(expected), got \(got)")
  }

  /// Throws unless a number lies within a relative tolerance of the expected one.
  public static func close(
    _ got: Double, _ expected: Double, relative tolerance: Double, _ what: String
  ) throws {
    let isClose = abs(got - expected) <= tolerance * abs(expected)
    try that(got.isFinite, "\(what): got \(got), which is no number")
    try that(
      isClose,
      "\(what): expected \(expected) within \(percent(tolerance)), got \(got)")
  }

  /// Throws unless all numbers lie within an absolute tolerance of the expected ones; names the
  /// worst place and the share that is right.
  public static func close(
    _ got: [Double], _ expected: [Double], absolute tolerance: Double, _ what: String
  ) throws {
    try count(got.count, expected.count, what)
    var worst = (index: 0, gap: -1.0)
    var right = 0
    for (index, (a, b)) in zip(got, expected).enumerated() {
      let gap = a.isFinite ? abs(a - b) : .infinity
      if gap <= tolerance { right += 1 }
      if gap > worst.gap { worst = (index, gap) }
    }
    guard right < expected.count else { return }
    throw CheckFailure(
      "\(what): \(right) of \(expected.count) values are right; the worst is number "
        + "\(worst.index): expected \(expected[worst.index]), got \(got[worst.index])")
  }

  private static func percent(_ share: Double) -> String {
    String(format: "%g %%", share * 100)
  }
}

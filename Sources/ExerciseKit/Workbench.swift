import Foundation

/// A quantity that a capstone's check has measured, beside the bound that it is held to.
public struct Measurement: Hashable, Sendable, CustomStringConvertible {
  /// Which side of the bound is right.
  public enum Side: String, Sendable {
    case atLeast = "at least"
    case atMost = "at most"
  }

  /// What was measured: "bytes a token on unseen text".
  public let what: String
  public let value: Double
  public let side: Side
  public let bound: Double

  public init(_ what: String, _ value: Double, _ side: Side, _ bound: Double) {
    self.what = what
    self.value = value
    self.side = side
    self.bound = bound
  }

  /// Whether the value keeps to the bound; what is no number does not.
  public var holds: Bool {
    switch side {
    case .atLeast: value >= bound
    case .atMost: value <= bound
    }
  }

  /// "bytes a token on unseen text: 3.81, to be at least 3.4 ✓"
  public var description: String {
    "\(what): \(Self.text(value)), to be \(side.rawValue) \(Self.text(bound)) "
      + (holds ? "✓" : "✗")
  }

  private static func text(_ number: Double) -> String {
    // Whole numbers in full, up to what a Double holds exactly.
    if number == number.rounded(), abs(number) < 1e15 { return String(format: "%.0f", number) }
    return String(format: "%.4g", number)
  }
}

/// What a capstone's check works at: it tells what is under way, and holds what it measures to bounds.
///
/// Whatever is told is a sign of life: a capstone may take longer than an exercise, but not without a
/// word.
///
///     try bench.expect("bytes a token", 3.81, .atLeast, 3.4, otherwise: "it looks as if …")
public struct Workbench {
  /// What is told while a check is under way.
  public enum News: Hashable, Sendable {
    /// "training on 40,000 bytes …"
    case underWay(String)
    case measured(Measurement)
  }

  private let tell: (News) -> Void

  public init(tell: @escaping (News) -> Void = { _ in }) { self.tell = tell }

  /// Says what comes next, before what may take seconds.
  public func underWay(_ what: String) { tell(.underWay(what)) }

  /// Tells a measured value beside its bound, and throws where it misses that.
  ///
  /// - Parameter mistake: the sentence that names what was done wrong, where that is known.
  /// - Throws: `CheckFailure`.
  public func expect(
    _ what: String, _ value: Double, _ side: Measurement.Side, _ bound: Double,
    otherwise mistake: String? = nil
  ) throws {
    let measurement = Measurement(what, value, side, bound)
    tell(.measured(measurement))
    try Expect.that(measurement.holds, "\(measurement)", otherwise: mistake)
  }
}

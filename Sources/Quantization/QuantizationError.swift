import Foundation

/// How far a packed matrix lies from the one it was made of.
public struct QuantizationError: Hashable, Sendable {
  /// The largest |w − ŵ|.
  public let largest: Double
  /// √(mean (w − ŵ)²).
  public let rootMeanSquare: Double
  /// ‖w − ŵ‖ / ‖w‖.
  public let relative: Double

  /// - Precondition: arrays of one length.
  public init(_ original: [Float], _ restored: [Float]) {
    precondition(original.count == restored.count, "two matrices of different sizes")
    var largest = 0.0
    var squares = 0.0
    var norm = 0.0
    for (a, b) in zip(original, restored) {
      let gap = Double(a) - Double(b)
      largest = max(largest, abs(gap))
      squares += gap * gap
      norm += Double(a) * Double(a)
    }
    self.largest = largest
    rootMeanSquare = original.isEmpty ? 0 : (squares / Double(original.count)).squareRoot()
    relative = norm > 0 ? (squares / norm).squareRoot() : 0
  }

  /// Signal over noise in decibels: −20 log₁₀ of the relative error. Each bit is worth about 6.
  public var signalToNoise: Double { relative > 0 ? -20 * log10(relative) : .infinity }
}

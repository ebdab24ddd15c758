import Foundation

/// How far a packed matrix lies from the one it was made of.
public struct QuantizationError: Hashable, Sendable {
  /// What errors of several matrices are put together from.
  struct Sums: Hashable, Sendable, BitwiseCopyable {
    var count = 0
    var largest = 0.0
    /// Σ (w − ŵ)².
    var squares = 0.0
    /// Σ w².
    var norm = 0.0

    init() {}

    init(_ original: UnsafePointer<Float>, _ restored: UnsafePointer<Float>, count: Int) {
      self.count = count
      for index in 0..<count {
        let gap = Double(original[index]) - Double(restored[index])
        largest = max(largest, abs(gap))
        squares += gap * gap
        norm += Double(original[index]) * Double(original[index])
      }
    }

    static func + (first: Sums, second: Sums) -> Sums {
      var sum = first
      sum.count += second.count
      sum.largest = max(first.largest, second.largest)
      sum.squares += second.squares
      sum.norm += second.norm
      return sum
    }
  }

  private let sums: Sums

  /// The largest |w − ŵ|.
  public var largest: Double { sums.largest }
  /// √(mean (w − ŵ)²).
  public var rootMeanSquare: Double {
    sums.count == 0 ? 0 : (sums.squares / Double(sums.count)).squareRoot()
  }
  /// ‖w − ŵ‖ / ‖w‖.
  public var relative: Double { sums.norm > 0 ? (sums.squares / sums.norm).squareRoot() : 0 }

  /// - Precondition: arrays of one length.
  public init(_ original: [Float], _ restored: [Float]) {
    precondition(original.count == restored.count, "two matrices of different sizes")
    sums = original.withUnsafeBufferPointer { original in
      restored.withUnsafeBufferPointer { restored in
        guard let first = original.baseAddress, let second = restored.baseAddress else {
          return Sums()
        }
        return Sums(first, second, count: original.count)
      }
    }
  }

  init(_ sums: Sums) { self.sums = sums }

  /// The error of several matrices as if they were one.
  public static func together(_ errors: [QuantizationError]) -> QuantizationError {
    QuantizationError(errors.reduce(Sums()) { $0 + $1.sums })
  }

  /// Signal over noise in decibels: −20 log₁₀ of the relative error. Each bit is worth about 6.
  public var signalToNoise: Double { relative > 0 ? -20 * log10(relative) : .infinity }
}

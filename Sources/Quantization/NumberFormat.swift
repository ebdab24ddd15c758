/// The forms in which a weight can be stored.
///
///     NumberFormat.int4.bitsPerWeight      // 4.5: four bits, and a 16-bit scale for each 32 weights
public enum NumberFormat: String, CaseIterable, Hashable, Sendable {
  /// IEEE 754 binary32: 1 sign, 8 exponent, 23 fraction bits.
  case float32
  /// IEEE 754 binary16: 1-5-10; largest value 65,504.
  case float16
  /// The upper half of a binary32: 1-8-7; the same range, three digits fewer.
  case bfloat16
  /// Groups of 32 whole numbers of 8 bits with one binary16 scale: GGUF's Q8_0.
  case int8
  /// Groups of 32 whole numbers of 4 bits with one binary16 scale: GGUF's Q4_0.
  case int4

  /// The same form in a file.
  public var element: GGUFElement {
    switch self {
    case .float32: .float32
    case .float16: .float16
    case .bfloat16: .bfloat16
    case .int8: .q80
    case .int4: .q40
    }
  }

  /// Weights that share a scale; 1 where there is none.
  public var groupSize: Int { self == .int8 || self == .int4 ? 32 : 1 }

  /// The bytes of a group of weights, scale included.
  public var bytesPerGroup: Int {
    switch self {
    case .float32: 4
    case .float16, .bfloat16: 2
    case .int8: 2 + 32
    case .int4: 2 + 16
    }
  }

  /// Bits a weight, scales included.
  public var bitsPerWeight: Double { 8 * Double(bytesPerGroup) / Double(groupSize) }

  /// The bytes of a row of weights; the last group is padded with zeros.
  public func bytes(forRowOf columns: Int) -> Int {
    (columns + groupSize - 1) / groupSize * bytesPerGroup
  }
}

/// How the scale of a group is found, and how a weight is rounded to its grid.
public enum RoundingScheme: Hashable, Sendable {
  /// The scale is the largest magnitude over the largest code; weights go to the nearest code.
  case nearest
  /// The same scale; weights go up or down at random, so that the mean error is zero.
  case stochastic(seed: UInt64)
  /// Of the scales that a search finds, the one with the least squared error (`GridChoice.leastSquares`):
  /// clipping an outlier can serve the other 31 weights.
  case leastSquares
}

import Groundwork

/// Signatures that agree in about as many places as two sets share of their union (Broder 1997,
/// doi:10.1109/SEQUEN.1997.666900).
///
/// Place k holds the least value of hₖ(x) = aₖ·x + bₖ mod 2³² over a set, aₖ odd, drawn by the seed:
/// linear permutations of 32-bit values that are themselves well-mixed hashes. The share of places in
/// which two signatures agree estimates the Jaccard similarity J with standard error
/// √(J(1 − J) / 128), at most 0.044.
public struct MinHash: Sendable {
  /// Places in a signature: 32 bands of 4 rows.
  public static let bandCount = 32
  public static let rowCount = 4
  public static let placeCount = bandCount * rowCount

  private let factors: [UInt32]
  private let offsets: [UInt32]

  public init(seed: UInt64) {
    var stream = RandomStream(seed: seed).fork("minhash")
    factors = (0..<Self.placeCount).map { _ in UInt32(truncatingIfNeeded: stream.next()) | 1 }
    offsets = (0..<Self.placeCount).map { _ in UInt32(truncatingIfNeeded: stream.next()) }
  }

  /// The signature of a set; a value may be given more than once.
  ///
  /// - Complexity: O(128 · values).
  public func signature(_ values: [UInt64]) -> [UInt32] {
    var least = [UInt32](repeating: .max, count: Self.placeCount)
    least.withUnsafeMutableBufferPointer { least in
      factors.withUnsafeBufferPointer { factors in
        offsets.withUnsafeBufferPointer { offsets in
          for value in values {
            let x = UInt32(truncatingIfNeeded: value >> 32)
            for k in 0..<Self.placeCount {
              least[k] = min(least[k], factors[k] &* x &+ offsets[k])
            }
          }
        }
      }
    }
    return least
  }

  /// The share of places in which two signatures agree.
  public static func similarity(_ a: [UInt32], _ b: [UInt32]) -> Double {
    var same = 0
    for k in 0..<placeCount where a[k] == b[k] { same += 1 }
    return Double(same) / Double(placeCount)
  }

  /// The probability that two sets of a similarity share a band: 1 − (1 − J⁴)³².
  public static func candidateProbability(_ similarity: Double) -> Double {
    func power(_ base: Double, _ exponent: Int) -> Double {
      (0..<exponent).reduce(1) { product, _ in product * base }
    }
    return 1 - power(1 - power(similarity, rowCount), bandCount)
  }
}

import RealModule

/// The buckets of T5's relative positions (Raffel et al. 2020, arXiv 1910.10683, §2.1): near distances
/// have a bucket each, farther ones share buckets that widen with the logarithm of the distance, and all
/// from `maximumDistance` on share the last.
///
///     let positions = RelativePositions(bucketCount: 32, maximumDistance: 128, isTwoSided: true)
///     positions.bucket(of: -1)      // 1: the key just before the query
///     positions.bucket(of: 1)       // 17: the one just after
public struct RelativePositions: Codable, Hashable, Sendable {
  public var bucketCount: Int
  public var maximumDistance: Int
  /// Whether keys after the query have buckets of their own, as in an encoder. In a decoder nothing after
  /// the query is seen, and all buckets serve what is before.
  public var isTwoSided: Bool

  public init(bucketCount: Int = 32, maximumDistance: Int = 128, isTwoSided: Bool) {
    self.bucketCount = bucketCount
    self.maximumDistance = maximumDistance
    self.isTwoSided = isTwoSided
  }

  /// The bucket of a distance: the key's place less the query's.
  public func bucket(of distance: Int) -> Int {
    var (first, count, far) = (0, bucketCount, max(0, -distance))
    if isTwoSided {
      count /= 2
      if distance > 0 { first = count }
      far = abs(distance)
    }
    let exact = count / 2
    if far < exact { return first + far }
    // In Float32, as the files' own code has it: a distance on the edge of a bucket falls alike.
    let way =
      Float.log(Float(far) / Float(exact))
      / Float(Double.log(Double(maximumDistance) / Double(exact))) * Float(count - exact)
    return first + min(exact + Int(way), count - 1)
  }

  /// The bucket of every distance between two sequences, that of key j and query i at
  /// j − i + queryTime − 1.
  public func table(queryTime: Int, keyTime: Int) -> [Int32] {
    (0..<(queryTime + keyTime - 1)).map { Int32(bucket(of: $0 - queryTime + 1)) }
  }
}

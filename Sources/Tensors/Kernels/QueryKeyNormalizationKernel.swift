/// Root-mean-square normalization of queries and of keys before their product, which keeps scores from
/// growing without bound (Henry et al. 2020, arXiv 2010.04245, with RMSNorm for the length).
///
/// A group of elements is normalized by itself: each head (Qwen3, Gemma 3), or all heads of a row
/// together (OLMo 2). Gains are of the group's width.
public enum QueryKeyNormalizationKernel {
  /// Normalizes the queries and keys of each row and copies its values.
  ///
  /// - Parameter gainOffset: added to each gain: see `RMSNormalizationKernel`.
  /// - Shape: x and out (rows, `shape.rowWidth`); scales (rows, `groups.count`); the gains have
  ///   `groups.queryWidth` and `groups.keyWidth` elements.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, queryGain: UnsafePointer<Scalar>, keyGain: UnsafePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, scales: UnsafeMutablePointer<Scalar>, rows: Int,
    shape: AttentionShape, groups: QueryKeyGroups, epsilon: Scalar, gainOffset: Scalar = 0
  ) {
    let keyStart = shape.keyOffset(0)
    let valueStart = shape.valueOffset(0)
    for row in 0..<rows {
      let source = x + row &* shape.rowWidth
      let target = out + row &* shape.rowWidth
      let scale = scales + row &* groups.count
      RMSNormalizationKernel.forward(
        source, gain: queryGain, into: target, scales: scale, rows: groups.queryCount,
        width: groups.queryWidth, epsilon: epsilon, gainOffset: gainOffset)
      RMSNormalizationKernel.forward(
        source + keyStart, gain: keyGain, into: target + keyStart,
        scales: scale + groups.queryCount, rows: groups.keyCount, width: groups.keyWidth,
        epsilon: epsilon, gainOffset: gainOffset)
      if out != x {
        (target + valueStart).update(from: source + valueStart, count: shape.rowWidth - valueStart)
      }
    }
  }

  /// From ∂L/∂out to ∂L/∂x, which it overwrites, and to the gradients of the gains, which it adds to;
  /// nil for gains that are not trained.
  ///
  /// - Shape: as for `forward`; outGradient and xGradient (rows, `shape.rowWidth`).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar: TensorScalar>(
    outGradient: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>,
    queryGain: UnsafePointer<Scalar>, keyGain: UnsafePointer<Scalar>,
    scales: UnsafePointer<Scalar>, xGradient: UnsafeMutablePointer<Scalar>,
    queryGainGradient: UnsafeMutablePointer<Scalar>?,
    keyGainGradient: UnsafeMutablePointer<Scalar>?, rows: Int, shape: AttentionShape,
    groups: QueryKeyGroups, gainOffset: Scalar = 0
  ) {
    let keyStart = shape.keyOffset(0)
    let valueStart = shape.valueOffset(0)
    for row in 0..<rows {
      let place = row &* shape.rowWidth
      let scale = scales + row &* groups.count
      RMSNormalizationKernel.backward(
        outGradient: outGradient + place, x + place, gain: queryGain, scales: scale,
        xGradient: xGradient + place, accumulating: false, gainGradient: queryGainGradient,
        rows: groups.queryCount, width: groups.queryWidth, gainOffset: gainOffset)
      RMSNormalizationKernel.backward(
        outGradient: outGradient + place + keyStart, x + place + keyStart, gain: keyGain,
        scales: scale + groups.queryCount, xGradient: xGradient + place + keyStart,
        accumulating: false, gainGradient: keyGainGradient, rows: groups.keyCount,
        width: groups.keyWidth, gainOffset: gainOffset)
      (xGradient + place + valueStart).update(
        from: outGradient + place + valueStart, count: shape.rowWidth - valueStart)
    }
  }
}

/// What of a row's queries and keys is normalized together.
public struct QueryKeyGroups: Hashable, Sendable {
  /// The groups of queries in a row, and the elements of each.
  public let queryCount: Int
  public let queryWidth: Int
  /// The groups of keys in a row, and the elements of each.
  public let keyCount: Int
  public let keyWidth: Int

  /// Every head by itself.
  public static func heads(of shape: AttentionShape) -> QueryKeyGroups {
    QueryKeyGroups(
      queryCount: shape.headCount, queryWidth: shape.headWidth, keyCount: shape.keyValueHeadCount,
      keyWidth: shape.headWidth)
  }

  /// All queries of a row together, and all its keys.
  public static func rows(of shape: AttentionShape) -> QueryKeyGroups {
    QueryKeyGroups(
      queryCount: 1, queryWidth: shape.headCount * shape.headWidth, keyCount: 1,
      keyWidth: shape.keyValueHeadCount * shape.headWidth)
  }

  /// The groups of a row.
  public var count: Int { queryCount + keyCount }
}

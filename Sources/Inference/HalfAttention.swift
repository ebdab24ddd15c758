import CDotProducts
import Tensors

/// Attention of one new token to keys and values kept as binary16, read as they are kept.
///
/// Heads of queries that share a head of keys go together, so that the cache is read once for them.
enum HalfAttention {
  /// - Parameters: as of `CachedAttention.run`; `scores` has room for one head of the whole cache times
  ///   the rows of a pass, and takes so many heads at once as fit.
  static func run(
    heads: Range<Int>, _ row: UnsafePointer<Float>, layer: CachedLayer,
    into out: UnsafeMutablePointer<Float>, scores: UnsafeMutablePointer<Float>,
    shape: AttentionShape, slopes: [Float]?
  ) {
    let (path, width, total) = (CachePrecision.path, shape.headWidth, layer.count + 1)
    // The keys that a window hides are not read.
    let first = shape.firstSeen(from: layer.count)
    var head = heads.lowerBound
    while head < heads.upperBound {
      let keyValueHead = head / shape.groupSize
      let end = min(
        heads.upperBound, (keyValueHead + 1) * shape.groupSize, head + workbook_queries_at_once())
      workbook_key_products(
        path, end - head, row + head * width, halves(layer.keys(keyValueHead)) + first * width,
        total - first, width, Float(shape.scale), scores + first, total)
      for query in head..<end {
        CachedAttention.weigh(
          scores + (query - head) * total, seen: total, total: total, shape: shape,
          slope: slopes?[query])
      }
      workbook_value_sums(
        path, end - head, scores + first, total,
        halves(layer.values(keyValueHead)) + first * width, total - first, width,
        out + head * width)
      head = end
    }
  }

  private static func halves(_ bytes: UnsafeMutablePointer<UInt8>) -> UnsafePointer<UInt16> {
    UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt16.self)
  }
}

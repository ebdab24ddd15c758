/// The sizes of an attention layer whose queries come from one sequence and whose keys and values come
/// from another, or from the same one.
///
/// Queries are (batch · queryTime, width), keys and values lie side by side in (batch · keyTime,
/// 2 · width): all keys, then all values, head by head.
public struct CrossAttentionShape: Hashable, Sendable {
  public var batch: Int
  public var queryTime: Int
  public var keyTime: Int
  public var headCount: Int
  public var headWidth: Int
  /// What a dot product of a query and a key is multiplied by; by custom 1 / √headWidth.
  public var scale: Double

  /// - Precondition: every size is positive.
  public init(
    batch: Int, queryTime: Int, keyTime: Int, headCount: Int, headWidth: Int, scale: Double? = nil
  ) {
    precondition(
      [batch, queryTime, keyTime, headCount, headWidth].allSatisfy { $0 > 0 }, "an empty attention")
    self.batch = batch
    self.queryTime = queryTime
    self.keyTime = keyTime
    self.headCount = headCount
    self.headWidth = headWidth
    self.scale = scale ?? 1 / Double(headWidth).squareRoot()
  }

  /// The width of a row of queries, and of the output.
  public var width: Int { headCount * headWidth }
  /// The elements of all probability matrices, (batch, headCount, queryTime, keyTime).
  public var probabilityCount: Int { batch * headCount * queryTime * keyTime }
}

import Groundwork
import Tensors

/// What the heads of one layer look at while a text is read.
///
///     let map = try decoder.attentionMap(of: ids, layer: 3)
///     map.weights(head: 0, query: 5)       // six numbers, which sum to 1
public struct AttentionMap: Sendable {
  public let layer: Int
  public let headCount: Int
  public let tokenCount: Int
  /// - Shape: (heads, tokens, tokens); what lies in a token's future is 0.
  let values: [Float]

  /// The weights of a token's query on itself and all tokens before it.
  public func weights(head: Int, query: Int) -> [Float] {
    let start = (head * tokenCount + query) * tokenCount
    return Array(values[start...(start + query)])
  }
}

extension CachedDecoder {
  /// Reads a text in one pass and keeps the attention of one layer: softmax(q·k/√d), with the model's own
  /// slopes, window and soft cap.
  ///
  /// - Throws: `InferenceError` for no ids, for more than `rowLimit`, for an id outside the vocabulary and
  ///   for a layer that the model has not.
  public func attentionMap(of ids: [Int32], layer: Int) throws(InferenceError) -> AttentionMap {
    let count = ids.count
    guard count > 0 else { throw .tooFewIDs(count: 0, needed: 1) }
    guard count <= rowLimit else { throw .tooManyIDs(count: count, limit: rowLimit) }
    guard (0..<configuration.layerCount).contains(layer) else {
      throw .unsupported("layer \(layer) is none of the model's \(configuration.layerCount)")
    }
    try InferenceError.check(ids, vocabularySize: configuration.vocabularySize)
    let heads = configuration.headCount
    var values = [Float](repeating: 0, count: heads * count * count)
    let slopes = slopes
    onAttention = { index, rows, shape in
      guard index == layer else { return }
      values.withUnsafeMutableBufferPointer { buffer in
        guard let values = buffer.baseAddress else { return }
        Self.weigh(rows.pointer, count: count, shape: shape, slopes: slopes, into: values)
      }
    }
    defer { onAttention = nil }
    run(ids[...], try makeCache(capacity: count))
    return AttentionMap(layer: layer, headCount: heads, tokenCount: count, values: values)
  }

  /// - Parameter out: (heads, count, count).
  private static func weigh(
    _ rows: UnsafePointer<Float>, count: Int, shape: AttentionShape, slopes: [Float]?,
    into out: UnsafeMutablePointer<Float>
  ) {
    let width = shape.headWidth
    for head in 0..<shape.headCount {
      let keys = rows + (shape.headCount + head / shape.groupSize) * width
      let scores = out + head * count * count
      Float.matrixProduct(
        rows + head * width, stride: shape.rowWidth, transposed: false,
        keys, stride: shape.rowWidth, transposed: true, into: scores, stride: count,
        rows: count, columns: count, inner: width, alpha: Float(shape.scale), beta: 0)
      for row in 0..<count {
        CachedAttention.weigh(
          scores + row * count, seen: row + 1, total: count, shape: shape, slope: slopes?[head])
      }
    }
  }
}

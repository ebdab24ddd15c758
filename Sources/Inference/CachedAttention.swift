import Tensors

/// Attention of new tokens to themselves and to all that a cache holds.
enum CachedAttention {
  /// Adds the keys and values of new tokens to a layer of the cache, and attends.
  ///
  /// - Parameters:
  ///   - rows: queries, keys and values of the new tokens, (count, `shape.rowWidth`).
  ///   - out: (count, `shape.outputWidth`).
  ///   - scores: scratch for (count, cache.count + count) numbers.
  ///   - slopes: ALiBi's slope of each head, or nil.
  static func run(
    _ rows: UnsafePointer<Float>, count: Int, cache: KeyValueCache, layer: Int,
    into out: UnsafeMutablePointer<Float>, scores: UnsafeMutablePointer<Float>,
    shape: AttentionShape, slopes: [Float]?
  ) {
    let width = shape.headWidth
    let past = cache.count
    let total = past + count
    let keyStart = shape.headCount * width
    let valueStart = (shape.headCount + shape.keyValueHeadCount) * width
    for head in 0..<shape.keyValueHeadCount {
      let keys = cache.keys(layer, head) + past * width
      let values = cache.values(layer, head) + past * width
      for row in 0..<count {
        let source = rows + row * shape.rowWidth + head * width
        (keys + row * width).update(from: source + keyStart, count: width)
        (values + row * width).update(from: source + valueStart, count: width)
      }
    }
    let scale = Float(shape.scale)
    for head in 0..<shape.headCount {
      let keys = cache.keys(layer, head / shape.groupSize)
      let values = cache.values(layer, head / shape.groupSize)
      if count == 1 {
        for j in 0..<total {
          scores[j] =
            scale * VectorKernels.dot(rows + head * width, keys + j &* width, count: width)
        }
      } else {
        Float.matrixProduct(
          rows + head * width, stride: shape.rowWidth, transposed: false,
          keys, stride: width, transposed: true, into: scores, stride: total,
          rows: count, columns: total, inner: width, alpha: scale, beta: 0)
      }
      for row in 0..<count {
        let line = scores + row * total
        let seen = past + row + 1
        if let slope = slopes?[head] {
          for j in 0..<seen { line[j] += slope * Float(j &- (seen &- 1)) }
        }
        SoftmaxKernel.forward(inPlace: line, count: seen)
        for j in seen..<total { line[j] = 0 }
      }
      if count == 1 {
        let target = out + head * width
        target.update(repeating: 0, count: width)
        for j in 0..<total {
          let (weight, value) = (scores[j], values + j &* width)
          for i in 0..<width { target[i] += weight * value[i] }
        }
        continue
      }
      Float.matrixProduct(
        scores, stride: total, transposed: false, values, stride: width, transposed: false,
        into: out + head * width, stride: shape.outputWidth,
        rows: count, columns: width, inner: total, alpha: 1, beta: 0)
    }
  }
}

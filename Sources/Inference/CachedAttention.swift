import Tensors

/// Attention of new tokens to themselves and to all that a cache holds.
enum CachedAttention {
  /// Adds the keys and values of new tokens to a layer of the cache.
  ///
  /// - Shape: rows (count, `shape.rowWidth`).
  static func store(
    _ rows: UnsafePointer<Float>, count: Int, layer: CachedLayer, shape: AttentionShape
  ) {
    let width = shape.headWidth
    let past = layer.count
    let keyStart = shape.headCount * width
    let valueStart = (shape.headCount + shape.keyValueHeadCount) * width
    for head in 0..<shape.keyValueHeadCount {
      let keys = layer.keys(head) + past * width
      let values = layer.values(head) + past * width
      for row in 0..<count {
        let source = rows + row * shape.rowWidth + head * width
        (keys + row * width).update(from: source + keyStart, count: width)
        (values + row * width).update(from: source + valueStart, count: width)
      }
    }
  }

  /// Attends to a layer of the cache, in which the keys and values of the new tokens stand already.
  ///
  /// - Parameters:
  ///   - heads: the heads of queries to work on.
  ///   - rows: queries, keys and values of the new tokens, (count, `shape.rowWidth`).
  ///   - out: (count, `shape.outputWidth`).
  ///   - scores: scratch for (count, layer.count + count) numbers.
  ///   - slopes: ALiBi's slope of each head, or nil.
  static func run(
    heads: Range<Int>, _ rows: UnsafePointer<Float>, count: Int, layer: CachedLayer,
    into out: UnsafeMutablePointer<Float>, scores: UnsafeMutablePointer<Float>,
    shape: AttentionShape, slopes: [Float]?
  ) {
    let width = shape.headWidth
    let past = layer.count
    let total = past + count
    let scale = Float(shape.scale)
    for head in heads {
      let keys = layer.keys(head / shape.groupSize)
      let values = layer.values(head / shape.groupSize)
      if count == 1 {
        KeyProducts.run(
          rows + head * width, keys, count: total, width: width, scale: scale, into: scores)
      } else {
        Float.matrixProduct(
          rows + head * width, stride: shape.rowWidth, transposed: false,
          keys, stride: width, transposed: true, into: scores, stride: total,
          rows: count, columns: total, inner: width, alpha: scale, beta: 0)
      }
      for row in 0..<count {
        let line = scores + row * total
        let seen = past + row + 1
        let first = shape.firstSeen(from: seen - 1)
        if let cap = shape.softCap {
          SoftCapKernel.forward(inPlace: line, count: seen, cap: Float(cap))
        }
        if let slope = slopes?[head] {
          for j in 0..<seen { line[j] += slope * Float(j &- (seen &- 1)) }
        }
        SoftmaxKernel.forward(inPlace: line + first, count: seen - first)
        for j in 0..<first { line[j] = 0 }
        for j in seen..<total { line[j] = 0 }
      }
      if count == 1 {
        weightedSum(scores, values, count: total, into: out + head * width, width: width)
        continue
      }
      Float.matrixProduct(
        scores, stride: total, transposed: false, values, stride: width, transposed: false,
        into: out + head * width, stride: shape.outputWidth,
        rows: count, columns: width, inner: total, alpha: 1, beta: 0)
    }
  }

  /// out = Σ weights[j] · values[j]: sixteen elements at a time, which stay in a register.
  ///
  /// - Shape: weights (count), values (count, width), out (width).
  private static func weightedSum(
    _ weights: UnsafePointer<Float>, _ values: UnsafePointer<Float>, count: Int,
    into out: UnsafeMutablePointer<Float>, width: Int
  ) {
    var i = 0
    while i &+ 32 <= width {
      var (a, b) = (SIMD16<Float>.zero, SIMD16<Float>.zero)
      for j in 0..<count {
        let value = values + (j &* width &+ i)
        a += weights[j] * VectorKernels.load16(value)
        b += weights[j] * VectorKernels.load16(value + 16)
      }
      VectorKernels.store16(a, to: out + i)
      VectorKernels.store16(b, to: out + (i &+ 16))
      i &+= 32
    }
    while i < width {
      var sum: Float = 0
      for j in 0..<count { sum += weights[j] * values[j &* width &+ i] }
      out[i] = sum
      i &+= 1
    }
  }
}

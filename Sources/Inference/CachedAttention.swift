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
    let (past, size) = (layer.count, layer.rowByteCount)
    let keyStart = shape.headCount * width
    let valueStart = (shape.headCount + shape.keyValueHeadCount) * width
    for head in 0..<shape.keyValueHeadCount {
      let keys = layer.keys(head) + past * size
      let values = layer.values(head) + past * size
      for row in 0..<count {
        let source = rows + row * shape.rowWidth + head * width
        layer.precision.pack(source + keyStart, width: width, into: keys + row * size)
        layer.precision.pack(source + valueStart, width: width, into: values + row * size)
      }
    }
  }

  /// The numbers of scratch that a thread needs for `count` new tokens in a cache of `length`.
  static func scratchCount(count: Int, length: Int, headWidth: Int, precision: CachePrecision)
    -> Int
  {
    count * length + (precision == .float32 ? 0 : 2 * length * headWidth)
  }

  /// Attends to a layer of the cache, in which the keys and values of the new tokens stand already.
  ///
  /// - Parameters:
  ///   - heads: the heads of queries to work on.
  ///   - rows: queries, keys and values of the new tokens, (count, `shape.rowWidth`).
  ///   - out: (count, `shape.outputWidth`).
  ///   - scratch: `scratchCount` numbers for a length of layer.count + count.
  ///   - slopes: ALiBi's slope of each head, or nil.
  static func run(
    heads: Range<Int>, _ rows: UnsafePointer<Float>, count: Int, layer: CachedLayer,
    into out: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>,
    shape: AttentionShape, slopes: [Float]?
  ) {
    if count == 1, layer.precision == .float16 {
      return HalfAttention.run(
        heads: heads, rows, layer: layer, into: out, scores: scratch, shape: shape, slopes: slopes)
    }
    let width = shape.headWidth
    let past = layer.count
    let total = past + count
    let scale = Float(shape.scale)
    let scores = scratch
    var unpackedHead: Int?
    for head in heads {
      let (keys, values): (UnsafePointer<Float>, UnsafePointer<Float>)
      let keyValueHead = head / shape.groupSize
      if layer.precision == .float32 {
        keys = floats(layer.keys(keyValueHead))
        values = floats(layer.values(keyValueHead))
      } else {
        let unpacked = scratch + count * total
        if unpackedHead != keyValueHead {
          layer.precision.unpack(
            layer.keys(keyValueHead), count: total, width: width, into: unpacked)
          layer.precision.unpack(
            layer.values(keyValueHead), count: total, width: width,
            into: unpacked + total * width)
          unpackedHead = keyValueHead
        }
        keys = UnsafePointer(unpacked)
        values = UnsafePointer(unpacked + total * width)
      }
      if count == 1 {
        // What lies before the window has no score.
        let first = shape.firstSeen(from: past)
        KeyProducts.run(
          rows + head * width, keys + first * width, count: total - first, width: width,
          scale: scale, into: scores + first)
      } else {
        Float.matrixProduct(
          rows + head * width, stride: shape.rowWidth, transposed: false,
          keys, stride: width, transposed: true, into: scores, stride: total,
          rows: count, columns: total, inner: width, alpha: scale, beta: 0)
      }
      for row in 0..<count {
        weigh(
          scores + row * total, seen: past + row + 1, total: total, shape: shape,
          slope: slopes?[head])
      }
      if count == 1 {
        let first = shape.firstSeen(from: past)
        weightedSum(
          scores + first, values + first * width, count: total - first, into: out + head * width,
          width: width)
        continue
      }
      Float.matrixProduct(
        scores, stride: total, transposed: false, values, stride: width, transposed: false,
        into: out + head * width, stride: shape.outputWidth,
        rows: count, columns: width, inner: total, alpha: 1, beta: 0)
    }
  }

  /// Makes weights of one query's scores: capped, sloped, softmax over the keys that it sees, zero for
  /// the others.
  ///
  /// - Parameter seen: the keys up to the query's own; of them, a window may hide the first.
  static func weigh(
    _ line: UnsafeMutablePointer<Float>, seen: Int, total: Int, shape: AttentionShape,
    slope: Float?
  ) {
    let first = shape.firstSeen(from: seen - 1)
    if let cap = shape.softCap {
      SoftCapKernel.forward(inPlace: line + first, count: seen - first, cap: Float(cap))
    }
    if let slope {
      for j in first..<seen { line[j] += slope * Float(j &- (seen &- 1)) }
    }
    SoftmaxKernel.forward(inPlace: line + first, count: seen - first)
    for j in 0..<first { line[j] = 0 }
    for j in seen..<total { line[j] = 0 }
  }

  private static func floats(_ bytes: UnsafeMutablePointer<UInt8>) -> UnsafePointer<Float> {
    UnsafeRawPointer(bytes).assumingMemoryBound(to: Float.self)
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

/// Causal multi-head attention, softmax(QKᵀ/√d + bias)·V (Vaswani et al. 2017, arXiv 1706.03762,
/// equation 1), head by head, with OpenBLAS for the products, or those that were planned for its shape.
///
/// Queries are taken in blocks of rows. A block of rows that ends before position r needs the keys
/// before r alone, so that most of the masked half is never computed.
public enum AttentionKernel {
  /// Rows of queries a block. Smaller blocks skip more of the mask, larger ones run faster products.
  static let blockRows = 64

  /// Attention of every position to itself and those before it, as far as the shape's window reaches.
  ///
  /// - Parameters:
  ///   - queriesKeysValues: (batch · time, `shape.rowWidth`).
  ///   - probabilities: (batch, headCount, time, time); written for the backward pass. What lies
  ///     right of a block's diagonal is never written and never read.
  ///   - out: (batch · time, `shape.outputWidth`).
  ///   - slopes: ALiBi's slope of each head, or nil.
  ///   - documentStarts: (batch · time), the first position of its sequence that each position sees,
  ///     at most itself; nil: all from the first on.
  ///   - products: for this shape; nil for OpenBLAS.
  /// - Complexity: 4 · batch · headCount · time² · headWidth operations without the mask; blocks of
  ///   rows leave out most of the masked half (`scoreCount`).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    _ queriesKeysValues: UnsafePointer<Scalar>, probabilities: UnsafeMutablePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, shape: AttentionShape, slopes: UnsafePointer<Scalar>?,
    documentStarts: UnsafePointer<Int32>? = nil, products: AttentionProducts<Scalar>? = nil
  ) {
    if let products {
      return forward(
        queriesKeysValues, probabilities: probabilities, into: out, shape: shape, slopes: slopes,
        documentStarts: documentStarts, by: products)
    }
    let time = shape.time
    let width = shape.rowWidth
    let scale = Scalar(shape.scale)
    for sequence in 0..<shape.batch {
      let rows = queriesKeysValues + sequence * time * width
      for head in 0..<shape.headCount {
        let queries = rows + shape.queryOffset(head)
        let keys = rows + shape.keyOffset(head)
        let values = rows + shape.valueOffset(head)
        let matrix = probabilities + (sequence * shape.headCount + head) * time * time
        let target = out + sequence * time * shape.outputWidth + head * shape.headWidth
        var first = 0
        while first < time {
          let end = min(first &+ blockRows, time)
          let scores = matrix + first * time
          Scalar.matrixProduct(
            queries + first * width, stride: width, transposed: false,
            keys, stride: width, transposed: true, into: scores, stride: time,
            rows: end - first, columns: end, inner: shape.headWidth, alpha: scale, beta: 0)
          normalize(
            first..<end, of: matrix, sequence: sequence, slope: slopes?[head], shape: shape,
            documentStarts: documentStarts, scale: nil)
          Scalar.matrixProduct(
            scores, stride: time, transposed: false, values, stride: width, transposed: false,
            into: target + first * shape.outputWidth, stride: shape.outputWidth,
            rows: end - first, columns: shape.headWidth, inner: end, alpha: 1, beta: 0)
          first = end
        }
      }
    }
  }

  /// Turns rows of scores into probabilities.
  ///
  /// - Parameters:
  ///   - matrix: a head's, (time, time).
  ///   - scale: what the scores are still to be multiplied by; nil for nothing.
  @inline(__always)
  static func normalize<Scalar: TensorScalar>(
    _ rows: Range<Int>, of matrix: UnsafeMutablePointer<Scalar>, sequence: Int, slope: Scalar?,
    shape: AttentionShape, documentStarts: UnsafePointer<Int32>?, scale: Scalar?
  ) {
    let (time, end) = (shape.time, rows.upperBound)
    for row in rows {
      let line = matrix + row &* time
      if let scale { for j in 0...row { line[j] *= scale } }
      if let cap = shape.softCap {
        SoftCapKernel.forward(inPlace: line, count: row &+ 1, cap: Scalar(cap))
      }
      let document = documentStarts.map { Int($0[sequence &* time &+ row]) } ?? 0
      let start = max(document, shape.firstSeen(from: row))
      if let slope { for j in start...row { line[j] += slope * Scalar(j &- row) } }
      SoftmaxKernel.forward(inPlace: line + start, count: row &+ 1 &- start)
      for j in 0..<start { line[j] = 0 }
      for j in (row &+ 1)..<max(end, row &+ 1) { line[j] = 0 }
    }
  }

  /// From ∂L/∂out to ∂L/∂(queries, keys, values), which it overwrites.
  ///
  /// With P the probabilities and dP = dO·Vᵀ: dV = Pᵀ·dO, dS = P∘(dP − rowsum(P∘dP)),
  /// dQ = dS·K/√d, dK = dSᵀ·Q/√d.
  ///
  /// - Parameters:
  ///   - outGradient: (batch · time, `shape.outputWidth`).
  ///   - queriesKeysValues: (batch · time, `shape.rowWidth`), as the forward pass read them.
  ///   - probabilities: (batch, headCount, time, time), as the forward pass left them.
  ///   - gradient: (batch · time, `shape.rowWidth`).
  ///   - scratch: at least `scratchCount(shape)` elements.
  ///   - products: for this shape; nil for OpenBLAS.
  /// - Complexity: twice the operations of the forward pass.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar: TensorScalar>(
    outGradient: UnsafePointer<Scalar>, _ queriesKeysValues: UnsafePointer<Scalar>,
    probabilities: UnsafePointer<Scalar>, gradient: UnsafeMutablePointer<Scalar>,
    scratch: UnsafeMutablePointer<Scalar>, shape: AttentionShape,
    products: AttentionProducts<Scalar>? = nil
  ) {
    if let products {
      return backward(
        outGradient: outGradient, queriesKeysValues, probabilities: probabilities,
        gradient: gradient, scratch: scratch, shape: shape, by: products)
    }
    let time = shape.time
    let width = shape.rowWidth
    let headWidth = shape.headWidth
    let scale = Scalar(shape.scale)
    let lastBlock = (time - 1) / blockRows * blockRows
    for sequence in 0..<shape.batch {
      let base = sequence * time * width
      for head in 0..<shape.headCount {
        let queryAt = base + shape.queryOffset(head)
        let keyAt = base + shape.keyOffset(head)
        let valueAt = base + shape.valueOffset(head)
        let matrix = probabilities + (sequence * shape.headCount + head) * time * time
        let dOut = outGradient + sequence * time * shape.outputWidth + head * headWidth
        let isFirstOfGroup = head % shape.groupSize == 0
        // From the last block to the first: the last one covers every key, so that it can
        // overwrite the gradients of keys and values and the others add to them.
        var first = lastBlock
        while first >= 0 {
          let end = min(first &+ blockRows, time)
          let rows = end &- first
          let kept: Scalar = isFirstOfGroup && first == lastBlock ? 0 : 1
          let dBlock = dOut + first * shape.outputWidth
          let pBlock = matrix + first * time
          Scalar.matrixProduct(
            pBlock, stride: time, transposed: true,
            dBlock, stride: shape.outputWidth, transposed: false,
            into: gradient + valueAt, stride: width,
            rows: end, columns: headWidth, inner: rows, alpha: 1, beta: kept)
          Scalar.matrixProduct(
            dBlock, stride: shape.outputWidth, transposed: false,
            queriesKeysValues + valueAt, stride: width, transposed: true,
            into: scratch, stride: end, rows: rows, columns: end, inner: headWidth,
            alpha: 1, beta: 0)
          for row in 0..<rows {
            let p = pBlock + row &* time
            let d = scratch + row &* end
            let mean = VectorKernels.dot(p, d, count: end)
            for j in 0..<end { d[j] = p[j] * (d[j] - mean) }
          }
          if let cap = shape.softCap {
            // The scores are computed again: the probabilities do not tell how far they were capped.
            let scores = scratch + blockRows * time
            Scalar.matrixProduct(
              queriesKeysValues + queryAt + first * width, stride: width, transposed: false,
              queriesKeysValues + keyAt, stride: width, transposed: true,
              into: scores, stride: end, rows: rows, columns: end, inner: headWidth,
              alpha: scale, beta: 0)
            SoftCapKernel.backward(
              gradient: scratch, before: scores, count: rows * end, cap: Scalar(cap))
          }
          Scalar.matrixProduct(
            scratch, stride: end, transposed: false,
            queriesKeysValues + keyAt, stride: width, transposed: false,
            into: gradient + queryAt + first * width, stride: width,
            rows: rows, columns: headWidth, inner: end, alpha: scale, beta: 0)
          Scalar.matrixProduct(
            scratch, stride: end, transposed: true,
            queriesKeysValues + queryAt + first * width, stride: width, transposed: false,
            into: gradient + keyAt, stride: width,
            rows: end, columns: headWidth, inner: rows, alpha: scale, beta: kept)
          first &-= blockRows
        }
      }
    }
  }

  /// The scores that are computed, of all heads and sequences: a block of rows stops at its last
  /// row's diagonal.
  public static func scoreCount(_ shape: AttentionShape) -> Int {
    var count = 0
    for first in stride(from: 0, to: shape.time, by: blockRows) {
      let end = min(first + blockRows, shape.time)
      count += (end - first) * end
    }
    return shape.batch * shape.headCount * count
  }

  /// The elements that `backward` needs as scratch space.
  public static func scratchCount(_ shape: AttentionShape) -> Int {
    shape.softCap == nil
      ? min(blockRows, shape.time) * shape.time : 2 * blockRows * shape.time
  }
}

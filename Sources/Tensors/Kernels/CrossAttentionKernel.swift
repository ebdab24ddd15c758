/// Multi-head attention in which every query sees the first keys of its sequence, as many as it is told:
/// softmax(s·QKᵀ + bias)·V (Vaswani et al. 2017, arXiv 1706.03762, equation 1).
///
/// One number a query says all that encoders and their decoders ask for: all keys (two-sided attention),
/// all keys that are no padding, itself and those before it (causal), a whole prefix and then those up to
/// itself (prefix). Nothing is left out of the products; `AttentionKernel` is the fast one for causal
/// attention over long windows.
public enum CrossAttentionKernel {
  /// What is added to the scores by the distance of key and query: see `RelativePositions`.
  public struct Bias<Scalar: TensorScalar> {
    /// (bucket count, headCount).
    public let table: UnsafePointer<Scalar>
    /// (queryTime + keyTime − 1): the bucket of key j and query i stands at j − i + queryTime − 1.
    public let buckets: UnsafePointer<Int32>

    public init(table: UnsafePointer<Scalar>, buckets: UnsafePointer<Int32>) {
      (self.table, self.buckets) = (table, buckets)
    }
  }

  /// Attention of every query to the keys that it sees; 0 where it sees none.
  ///
  /// - Parameters:
  ///   - queries: (batch · queryTime, width).
  ///   - keysValues: (batch · keyTime, 2 · width).
  ///   - visibleCounts: (batch · queryTime), from 0 to keyTime.
  ///   - probabilities: (batch, headCount, queryTime, keyTime); written for the backward pass.
  ///   - out: (batch · queryTime, width).
  /// - Complexity: 4 · batch · queryTime · keyTime · width operations.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    queries: UnsafePointer<Scalar>, keysValues: UnsafePointer<Scalar>,
    visibleCounts: UnsafePointer<Int32>, bias: Bias<Scalar>? = nil,
    probabilities: UnsafeMutablePointer<Scalar>, into out: UnsafeMutablePointer<Scalar>,
    shape: CrossAttentionShape
  ) {
    let (rows, columns, width) = (shape.queryTime, shape.keyTime, shape.width)
    for sequence in 0..<shape.batch {
      let visible = visibleCounts + sequence &* rows
      for head in 0..<shape.headCount {
        let matrix = probabilities + (sequence &* shape.headCount &+ head) &* rows &* columns
        let queryAt = sequence &* rows &* width &+ head &* shape.headWidth
        let keys = keysValues + (sequence &* columns &* 2 &* width &+ head &* shape.headWidth)
        Scalar.matrixProduct(
          queries + queryAt, stride: width, transposed: false,
          keys, stride: 2 * width, transposed: true, into: matrix, stride: columns,
          rows: rows, columns: columns, inner: shape.headWidth, alpha: Scalar(shape.scale), beta: 0)
        for row in 0..<rows {
          let line = matrix + row &* columns
          let seen = Int(visible[row])
          if let bias {
            let buckets = bias.buckets + (rows &- 1 &- row)
            for j in 0..<seen {
              line[j] += bias.table[Int(buckets[j]) &* shape.headCount &+ head]
            }
          }
          if seen > 0 { SoftmaxKernel.forward(inPlace: line, count: seen) }
          for j in seen..<columns { line[j] = 0 }
        }
        Scalar.matrixProduct(
          matrix, stride: columns, transposed: false,
          keys + width, stride: 2 * width, transposed: false,
          into: out + queryAt, stride: width,
          rows: rows, columns: shape.headWidth, inner: columns, alpha: 1, beta: 0)
      }
    }
  }

  /// Where gradients go, and whether they are added to what stands there.
  public struct Gradients<Scalar: TensorScalar> {
    /// (batch · queryTime, width).
    public let queries: UnsafeMutablePointer<Scalar>
    public let addsToQueries: Bool
    /// (batch · keyTime, 2 · width).
    public let keysValues: UnsafeMutablePointer<Scalar>
    public let addsToKeysValues: Bool
    /// (bucket count, headCount), always added to; nil for none.
    public let table: UnsafeMutablePointer<Scalar>?

    public init(
      queries: UnsafeMutablePointer<Scalar>, addsToQueries: Bool = false,
      keysValues: UnsafeMutablePointer<Scalar>, addsToKeysValues: Bool = false,
      table: UnsafeMutablePointer<Scalar>? = nil
    ) {
      (self.queries, self.addsToQueries) = (queries, addsToQueries)
      (self.keysValues, self.addsToKeysValues) = (keysValues, addsToKeysValues)
      self.table = table
    }
  }

  /// From ∂L/∂out to the gradients of queries, keys, values and biases.
  ///
  /// With P the probabilities and dP = dO·Vᵀ: dV = Pᵀ·dO, dS = P∘(dP − rowsum(P∘dP)), dQ = s·dS·K,
  /// dK = s·dSᵀ·Q; a bias has the sum of dS over all places that read it.
  ///
  /// - Parameters:
  ///   - outGradient: (batch · queryTime, width).
  ///   - probabilities: as the forward pass left them.
  ///   - scratch: queryTime · keyTime elements.
  /// - Complexity: twice the operations of the forward pass.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar: TensorScalar>(
    outGradient: UnsafePointer<Scalar>, queries: UnsafePointer<Scalar>,
    keysValues: UnsafePointer<Scalar>, visibleCounts: UnsafePointer<Int32>,
    bias: Bias<Scalar>? = nil, probabilities: UnsafePointer<Scalar>,
    into gradients: Gradients<Scalar>, scratch: UnsafeMutablePointer<Scalar>,
    shape: CrossAttentionShape
  ) {
    let (rows, columns, width) = (shape.queryTime, shape.keyTime, shape.width)
    let (headWidth, scale) = (shape.headWidth, Scalar(shape.scale))
    let keptQueries: Scalar = gradients.addsToQueries ? 1 : 0
    let keptKeys: Scalar = gradients.addsToKeysValues ? 1 : 0
    for sequence in 0..<shape.batch {
      let visible = visibleCounts + sequence &* rows
      for head in 0..<shape.headCount {
        let p = probabilities + (sequence &* shape.headCount &+ head) &* rows &* columns
        let queryAt = sequence &* rows &* width &+ head &* headWidth
        let keyAt = sequence &* columns &* 2 &* width &+ head &* headWidth
        let dOut = outGradient + queryAt
        Scalar.matrixProduct(
          p, stride: columns, transposed: true, dOut, stride: width, transposed: false,
          into: gradients.keysValues + (keyAt &+ width), stride: 2 * width,
          rows: columns, columns: headWidth, inner: rows, alpha: 1, beta: keptKeys)
        Scalar.matrixProduct(
          dOut, stride: width, transposed: false,
          keysValues + (keyAt &+ width), stride: 2 * width, transposed: true,
          into: scratch, stride: columns, rows: rows, columns: columns, inner: headWidth,
          alpha: 1, beta: 0)
        for row in 0..<rows {
          let (line, d) = (p + row &* columns, scratch + row &* columns)
          // Beyond what a query sees its probabilities are 0, and so are these gradients.
          let mean = VectorKernels.dot(line, d, count: columns)
          for j in 0..<columns { d[j] = line[j] * (d[j] - mean) }
          if let bias, let table = gradients.table {
            let buckets = bias.buckets + (rows &- 1 &- row)
            for j in 0..<Int(visible[row]) {
              table[Int(buckets[j]) &* shape.headCount &+ head] += d[j]
            }
          }
        }
        Scalar.matrixProduct(
          scratch, stride: columns, transposed: false,
          keysValues + keyAt, stride: 2 * width, transposed: false,
          into: gradients.queries + queryAt, stride: width,
          rows: rows, columns: headWidth, inner: columns, alpha: scale, beta: keptQueries)
        Scalar.matrixProduct(
          scratch, stride: columns, transposed: true, queries + queryAt, stride: width,
          transposed: false, into: gradients.keysValues + keyAt, stride: 2 * width,
          rows: columns, columns: headWidth, inner: rows, alpha: scale, beta: keptKeys)
      }
    }
  }
}

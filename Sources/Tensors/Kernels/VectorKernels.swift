/// Elementwise loops and reductions over contiguous memory.
///
/// Plain loops vectorise by themselves where they are elementwise. Reductions do not, for the
/// compiler may not reorder a floating-point sum: they carry sixteen partial sums in a SIMD vector.
public enum VectorKernels {
  /// y += x.
  ///
  /// - Shape: x and y (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func add<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, to y: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    for i in 0..<count { y[i] += x[i] }
  }

  /// y = x.
  ///
  /// - Shape: x and y (count).
  @inlinable
  public static func copy<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, to y: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    y.update(from: x, count: count)
  }

  /// y += the sums of the columns of a matrix; with `overwriting`, y = those sums.
  ///
  /// - Shape: matrix (rows, columns), y (columns).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func addColumnSums<Scalar: TensorScalar>(
    of matrix: UnsafePointer<Scalar>, rows: Int, columns: Int,
    to y: UnsafeMutablePointer<Scalar>, overwriting: Bool
  ) {
    if overwriting { for i in 0..<columns { y[i] = 0 } }
    var row = 0
    // Four rows at a time: y is read and written a quarter as often.
    while row &+ 4 <= rows {
      let a = matrix + row &* columns
      let b = a + columns
      let c = b + columns
      let d = c + columns
      for i in 0..<columns { y[i] += (a[i] + b[i]) + (c[i] + d[i]) }
      row &+= 4
    }
    while row < rows {
      let a = matrix + row &* columns
      for i in 0..<columns { y[i] += a[i] }
      row &+= 1
    }
  }

  /// Fills each row of a matrix with one vector.
  ///
  /// - Shape: vector (columns), matrix (rows, columns).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func broadcast<Scalar: TensorScalar>(
    _ vector: UnsafePointer<Scalar>, toRowsOf matrix: UnsafeMutablePointer<Scalar>,
    rows: Int, columns: Int
  ) {
    for row in 0..<rows { (matrix + row &* columns).update(from: vector, count: columns) }
  }

  /// out = x + vector, row by row.
  ///
  /// - Shape: x and out (rows, columns), vector (columns).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func addRowVector<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, _ vector: UnsafePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int
  ) {
    for row in 0..<rows {
      let source = x + row &* columns
      let target = out + row &* columns
      for i in 0..<columns { target[i] = source[i] + vector[i] }
    }
  }

  /// Σ x².
  ///
  /// - Shape: x (count).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func sumOfSquares<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, count: Int
  ) -> Double {
    var total = 0.0
    var start = 0
    // Blocks of 4,096 are summed in the working precision, and the blocks in Float64.
    while start < count {
      let end = min(start &+ 4_096, count)
      total += Double(dot(x + start, x + start, count: end &- start))
      start = end
    }
    return total
  }

  /// Σ x · y.
  ///
  /// - Shape: x and y (count).
  @inlinable @inline(__always)
  public static func dot<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, _ y: UnsafePointer<Scalar>, count: Int
  ) -> Scalar {
    var sums = SIMD16<Scalar>.zero
    var i = 0
    while i &+ 16 <= count {
      sums += load16(x + i) * load16(y + i)
      i &+= 16
    }
    var total = sums.sum()
    while i < count {
      total += x[i] * y[i]
      i &+= 1
    }
    return total
  }

  /// Σ x.
  ///
  /// - Shape: x (count).
  @inlinable @inline(__always)
  public static func sum<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, count: Int
  ) -> Scalar {
    var sums = SIMD16<Scalar>.zero
    var i = 0
    while i &+ 16 <= count {
      sums += load16(x + i)
      i &+= 16
    }
    var total = sums.sum()
    while i < count {
      total += x[i]
      i &+= 1
    }
    return total
  }

  /// The largest element; −∞ for none.
  ///
  /// - Shape: x (count).
  @inlinable @inline(__always)
  public static func maximum<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, count: Int
  ) -> Scalar {
    // Eight maxima that do not wait for each other. Comparing SIMD vectors in generic code would
    // turn into a loop over the lanes through memory, ten times slower.
    var (a, b, c, d) = (-Scalar.infinity, -Scalar.infinity, -Scalar.infinity, -Scalar.infinity)
    var (e, f, g, h) = (a, b, c, d)
    var i = 0
    while i &+ 8 <= count {
      a = larger(x[i], a)
      b = larger(x[i &+ 1], b)
      c = larger(x[i &+ 2], c)
      d = larger(x[i &+ 3], d)
      e = larger(x[i &+ 4], e)
      f = larger(x[i &+ 5], f)
      g = larger(x[i &+ 6], g)
      h = larger(x[i &+ 7], h)
      i &+= 8
    }
    while i < count {
      a = larger(x[i], a)
      i &+= 1
    }
    return larger(larger(larger(a, b), larger(c, d)), larger(larger(e, f), larger(g, h)))
  }

  /// The larger of two; `known` where `value` is no number.
  @inlinable @inline(__always)
  static func larger<Scalar: TensorScalar>(_ value: Scalar, _ known: Scalar) -> Scalar {
    value > known ? value : known
  }

  /// Sixteen elements from anywhere.
  @inlinable @inline(__always)
  public static func load16<Scalar: TensorScalar>(_ x: UnsafePointer<Scalar>) -> SIMD16<Scalar> {
    UnsafeRawPointer(x).loadUnaligned(as: SIMD16<Scalar>.self)
  }

  /// Sixteen elements to anywhere.
  @inlinable @inline(__always)
  public static func store16<Scalar: TensorScalar>(
    _ values: SIMD16<Scalar>, to x: UnsafeMutablePointer<Scalar>
  ) {
    UnsafeMutableRawPointer(x).storeBytes(of: values, as: SIMD16<Scalar>.self)
  }
}

import Tensors

/// The products of one query with the keys of a cache.
///
/// Four keys at a time: they share the loads of the query, and their four sums are gathered from sixteen
/// partial ones each together, where a sum for each key alone takes as long as its products.
enum KeyProducts {
  /// scores[j] = scale · query·keys[j].
  ///
  /// - Shape: query (width), keys (count, width), scores (count).
  static func run(
    _ query: UnsafePointer<Float>, _ keys: UnsafePointer<Float>, count: Int, width: Int,
    scale: Float, into scores: UnsafeMutablePointer<Float>
  ) {
    var key = 0
    while key &+ 4 <= count {
      let a = keys + key &* width
      let (b, c, d) = (a + width, a + 2 &* width, a + 3 &* width)
      var (sumA, sumB) = (SIMD16<Float>.zero, SIMD16<Float>.zero)
      var (sumC, sumD) = (SIMD16<Float>.zero, SIMD16<Float>.zero)
      var i = 0
      while i &+ 16 <= width {
        let x = VectorKernels.load16(query + i)
        sumA += x * VectorKernels.load16(a + i)
        sumB += x * VectorKernels.load16(b + i)
        sumC += x * VectorKernels.load16(c + i)
        sumD += x * VectorKernels.load16(d + i)
        i &+= 16
      }
      var sums = gather(fold(sumA), fold(sumB), fold(sumC), fold(sumD))
      while i < width {
        sums += query[i] * SIMD4(a[i], b[i], c[i], d[i])
        i &+= 1
      }
      sums *= scale
      for part in 0..<4 { scores[key &+ part] = sums[part] }
      key &+= 4
    }
    while key < count {
      scores[key] = scale * VectorKernels.dot(query, keys + key &* width, count: width)
      key &+= 1
    }
  }

  @inline(__always)
  private static func fold(_ sums: SIMD16<Float>) -> SIMD4<Float> {
    let half = sums.lowHalf + sums.highHalf
    return half.lowHalf + half.highHalf
  }

  /// The sum of each of four vectors.
  @inline(__always)
  private static func gather(
    _ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>, _ d: SIMD4<Float>
  ) -> SIMD4<Float> {
    let (ab, cd) = (SIMD8(lowHalf: a, highHalf: b), SIMD8(lowHalf: c, highHalf: d))
    let pairs = SIMD8(lowHalf: ab.evenHalf + ab.oddHalf, highHalf: cd.evenHalf + cd.oddHalf)
    return pairs.evenHalf + pairs.oddHalf
  }
}

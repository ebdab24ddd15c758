/// Layer normalization (Ba, Kiros and Hinton 2016, arXiv 1607.06450, equations 3 and 4).
///
/// Each row x of width D becomes `gain · (x − mean) / √(variance + ε) + bias`.
public enum LayerNormalizationKernel {
  /// Normalizes the rows of x and keeps, for each row, its mean and 1/√(variance + ε).
  ///
  /// - Shape: x and out are (rows, width); gain and bias (width); means and scales (rows).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, gain: UnsafePointer<Scalar>, bias: UnsafePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, means: UnsafeMutablePointer<Scalar>,
    scales: UnsafeMutablePointer<Scalar>, rows: Int, width: Int, epsilon: Scalar
  ) {
    for row in 0..<rows {
      let source = x + row &* width
      let target = out + row &* width
      let mean = VectorKernels.sum(source, count: width) / Scalar(width)
      var squares = SIMD16<Scalar>.zero
      var i = 0
      while i &+ 16 <= width {
        let centered = VectorKernels.load16(source + i) - mean
        squares += centered * centered
        i &+= 16
      }
      var variance = squares.sum()
      while i < width {
        let centered = source[i] - mean
        variance += centered * centered
        i &+= 1
      }
      variance /= Scalar(width)
      let scale = 1 / (variance + epsilon).squareRoot()
      for i in 0..<width { target[i] = (source[i] - mean) * scale * gain[i] + bias[i] }
      means[row] = mean
      scales[row] = scale
    }
  }

  /// From ∂L/∂out to ∂L/∂x, ∂L/∂gain and ∂L/∂bias; nil for gain and bias that are not trained.
  ///
  /// With n = (x − mean)·scale and g = gain · ∂L/∂out:
  /// ∂L/∂x = scale · (g − mean(g) − n · mean(g · n)).
  ///
  /// - Parameter accumulating: whether ∂L/∂x is added to what stands there, or overwrites it; the
  ///   gradients of the parameters are always added to.
  /// - Shape: outGradient, x and xGradient (rows, width); gain, gainGradient and biasGradient
  ///   (width); means and scales (rows).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar: TensorScalar>(
    outGradient: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, gain: UnsafePointer<Scalar>,
    means: UnsafePointer<Scalar>, scales: UnsafePointer<Scalar>,
    xGradient: UnsafeMutablePointer<Scalar>, accumulating: Bool,
    gainGradient: UnsafeMutablePointer<Scalar>?, biasGradient: UnsafeMutablePointer<Scalar>?,
    rows: Int, width: Int
  ) {
    for row in 0..<rows {
      let source = x + row &* width
      let dOut = outGradient + row &* width
      let dX = xGradient + row &* width
      let mean = means[row]
      let scale = scales[row]
      var (sum, product) = sums(dOut, source, gain: gain, mean: mean, scale: scale, width: width)
      if let gainGradient, let biasGradient {
        for i in 0..<width {
          gainGradient[i] += dOut[i] * ((source[i] - mean) * scale)
          biasGradient[i] += dOut[i]
        }
      }
      sum /= Scalar(width)
      product /= Scalar(width)
      if accumulating {
        for i in 0..<width {
          let normalized = (source[i] - mean) * scale
          dX[i] += (dOut[i] * gain[i] - sum - normalized * product) * scale
        }
      } else {
        for i in 0..<width {
          let normalized = (source[i] - mean) * scale
          dX[i] = (dOut[i] * gain[i] - sum - normalized * product) * scale
        }
      }
    }
  }

  /// Σ g and Σ g · n of a row.
  @inline(__always)
  private static func sums<Scalar: TensorScalar>(
    _ dOut: UnsafePointer<Scalar>, _ source: UnsafePointer<Scalar>, gain: UnsafePointer<Scalar>,
    mean: Scalar, scale: Scalar, width: Int
  ) -> (Scalar, Scalar) {
    var sums = SIMD16<Scalar>.zero
    var products = SIMD16<Scalar>.zero
    var i = 0
    while i &+ 16 <= width {
      let normalized = (VectorKernels.load16(source + i) - mean) * scale
      let scaled = VectorKernels.load16(dOut + i) * VectorKernels.load16(gain + i)
      sums += scaled
      products += scaled * normalized
      i &+= 16
    }
    var sum = sums.sum()
    var product = products.sum()
    while i < width {
      let normalized = (source[i] - mean) * scale
      let scaled = dOut[i] * gain[i]
      sum += scaled
      product += scaled * normalized
      i &+= 1
    }
    return (sum, product)
  }
}

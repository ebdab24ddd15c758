/// Root-mean-square normalization (Zhang and Sennrich 2019, arXiv 1910.07467, equation 4).
///
/// Each row x of width D becomes `gain · x / √(mean(x²) + ε)`: layer normalization without the mean
/// and without the bias.
public enum RMSNormalizationKernel {
  /// Normalizes the rows of x and keeps, for each row, its 1/√(mean(x²) + ε).
  ///
  /// - Parameter gainOffset: added to each gain: 1 where gains are kept as what they add to 1, as in
  ///   Gemma, so that weight decay pulls them to 1.
  /// - Shape: x and out are (rows, width); gain (width); scales (rows).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, gain: UnsafePointer<Scalar>,
    into out: UnsafeMutablePointer<Scalar>, scales: UnsafeMutablePointer<Scalar>,
    rows: Int, width: Int, epsilon: Scalar, gainOffset: Scalar = 0
  ) {
    for row in 0..<rows {
      let source = x + row &* width
      let target = out + row &* width
      let square = VectorKernels.dot(source, source, count: width) / Scalar(width)
      let scale = 1 / (square + epsilon).squareRoot()
      for i in 0..<width { target[i] = source[i] * scale * (gainOffset + gain[i]) }
      scales[row] = scale
    }
  }

  /// From ∂L/∂out to ∂L/∂x and ∂L/∂gain, which is added to; nil for a gain that is not trained.
  ///
  /// With n = x·scale and g = gain · ∂L/∂out: ∂L/∂x = scale · (g − n · mean(g · n)).
  ///
  /// - Parameter accumulating: whether ∂L/∂x is added to what stands there, or overwrites it; the
  ///   gradients of the parameters are always added to.
  /// - Shape: outGradient, x and xGradient (rows, width); gain and gainGradient (width); scales
  ///   (rows).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar: TensorScalar>(
    outGradient: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, gain: UnsafePointer<Scalar>,
    scales: UnsafePointer<Scalar>, xGradient: UnsafeMutablePointer<Scalar>, accumulating: Bool,
    gainGradient: UnsafeMutablePointer<Scalar>?, rows: Int, width: Int, gainOffset: Scalar = 0
  ) {
    for row in 0..<rows {
      let source = x + row &* width
      let dOut = outGradient + row &* width
      let dX = xGradient + row &* width
      let scale = scales[row]
      var total = Scalar.zero
      if let gainGradient {
        total = gradients(
          dOut, source, gain: gain, scale: scale, into: gainGradient, width: width,
          gainOffset: gainOffset)
      } else {
        // Σ g · n alone.
        var products = SIMD16<Scalar>.zero
        var i = 0
        while i &+ 16 <= width {
          products +=
            VectorKernels.load16(dOut + i) * VectorKernels.load16(source + i) * scale
            * (gainOffset + VectorKernels.load16(gain + i))
          i &+= 16
        }
        total = products.sum()
        while i < width {
          total += dOut[i] * source[i] * scale * (gainOffset + gain[i])
          i &+= 1
        }
      }
      // n · mean(g · n), n written as x · scale.
      let pull = scale * total / Scalar(width)
      if accumulating {
        for i in 0..<width {
          dX[i] += (dOut[i] * (gainOffset + gain[i]) - source[i] * pull) * scale
        }
      } else {
        for i in 0..<width { dX[i] = (dOut[i] * (gainOffset + gain[i]) - source[i] * pull) * scale }
      }
    }
  }

  /// Adds a row's part of ∂L/∂gain; returns Σ g · n.
  @inline(__always)
  private static func gradients<Scalar: TensorScalar>(
    _ dOut: UnsafePointer<Scalar>, _ source: UnsafePointer<Scalar>, gain: UnsafePointer<Scalar>,
    scale: Scalar, into gainGradient: UnsafeMutablePointer<Scalar>, width: Int, gainOffset: Scalar
  ) -> Scalar {
    var products = SIMD16<Scalar>.zero
    var i = 0
    while i &+ 16 <= width {
      let product = VectorKernels.load16(dOut + i) * VectorKernels.load16(source + i) * scale
      products += product * (gainOffset + VectorKernels.load16(gain + i))
      VectorKernels.store16(
        VectorKernels.load16(gainGradient + i) + product, to: gainGradient + i)
      i &+= 16
    }
    var total = products.sum()
    while i < width {
      let product = dOut[i] * source[i] * scale
      total += product * (gainOffset + gain[i])
      gainGradient[i] += product
      i &+= 1
    }
    return total
  }
}

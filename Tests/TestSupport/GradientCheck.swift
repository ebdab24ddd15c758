import Groundwork

/// The result of holding a gradient against finite differences.
public struct GradientCheck: CustomStringConvertible {
  /// ‖analytic − numeric‖ / (‖analytic‖ + ‖numeric‖), Frobenius.
  public let relativeError: Double
  public let worstIndex: Int
  public let analytic: Double
  public let numeric: Double

  public var description: String {
    "relative error \(relativeError); worst at \(worstIndex): \(analytic), by differences \(numeric)"
  }

  /// Compares a gradient with central differences of a loss, element by element.
  ///
  /// In Float64 with a step of 1e-5 the differences themselves are good to about 1e-9.
  ///
  /// - Parameters:
  ///   - values: what to vary, in place; left as it was.
  ///   - gradient: the analytic gradient, copied before the loss runs again.
  ///   - loss: computes the loss from the present values.
  public static func of(
    values: BufferSlice<Double>, gradient: [Double], step: Double = 1e-5, loss: () -> Double
  ) -> GradientCheck {
    var difference = 0.0
    var norms = (0.0, 0.0)
    var worst = (index: 0, gap: -1.0, analytic: 0.0, numeric: 0.0)
    for i in 0..<values.count {
      let kept = values[i]
      values[i] = kept + step
      let above = loss()
      values[i] = kept - step
      let below = loss()
      values[i] = kept
      let numeric = (above - below) / (2 * step)
      let gap = abs(numeric - gradient[i])
      difference += gap * gap
      norms.0 += gradient[i] * gradient[i]
      norms.1 += numeric * numeric
      if gap > worst.gap { worst = (i, gap, gradient[i], numeric) }
    }
    let total = norms.0.squareRoot() + norms.1.squareRoot()
    return GradientCheck(
      relativeError: total > 0 ? difference.squareRoot() / total : difference.squareRoot(),
      worstIndex: worst.index, analytic: worst.analytic, numeric: worst.numeric)
  }
}

extension BufferSlice where Element == Double {
  /// Fills the slice with draws from N(0, deviation²).
  public func fillNormal(_ stream: inout RandomStream, deviation: Double = 1) {
    for i in 0..<count { self[i] = deviation * stream.normal() }
  }
}

import Groundwork
import RealModule

/// The cosines and sines of rotary positions (Su et al. 2021, arXiv 2104.09864, equation 15).
///
/// Pair i of a head of width d turns by position · base^(−2i/d).
///
/// - Shape: cosines and sines are (positionCount, headWidth/2).
public struct RotaryTable<Scalar: TensorScalar>: Sendable {
  public let cosines: BufferSlice<Scalar>
  public let sines: BufferSlice<Scalar>
  public let positionCount: Int
  public let headWidth: Int

  /// Plans and fills a table.
  ///
  /// Frequencies and angles are rounded to Float32, whatever the scalar, as Hugging Face's
  /// transformers does: at position 2,000 the rounding shows in the fourth decimal of an angle, and
  /// models are trained with it.
  ///
  /// - Precondition: an even `headWidth`.
  public init(arena: Arena, positionCount: Int, headWidth: Int, base: Double) {
    precondition(headWidth % 2 == 0, "rotary positions turn pairs: the head width must be even")
    self.positionCount = positionCount
    self.headWidth = headWidth
    let half = headWidth / 2
    cosines = arena.allocate(positionCount * half, of: 0)
    sines = arena.allocate(positionCount * half, of: 0)
    guard !arena.isDryRun else { return }
    for i in 0..<half {
      let frequency = 1 / Float.pow(Float(base), Float(2 * i) / Float(headWidth))
      for position in 0..<positionCount {
        let angle = Double(Float(position) * frequency)
        cosines[position * half + i] = Scalar(Double.cos(angle))
        sines[position * half + i] = Scalar(Double.sin(angle))
      }
    }
  }
}

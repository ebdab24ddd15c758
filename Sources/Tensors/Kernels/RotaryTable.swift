import Groundwork
import RealModule

/// The cosines and sines of rotary positions (Su et al. 2021, arXiv 2104.09864, equation 15).
///
/// Pair i of the d elements that are turned goes round by position · base^(−2i/d), or by what a
/// scaling makes of that frequency.
///
/// - Shape: cosines and sines are (positionCount, turnedWidth/2).
public struct RotaryTable<Scalar: TensorScalar>: Sendable {
  public let cosines: BufferSlice<Scalar>
  public let sines: BufferSlice<Scalar>
  public let positionCount: Int
  public let headWidth: Int
  /// The elements of each head that are turned, the first ones.
  public let turnedWidth: Int

  /// Plans and fills a table.
  ///
  /// Frequencies and angles are rounded to Float32, whatever the scalar, as Hugging Face's
  /// transformers does: at position 2,000 the rounding shows in the fourth decimal of an angle, and
  /// models are trained with it.
  ///
  /// - Parameter turnedWidth: nil for the whole head.
  /// - Precondition: an even `turnedWidth`, no larger than the head.
  public init(
    arena: Arena, positionCount: Int, headWidth: Int, turnedWidth: Int? = nil, base: Double,
    scaling: RotaryScaling = .none
  ) {
    let turned = turnedWidth ?? headWidth
    precondition(
      turned % 2 == 0 && turned <= headWidth,
      "rotary positions turn pairs of a head's elements: their number must be even")
    self.positionCount = positionCount
    self.headWidth = headWidth
    self.turnedWidth = turned
    let half = turned / 2
    cosines = arena.allocate(positionCount * half, of: 0)
    sines = arena.allocate(positionCount * half, of: 0)
    guard !arena.isDryRun else { return }
    let frequencies = scaling.frequencies(width: turned, base: base)
    let factor = scaling.lengthening
    for (i, frequency) in frequencies.enumerated() {
      for position in 0..<positionCount {
        let angle = Double(Float(position) * frequency)
        cosines[position * half + i] = Scalar(factor * Double.cos(angle))
        sines[position * half + i] = Scalar(factor * Double.sin(angle))
      }
    }
  }
}

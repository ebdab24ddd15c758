import ExerciseKit

/// The known mistakes of exercise 6.4.
public var offsetQuantizeMistakes: [KnownMistake<Chapter06.OffsetQuantize>] {
  /// Codes for a grid of the given beginning and step; what does not fit is cut to 0 and 15.
  func wrong(
    _ sentence: String,
    grid: @escaping (_ lowest: Float, _ highest: Float) -> (minimum: Float, scale: Float) = {
      ($0, ($1 - $0) / 15)
    },
    rounding: FloatingPointRoundingRule = .toNearestOrAwayFromZero,
    origin: @escaping (_ minimum: Float) -> Float = { $0 }
  ) -> KnownMistake<Chapter06.OffsetQuantize> {
    KnownMistake(sentence) { weights in
      let (minimum, scale) = grid(weights.min() ?? 0, weights.max() ?? 0)
      guard scale > 0, weights.min() != weights.max() else {
        return try offsetQuantize(weights)
      }
      let codes = weights.map { (($0 - origin(minimum)) / scale).rounded(rounding) }
      return (scale, minimum, codes.map { UInt8(max(0, min(15, $0))) })
    }
  }
  return [
    wrong(
      "you divided by 16: sixteen codes have fifteen steps between them",
      grid: { ($0, ($1 - $0) / 16) }),
    wrong(
      "you cut the fraction off: 9.75 steps became 9, not 10", rounding: .towardZero),
    wrong(
      "you counted the steps from zero: they begin at the smallest weight", origin: { _ in 0 }),
    wrong(
      "you centred the grid on zero: on one side no weight uses it",
      grid: { lowest, highest in
        let largest = max(abs(lowest), abs(highest))
        return (-largest, 2 * largest / 15)
      }),
    wrong(
      "you began the grid at zero: all negative weights get the same code",
      grid: { _, highest in (0, highest / 15) }),
  ]
}

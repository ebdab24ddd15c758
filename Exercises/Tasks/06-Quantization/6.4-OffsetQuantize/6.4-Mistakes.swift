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
    wrong(
      "you divided by 14: from code 0 to code 15 it is fifteen steps",
      grid: { ($0, ($1 - $0) / 14) }),
    wrong(
      "you divided by 255: four bits have the codes 0 to 15", grid: { ($0, ($1 - $0) / 255) }),
    wrong("you rounded up, which moves all weights the same way", rounding: .up),
    wrong(
      "you divided the largest weight by 15: the steps go from the smallest to the largest",
      grid: { ($0, abs($1) / 15) }),
    wrong(
      "you added smallest and largest: the range is their difference",
      grid: { ($0, ($1 + $0) / 15) }),
    KnownMistake("you counted down from the largest: code 0 is the smallest weight") { weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (scale, minimum, scale > 0 ? codes.map { 15 - $0 } : codes)
    },
    KnownMistake("you returned the largest weight for the minimum") { weights in
      let (scale, _, codes) = try offsetQuantize(weights)
      return (scale, weights.max() ?? 0, codes)
    },
    KnownMistake(answer: "you gave equal weights the minimum 0: it is their value") { weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (scale, scale > 0 ? minimum : 0, codes)
    },
    KnownMistake("you returned the minimum in steps: it is a weight") { weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (scale, scale > 0 ? minimum / scale : minimum, codes)
    },
    KnownMistake(
      "you returned the minimum with its sign turned: a weight is minimum + scale · code"
    ) {
      weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (scale, -minimum, codes)
    },
    KnownMistake("you returned 1 / scale: that is what to multiply by") { weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (scale > 0 ? 1 / scale : 0, minimum, codes)
    },
    KnownMistake(answer: "you gave equal weights the scale 1: where nothing differs it is 0") {
      weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (scale > 0 ? scale : 1, minimum, codes)
    },
    KnownMistake("you gave the range for the scale: a step is a fifteenth of it") { weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (scale * 15, minimum, codes)
    },
    KnownMistake("your codes begin at 1: the smallest weight has the code 0") { weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (scale, minimum, scale > 0 ? codes.map { min(15, $0 + 1) } : codes)
    },
    KnownMistake("you returned the mean for the minimum") { weights in
      let (scale, _, codes) = try offsetQuantize(weights)
      return (scale, weights.reduce(0, +) / Float(max(1, weights.count)), codes)
    },
    KnownMistake("you divided by 16 steps and let a code become 16: a nibble ends at 15") {
      weights in
      let minimum = weights.min() ?? 0
      let scale = ((weights.max() ?? 0) - minimum) / 16
      guard scale > 0 else { return (0, minimum, weights.map { _ in 0 }) }
      return (scale, minimum, weights.map { UInt8((($0 - minimum) / scale).rounded()) })
    },
    KnownMistake(
      "your minimum is never above 0: a grid begins at the smallest weight, wherever it is"
    ) {
      weights in
      let minimum = min(0, weights.min() ?? 0)
      let scale = ((weights.max() ?? 0) - minimum) / 15
      guard scale > 0 else { return (0, minimum, weights.map { _ in 0 }) }
      return (scale, minimum, weights.map { UInt8((($0 - minimum) / scale).rounded()) })
    },
    KnownMistake("you did not subtract the minimum: code 0 is the smallest weight") {
      weights in
      let minimum = weights.min() ?? 0
      let scale = ((weights.max() ?? 0) - minimum) / 15
      guard scale > 0 else { return (0, minimum, weights.map { _ in 0 }) }
      return (scale, minimum, weights.map { UInt8(max(0, ($0 / scale).rounded())) })
    },
    KnownMistake("you gave the minimum in steps: it is a weight") {
      weights in
      let right = try offsetQuantize(weights)
      let steps = right.scale > 0 ? (right.minimum / right.scale).rounded() : right.minimum
      return (right.scale, steps, right.codes)
    },
    KnownMistake("you took the largest weight for the range: it is largest less smallest") {
      weights in
      let minimum = weights.min() ?? 0
      let scale = (weights.max() ?? 0) / 15
      guard scale > 0, weights.contains(where: { $0 != minimum }) else {
        return (0, minimum, weights.map { _ in 0 })
      }
      return (scale, minimum, weights.map { UInt8((($0 - minimum) / scale).rounded()) })
    },
    wrong(
      "you scaled for three bits: from code 0 to code 15 it is fifteen steps",
      grid: { ($0, ($1 - $0) / 7) }),
    KnownMistake("you took the smallest magnitude: the minimum may be negative") { weights in
      let minimum = weights.map { abs($0) }.min() ?? 0
      let scale = ((weights.max() ?? 0) - minimum) / 15
      guard scale > 0 else { return (0, minimum, weights.map { _ in 0 }) }
      let codes = weights.map { (($0 - minimum) / scale).rounded() }
      return (scale, minimum, codes.map { UInt8(max(0, min(15, $0))) })
    },
    KnownMistake("you returned the middle of the range for the minimum") { weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (scale, minimum + 7.5 * scale, codes)
    },
    wrong(
      "you added the ends' magnitudes: the range is largest less smallest",
      grid: { ($0, (abs($1) + abs($0)) / 15) }),
    KnownMistake("you took the first weight for the smallest") { weights in
      let minimum = weights.first ?? 0
      let scale = ((weights.max() ?? 0) - minimum) / 15
      guard scale > 0 else { return (0, minimum, weights.map { _ in 0 }) }
      let codes = weights.map { (($0 - minimum) / scale).rounded() }
      return (scale, minimum, codes.map { UInt8(max(0, min(15, $0))) })
    },
    KnownMistake("you rounded the minimum to a multiple of the scale: the smallest weight is it") {
      weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      guard scale > 0 else { return (scale, minimum, codes) }
      let start = (minimum / scale).rounded() * scale
      let moved = weights.map { (($0 - start) / scale).rounded() }
      return (scale, start, moved.map { UInt8(max(0, min(15, $0))) })
    },
    KnownMistake("your codes wrap around, as numbers from −8 to 7 do: they go from 0 to 15") {
      weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (scale, minimum, scale > 0 ? codes.map { $0 &- 8 } : codes)
    },
    KnownMistake("scale and minimum stand in each other's places") { weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      return (minimum, scale, codes)
    },
    KnownMistake("you counted sixteen bins, not fifteen steps: codes are rounded") { weights in
      let (scale, minimum, codes) = try offsetQuantize(weights)
      guard scale > 0 else { return (scale, minimum, codes) }
      let bins = weights.map { min(15, ($0 - minimum) / (15 * scale) * 16) }
      return (scale, minimum, bins.map { UInt8($0) })
    },
  ]
}

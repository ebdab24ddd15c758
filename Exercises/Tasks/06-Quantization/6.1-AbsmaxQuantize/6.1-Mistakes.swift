import ExerciseKit

/// The known mistakes of exercise 6.1.
public var absmaxQuantizeMistakes: [KnownMistake<Chapter06.AbsmaxQuantize>] {
  [
    KnownMistake("you cut the fraction off: 44.9 became 44, not 45") { weights in
      quantize(weights, by: largest(weights) / 127) { $0.rounded(.towardZero) }
    },
    KnownMistake("you rounded down, which moves all weights the same way") { weights in
      quantize(weights, by: largest(weights) / 127) { $0.rounded(.down) }
    },
    KnownMistake("you divided by 128, but Int8 ends at 127: the largest weight does not fit") {
      weights in
      quantize(weights, by: largest(weights) / 128) { $0.rounded() }
    },
    KnownMistake(
      "you took the largest weight, not the largest magnitude: large negative ones are lost"
    ) { weights in
      quantize(weights, by: (weights.max() ?? 0) / 127) { $0.rounded() }
    },
    KnownMistake("you returned 127 / largest: that is what to multiply by, not the scale") {
      weights in
      let (scale, integers) = try absmaxQuantize(weights)
      return (scale > 0 ? 1 / scale : 0, integers)
    },
  ]
}

private func largest(_ weights: [Float]) -> Float { weights.map { abs($0) }.max() ?? 0 }

/// Quantizes with a given scale and rounding; what does not fit is cut to the ends of `Int8`.
private func quantize(
  _ weights: [Float], by scale: Float, rounding: (Float) -> Float
) -> (scale: Float, integers: [Int8]) {
  guard scale > 0 else { return (0, weights.map { _ in 0 }) }
  return (scale, weights.map { Int8(max(-128, min(127, rounding($0 / scale)))) })
}

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
    KnownMistake("you divided by 255: from −127 to 127 the largest magnitude takes 127 steps") {
      weights in
      quantize(weights, by: largest(weights) / 255) { $0.rounded() }
    },
    KnownMistake(
      "you took the whole range, largest less smallest, over 255: this grid is symmetric"
    ) {
      weights in
      quantize(weights, by: ((weights.max() ?? 0) - (weights.min() ?? 0)) / 255) { $0.rounded() }
    },
    KnownMistake("you took the whole range, largest less smallest: the largest magnitude counts") {
      weights in
      quantize(weights, by: ((weights.max() ?? 0) - (weights.min() ?? 0)) / 127) { $0.rounded() }
    },
    KnownMistake("you rounded up, which moves all weights the same way") { weights in
      quantize(weights, by: largest(weights) / 127) { $0.rounded(.up) }
    },
    KnownMistake("you returned the largest magnitude: the scale is a 127th of it") { weights in
      (largest(weights), try absmaxQuantize(weights).integers)
    },
    KnownMistake("you lost the signs: negative weights have negative integers") { weights in
      let (scale, integers) = try absmaxQuantize(weights)
      return (scale, integers.map { max(-127, $0) < 0 ? -max(-127, $0) : $0 })
    },
    KnownMistake(answer: "you gave a group of zeros a scale other than 0") { weights in
      largest(weights) > 0 ? try absmaxQuantize(weights) : (1, weights.map { _ in 0 })
    },
    KnownMistake("you multiplied by the scale: dividing by it gives the integers") { weights in
      let scale = largest(weights) / 127
      return (
        scale, quantize(weights.map { $0 * scale * scale }, by: scale) { $0.rounded() }.integers
      )
    },
    KnownMistake("you took the mean magnitude for the largest: most weights do not fit") {
      weights in
      let mean = weights.map { abs($0) }.reduce(0, +) / Float(max(1, weights.count))
      return quantize(weights, by: mean / 127) { $0.rounded() }
    },
    KnownMistake("you took 7 bits less one: 63, where Int8 reaches 127") { weights in
      quantize(weights, by: largest(weights) / 63) { $0.rounded() }
    },
    KnownMistake("you divided by 126: the largest magnitude takes 127 steps") { weights in
      quantize(weights, by: largest(weights) / 126) { $0.rounded() }
    },
    KnownMistake("you took the smallest magnitude: the scale belongs to the largest") { weights in
      quantize(weights, by: (weights.map { abs($0) }.min() ?? 0) / 127) { $0.rounded() }
    },
    KnownMistake("you took the first weight for the largest") { weights in
      quantize(weights, by: abs(weights.first ?? 0) / 127) { $0.rounded() }
    },
    KnownMistake("you took the last weight for the largest") { weights in
      quantize(weights, by: abs(weights.last ?? 0) / 127) { $0.rounded() }
    },
    KnownMistake("you added the magnitudes: the largest alone decides") { weights in
      quantize(weights, by: weights.map { abs($0) }.reduce(0, +) / 127) { $0.rounded() }
    },
    KnownMistake("you took 7 for the largest integer: that is four bits") {
      weights in
      let scale = largest(weights) / 7
      guard scale > 0 else { return (0, weights.map { _ in 0 }) }
      return (scale, weights.map { Int8(($0 / scale).rounded()) })
    },
    KnownMistake("you added a half and cut off, which moves negative weights up: use rounded()") {
      weights in
      quantize(weights, by: largest(weights) / 127) { ($0 + 0.5).rounded(.towardZero) }
    },
    KnownMistake("you took the weights to lie from −1 to 1: the largest magnitude decides") {
      weights in
      let (scale, integers) = quantize(weights, by: 1 / 127) { max(-127, $0.rounded()) }
      return (largest(weights) > 0 ? scale : 0, integers)
    },
    KnownMistake("you gave each sign a scale of its own: a group has one") { weights in
      let ends = (high: weights.max() ?? 0, low: -(weights.min() ?? 0))
      let integers = weights.map { weight in
        let end = weight > 0 ? ends.high : ends.low
        return end > 0 ? Int8((weight / end * 127).rounded()) : 0
      }
      return (largest(weights) / 127, integers)
    },
    KnownMistake("you left the largest magnitude out as an outlier: it has to become 127 or −127") {
      weights in
      let second = weights.map { abs($0) }.sorted().dropLast().last ?? 0
      return quantize(weights, by: second / 127) { max(-127, $0.rounded()) }
    },
    KnownMistake("you took the root of the mean square: the largest magnitude alone decides") {
      weights in
      let squares = weights.map { $0 * $0 }.reduce(0, +) / Float(max(1, weights.count))
      return quantize(weights, by: squares.squareRoot() / 127) { max(-127, $0.rounded()) }
    },
    KnownMistake("you subtracted the mean first: this grid is symmetric about zero") { weights in
      let mean = weights.reduce(0, +) / Float(max(1, weights.count))
      return try absmaxQuantize(weights.map { $0 - mean })
    },
    KnownMistake("you took half of the range for the largest magnitude") { weights in
      let range = (weights.max() ?? 0) - (weights.min() ?? 0)
      return quantize(weights, by: range / 2 / 127) { max(-127, $0.rounded()) }
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

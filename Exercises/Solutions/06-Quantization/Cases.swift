import ExerciseKit
import Exercises06

/// The chapter's exercises with the learner's answers, the solutions and the known mistakes.
public var cases: [ExerciseCase] {
  [
    ExerciseCase(
      Chapter06.absmaxQuantize, learner: Exercises06.absmaxQuantize, solution: absmaxQuantize,
      mistakes: [
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
      ]),
    ExerciseCase(
      Chapter06.quantizedSize,
      learner: Exercises06.quantizedSize(parameters:bits:groupSize:scaleBits:deviceBytes:),
      solution: quantizedSize(parameters:bits:groupSize:scaleBits:deviceBytes:),
      mistakes: [
        KnownMistake("you left the scales out") { parameters, bits, _, _, deviceBytes in
          size(parameters * bits / 8, deviceBytes)
        },
        KnownMistake("you gave every weight a scale of its own, not every group") {
          parameters, bits, _, scaleBits, deviceBytes in
          size(parameters * (bits + scaleBits) / 8, deviceBytes)
        },
        KnownMistake("you counted bits, not bytes") {
          parameters, bits, groupSize, scaleBits, deviceBytes in
          size(parameters * (bits + scaleBits / groupSize), deviceBytes)
        },
        KnownMistake("you rounded the devices to the nearest number: a third of one is one more") {
          parameters, bits, groupSize, scaleBits, deviceBytes in
          let bytes = parameters * (bits + scaleBits / groupSize) / 8
          return (bytes, max(1, (bytes / deviceBytes).rounded()))
        },
        KnownMistake("you returned a fraction of a device; devices come whole") {
          parameters, bits, groupSize, scaleBits, deviceBytes in
          let bytes = parameters * (bits + scaleBits / groupSize) / 8
          return (bytes, bytes / deviceBytes)
        },
      ]),
    ExerciseCase(
      Chapter06.unpackNibbles, learner: Exercises06.unpackNibbles(_:scale:),
      solution: unpackNibbles(_:scale:),
      mistakes: [
        KnownMistake("you still put the two weights of a byte next to each other") { bytes, scale in
          bytes.flatMap { [(Float($0 & 0xF) - 8) * scale, (Float($0 >> 4) - 8) * scale] }
        },
        KnownMistake("you took the high halves first: the low four bits hold weight j") {
          bytes, scale in
          (bytes.map { $0 >> 4 } + bytes.map { $0 & 0xF }).map { (Float($0) - 8) * scale }
        },
        KnownMistake("you read the codes as two's complement: here 8 stands for 0, not for −8") {
          bytes, scale in
          (bytes.map { $0 & 0xF } + bytes.map { $0 >> 4 }).map {
            Float($0 < 8 ? Int($0) : Int($0) - 16) * scale
          }
        },
        KnownMistake("you forgot to subtract 8: no weight is negative any more") { bytes, scale in
          (bytes.map { $0 & 0xF } + bytes.map { $0 >> 4 }).map { Float($0) * scale }
        },
      ]),
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

private func size(_ bytes: Double, _ deviceBytes: Double) -> (bytes: Double, devices: Double) {
  (bytes, (bytes / deviceBytes).rounded(.up))
}

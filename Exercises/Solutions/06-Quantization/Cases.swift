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
    offsetQuantizeCase, stepTimeCase,
  ]
}

private var offsetQuantizeCase: ExerciseCase {
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
  return ExerciseCase(
    Chapter06.offsetQuantize, learner: Exercises06.offsetQuantize, solution: offsetQuantize,
    mistakes: [
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
    ])
}

private var stepTimeCase: ExerciseCase {
  typealias Answer = (seconds: Double, tokensPerSecond: Double, turningPoint: Double)
  /// From the seconds of reading all weights, those of computing for one sequence, and the sequences.
  func wrong(
    _ sentence: String, bitsPerByte: Double = 8, operations: Double = 2,
    _ answer: @escaping (_ reading: Double, _ computing: Double, _ sequences: Double) -> Answer = {
      (max($0, $1 * $2), $2 / max($0, $1 * $2), $0 / $1)
    }
  ) -> KnownMistake<Chapter06.StepTime> {
    KnownMistake(sentence) { parameters, bits, sequences, bytesPerSecond, operationsPerSecond in
      answer(
        parameters * bits / bitsPerByte / bytesPerSecond,
        operations * parameters / operationsPerSecond, sequences)
    }
  }
  return ExerciseCase(
    Chapter06.stepTime,
    learner: Exercises06.stepTime(
      parameters:bits:sequences:bytesPerSecond:operationsPerSecond:),
    solution: stepTime(parameters:bits:sequences:bytesPerSecond:operationsPerSecond:),
    mistakes: [
      wrong("you added reading and computing: the device does both at once") {
        ($0 + $1 * $2, $2 / ($0 + $1 * $2), $0 / $1)
      },
      wrong("you left computing out: many sequences make it the slower part") {
        ($0, $2 / $0, $0 / $1)
      },
      wrong("you read the weights once for each sequence: one reading serves all of them") {
        (max($0, $1) * $2, 1 / max($0, $1), $0 / $1)
      },
      wrong("you counted the tokens of one sequence: each of them gets one a step") {
        (max($0, $1 * $2), 1 / max($0, $1 * $2), $0 / $1)
      },
      wrong("you took bits for bytes", bitsPerByte: 1),
      wrong("you counted 6 operations: that is training; generating takes 2", operations: 6),
      wrong("you turned the turning point over: it is reading by computing") {
        (max($0, $1 * $2), $2 / max($0, $1 * $2), $1 / $0)
      },
    ])
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

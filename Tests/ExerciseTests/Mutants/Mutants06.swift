import ExerciseKit
import Foundation
import Tasks06

/// Wrong answers to the exercises of chapter 6.
var mutants06: [Mutants] {
  [absmaxQuantizeMutants, quantizedSizeMutants, unpackNibblesMutants, offsetQuantizeMutants]
    + [stepTimeMutants]
}

private var absmaxQuantizeMutants: Mutants {
  Mutants(
    "6.1", Chapter06.absmaxQuantize, solution: absmaxQuantize, mistakes: absmaxQuantizeMistakes,
    inputs: ["weights"],
    [
      "a half added, then cut off, which moves negative weights up": { weights in
        let scale = largest(weights) / 127
        return (scale, weights.map { scale > 0 ? Int8($0 / scale + 0.5) : 0 })
      },
      "weights taken to lie from −1 to 1": { weights in
        guard largest(weights) > 0 else { return (0, weights.map { _ in 0 }) }
        return (1 / 127, weights.map { Int8(max(-127, min(127, ($0 * 127).rounded()))) })
      },
      "a scale for each sign": { weights in
        let (high, low) = (weights.max() ?? 0, -(weights.min() ?? 0))
        let integers = weights.map { weight -> Int8 in
          let own = weight > 0 ? high : low
          return own > 0 ? Int8((weight / own * 127).rounded()) : 0
        }
        return (largest(weights) / 127, integers)
      },
      "the second largest magnitude, an outlier being cut": { weights in
        let second = weights.map { abs($0) }.sorted().dropLast().last ?? largest(weights)
        return clipped(weights, second / 127)
      },
      "the root of the mean square": { weights in
        let squares = weights.map { $0 * $0 }.reduce(0, +)
        return clipped(weights, (squares / Float(max(1, weights.count))).squareRoot() / 127)
      },
      "the mean subtracted first": { weights in
        let mean = weights.reduce(0, +) / Float(max(1, weights.count))
        return try absmaxQuantize(weights.map { $0 - mean })
      },
      "integers in sorted order": { weights in
        let (scale, integers) = try absmaxQuantize(weights)
        return (scale, integers.sorted())
      },
      "weights of 0 left out": { weights in try absmaxQuantize(weights.filter { $0 != 0 }) },
      "the scale rounded to hundredths": { weights in
        let scale = (largest(weights) / 127 * 100).rounded() / 100
        return clipped(weights, scale)
      },
      "half of the range": { weights in
        clipped(weights, ((weights.max() ?? 0) - (weights.min() ?? 0)) / 2 / 127)
      },
      "an empty group has the scale 1": { weights in
        weights.isEmpty ? (1, []) : try absmaxQuantize(weights)
      },
      "the scale squared": { weights in
        let (scale, integers) = try absmaxQuantize(weights)
        return (scale * scale, integers)
      },
    ])
}

private func largest(_ weights: [Float]) -> Float { weights.map { abs($0) }.max() ?? 0 }

private func clipped(_ weights: [Float], _ scale: Float) -> (scale: Float, integers: [Int8]) {
  guard scale > 0 else { return (0, weights.map { _ in 0 }) }
  return (scale, weights.map { Int8(max(-127, min(127, ($0 / scale).rounded()))) })
}

private var quantizedSizeMutants: Mutants {
  @Sendable func size(_ bytes: Double, _ device: Double) -> (bytes: Double, devices: Double) {
    (bytes, (bytes / device).rounded(.up))
  }
  return Mutants(
    "6.2", Chapter06.quantizedSize, solution: quantizedSize, mistakes: quantizedSizeMistakes,
    inputs: ["parameters", "bits", "groupSize", "scaleBits", "deviceBytes"],
    [
      "whole bytes a weight, rounded down": { parameters, bits, group, scale, device in
        size(parameters * ((bits / 8).rounded(.down) + scale / group / 8), device)
      },
      "whole bytes a weight, rounded up": { parameters, bits, group, scale, device in
        size(parameters * ((bits / 8).rounded(.up) + scale / group / 8), device)
      },
      "devices of so many gibibytes": { parameters, bits, group, scale, device in
        let bytes = parameters * (bits + scale / group) / 8
        return (bytes, (bytes / (device / 1e9 * 1_073_741_824)).rounded(.up))
      },
      "gigabytes for bytes": { parameters, bits, group, scale, device in
        let bytes = parameters * (bits + scale / group) / 8
        return (bytes / 1e9, (bytes / device).rounded(.up))
      },
      "one scale for the whole model": { parameters, bits, _, scale, device in
        size((parameters * bits + scale) / 8, device)
      },
      "the group by the scale's bits": { parameters, bits, group, scale, device in
        size(parameters * (bits + (scale > 0 ? group / scale : 0)) / 8, device)
      },
      "a power of two of devices": { parameters, bits, group, scale, device in
        let bytes = parameters * (bits + scale / group) / 8
        return (bytes, exp2(log2((bytes / device).rounded(.up)).rounded(.up)))
      },
      "a spare device": { parameters, bits, group, scale, device in
        let bytes = parameters * (bits + scale / group) / 8
        return (bytes, (bytes / device).rounded(.up) + 1)
      },
      "groups of 32, whatever is asked": { parameters, bits, _, scale, device in
        size(parameters * (bits + scale / 32) / 8, device)
      },
      "scales as a share of the weights' bits": { parameters, bits, group, scale, device in
        size(parameters * bits * (1 + scale / group) / 8, device)
      },
      "scales of 16 bits, whatever is asked": { parameters, bits, group, _, device in
        size(parameters * (bits + 16 / group) / 8, device)
      },
      "devices of 40 GB, whatever is asked": { parameters, bits, group, scale, _ in
        size(parameters * (bits + scale / group) / 8, 40e9)
      },
    ])
}

private var unpackNibblesMutants: Mutants {
  Mutants(
    "6.3", Chapter06.unpackNibbles, solution: unpackNibbles(_:scale:),
    mistakes: unpackNibblesMistakes, inputs: ["bytes", "scale"],
    [
      "8 less the code": { bytes, scale in
        try unpackNibbles(bytes, scale: scale).map { -$0 }
      },
      "a signed shift of the high half": { bytes, scale in
        bytes.map { (Float($0 & 0xF) - 8) * scale }
          + bytes.map { (Float(Int8(bitPattern: $0) >> 4) - 8) * scale }
      },
      "a shift by three": { bytes, scale in
        (bytes.map { $0 & 0xF } + bytes.map { ($0 & 0xF0) >> 3 }).map { (Float($0) - 8) * scale }
      },
      "bytes of even places first": { bytes, scale in
        let even = bytes.indices.filter { $0 % 2 == 0 }.map { bytes[$0] }
        let odd = bytes.indices.filter { $0 % 2 == 1 }.map { bytes[$0] }
        return try unpackNibbles(even + odd, scale: scale)
      },
      "codes as eighths": { bytes, scale in
        try unpackNibbles(bytes, scale: scale / 8)
      },
      "the last byte left out": { bytes, scale in
        try unpackNibbles(Array(bytes.dropLast()), scale: scale)
      },
      "the scale on the low halves alone": { bytes, scale in
        bytes.map { (Float($0 & 0xF) - 8) * scale } + bytes.map { Float($0 >> 4) - 8 }
      },
      "the offset on the low halves alone": { bytes, scale in
        bytes.map { (Float($0 & 0xF) - 8) * scale } + bytes.map { Float($0 >> 4) * scale }
      },
      "signs lost": { bytes, scale in try unpackNibbles(bytes, scale: scale).map { abs($0) } },
      "a whole scale": { bytes, scale in
        try unpackNibbles(bytes, scale: scale.rounded(.towardZero))
      },
      "an offset that wraps around": { bytes, scale in
        (bytes.map { $0 & 0xF } + bytes.map { $0 >> 4 }).map { Float($0 &- 8) * scale }
      },
      "weights of each byte in pairs of pairs": { bytes, scale in
        stride(from: 0, to: bytes.count, by: 2).flatMap { start -> [Float] in
          let pair = bytes[start..<min(start + 2, bytes.count)]
          return (pair.map { $0 & 0xF } + pair.map { $0 >> 4 }).map { (Float($0) - 8) * scale }
        }
      },
    ])
}

private var offsetQuantizeMutants: Mutants {
  Mutants(
    "6.4", Chapter06.offsetQuantize, solution: offsetQuantize, mistakes: offsetQuantizeMistakes,
    inputs: ["weights"],
    [
      "the smallest magnitude for the minimum": { weights in
        let minimum = weights.map { abs($0) }.min() ?? 0
        return coded(weights, minimum, ((weights.max() ?? 0) - minimum) / 15)
      },
      "codes in sorted order": { weights in
        let (scale, minimum, codes) = try offsetQuantize(weights)
        return (scale, minimum, codes.sorted())
      },
      "the middle of the range for the minimum": { weights in
        let (scale, minimum, codes) = try offsetQuantize(weights)
        return (scale, minimum + 7.5 * scale, codes)
      },
      "three bits": { weights in
        let minimum = weights.min() ?? 0
        return coded(weights, minimum, ((weights.max() ?? 0) - minimum) / 7)
      },
      "magnitudes of both ends added for the range": { weights in
        let minimum = weights.min() ?? 0
        return coded(weights, minimum, (abs(weights.max() ?? 0) + abs(minimum)) / 15)
      },
      "the first weight for the smallest": { weights in
        let minimum = weights.first ?? 0
        return coded(weights, minimum, ((weights.max() ?? 0) - minimum) / 15)
      },
      "an empty group has the scale 1": { weights in
        weights.isEmpty ? (1, 0, []) : try offsetQuantize(weights)
      },
      "sixteen bins, not the nearest of sixteen codes": { weights in
        let (scale, minimum, codes) = try offsetQuantize(weights)
        guard scale > 0 else { return (scale, minimum, codes) }
        return (
          scale, minimum, weights.map { UInt8(min(15, ($0 - minimum) / (15 * scale) * 16)) }
        )
      },
      "a minimum that is a multiple of the scale": { weights in
        let (scale, minimum, _) = try offsetQuantize(weights)
        guard scale > 0 else { return try offsetQuantize(weights) }
        return coded(weights, (minimum / scale).rounded() * scale, scale)
      },
      "equal weights get the largest code": { weights in
        let (scale, minimum, codes) = try offsetQuantize(weights)
        return (scale, minimum, scale > 0 ? codes : codes.map { _ in 15 })
      },
      "codes from −8 on, wrapped around": { weights in
        let (scale, minimum, codes) = try offsetQuantize(weights)
        return (scale, minimum, scale > 0 ? codes.map { $0 &- 8 } : codes)
      },
      "scale and minimum in each other's places": { weights in
        let (scale, minimum, codes) = try offsetQuantize(weights)
        return (minimum, scale, codes)
      },
      "the last code left out": { weights in
        let (scale, minimum, codes) = try offsetQuantize(weights)
        return (scale, minimum, codes.dropLast())
      },
    ])
}

private func coded(
  _ weights: [Float], _ minimum: Float, _ scale: Float
) -> (scale: Float, minimum: Float, codes: [UInt8]) {
  guard scale > 0 else { return (0, minimum, weights.map { _ in 0 }) }
  let codes = weights.map { UInt8(max(0, min(15, (($0 - minimum) / scale).rounded()))) }
  return (scale, minimum, codes)
}

private var stepTimeMutants: Mutants {
  typealias Answer = (seconds: Double, tokensPerSecond: Double, turningPoint: Double)
  typealias Given = (
    parameters: Double, bits: Double, sequences: Double, bytes: Double, operations: Double
  )
  /// The right answer with a part of it changed.
  func altered(
    _ change: @escaping @Sendable (inout Answer, Given) -> Void
  ) -> @Sendable (Double, Double, Double, Double, Double) throws -> Answer {
    { parameters, bits, sequences, bytes, operations in
      var answer = try stepTime(
        parameters: parameters, bits: bits, sequences: sequences, bytesPerSecond: bytes,
        operationsPerSecond: operations)
      change(&answer, (parameters, bits, sequences, bytes, operations))
      return answer
    }
  }
  return Mutants(
    "6.5", Chapter06.stepTime, solution: stepTime, mistakes: stepTimeMistakes,
    inputs: ["parameters", "bits", "sequences", "bytesPerSecond", "operationsPerSecond"],
    [
      "seconds for a token": altered { $0.tokensPerSecond = $0.seconds / $1.sequences },
      "whole bytes a weight, rounded up": { parameters, bits, sequences, bytes, operations in
        try stepTime(
          parameters: parameters, bits: (bits / 8).rounded(.up) * 8, sequences: sequences,
          bytesPerSecond: bytes, operationsPerSecond: operations)
      },
      "gibibytes a second": { parameters, bits, sequences, bytes, operations in
        try stepTime(
          parameters: parameters, bits: bits, sequences: sequences,
          bytesPerSecond: bytes * 1.073_741_824, operationsPerSecond: operations)
      },
      "a whole number of sequences at the turning point": altered { answer, _ in
        answer.turningPoint = answer.turningPoint.rounded(.up) + 1
      },
      "operations grow with the square of the sequences": {
        parameters, bits, sequences, bytes, operations in
        let (reading, computing) = (
          parameters * bits / 8 / bytes, 2 * parameters * sequences * sequences / operations
        )
        let seconds = max(reading, computing)
        return (seconds, sequences / seconds, bits / 16 * operations / bytes)
      },
      "the root of the sum of squares": { parameters, bits, sequences, bytes, operations in
        let (reading, computing) = (
          parameters * bits / 8 / bytes, 2 * parameters * sequences / operations
        )
        let seconds = (reading * reading + computing * computing).squareRoot()
        return (seconds, sequences / seconds, bits / 16 * operations / bytes)
      },
      "the mean of reading and computing": { parameters, bits, sequences, bytes, operations in
        let (reading, computing) = (
          parameters * bits / 8 / bytes, 2 * parameters * sequences / operations
        )
        let seconds = (reading + computing) / 2
        return (seconds, sequences / seconds, bits / 16 * operations / bytes)
      },
      "milliseconds": altered { answer, _ in answer.seconds *= 1_000 },
      "bits for bytes at the turning point alone": altered { answer, _ in
        answer.turningPoint *= 8
      },
      "tokens a second as if computing alone took time": altered {
        $0.tokensPerSecond = $1.operations / (2 * $1.parameters)
      },
      "fewer bits computed faster": { parameters, bits, sequences, bytes, operations in
        let (reading, computing) = (
          parameters * bits / 8 / bytes, 2 * parameters * bits / 16 / operations
        )
        let seconds = max(reading, computing * sequences)
        return (seconds, sequences / seconds, reading / computing)
      },
      "the turning point as a difference of times": altered {
        $0.turningPoint =
          $1.parameters * $1.bits / 8 / $1.bytes - 2 * $1.parameters / $1.operations
      },
    ])
}

import ExerciseKit
import Foundation
import Tasks06

/// More wrong answers to the exercises of chapter 6, written without a look at the known mistakes.
var unseen06: [Mutants] { [absmax, sizes, nibbles, offsets, steps] }

/// The nearest integers, kept within the type.
private func integers(
  _ weights: [Float], _ scale: Float, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero,
  adding half: Float = 0
) -> [Int8] {
  weights.map { weight in
    guard scale > 0, weight.isFinite else { return 0 }
    return Int8(max(-127, min(127, (weight / scale + half).rounded(rule))))
  }
}

private func largest(_ weights: some Sequence<Float>) -> Float { weights.map(abs).max() ?? 0 }

private var absmax: Mutants {
  @Sendable func answer(_ weights: [Float], _ scale: Float) -> (scale: Float, integers: [Int8]) {
    (scale, integers(weights, scale))
  }
  return Mutants(
    "6.1", Chapter06.absmaxQuantize, solution: absmaxQuantize, mistakes: absmaxQuantizeMistakes,
    inputs: ["weights"],
    [
      "the search for the largest begins at the second": { weights in
        answer(weights, largest(weights.dropFirst()) / 127)
      },
      "a half added, then the fraction cut off": { weights in
        let scale = largest(weights) / 127
        return (scale, integers(weights, scale, .towardZero, adding: 0.5))
      },
      "the scale rounded up to a power of two": { weights in
        let scale = largest(weights) / 127
        return answer(weights, scale > 0 ? exp2(log2(scale).rounded(.up)) : 0)
      },
      "half the range from smallest to largest": { weights in
        answer(weights, ((weights.max() ?? 0) - (weights.min() ?? 0)) / 254)
      },
      "an epsilon in place of the case of zeros": { weights in
        answer(weights, max(largest(weights), 1e-8) / 127)
      },
      "the reciprocal as the scale": { weights in
        let scale = largest(weights) / 127
        return (scale > 0 ? 1 / scale : 0, integers(weights, scale))
      },
      "255 steps from minus to plus the largest": { weights in
        answer(weights, 2 * largest(weights) / 255)
      },
      "integers rounded down": { weights in
        let scale = largest(weights) / 127
        return (scale, integers(weights, scale, .down))
      },
      "no integers for zeros": { weights in
        let scale = largest(weights) / 127
        return (scale, scale > 0 ? integers(weights, scale) : [])
      },
      "weights are taken to lie between -1 and 1": { weights in
        answer(weights, largest(weights) > 0 ? 1 / 127 : 0)
      },
    ])
}

private var sizes: Mutants {
  @Sendable func answer(
    _ bytes: Double, _ memory: Double
  ) -> (bytes: Double, devices: Double) {
    (bytes, (bytes / memory).rounded(.up))
  }
  return Mutants(
    "6.2", Chapter06.quantizedSize, solution: quantizedSize, mistakes: quantizedSizeMistakes,
    inputs: ["parameters", "bits", "groupSize", "scaleBits", "deviceBytes"],
    [
      "a scale's bits are taken for bytes": { count, bits, group, scale, memory in
        answer(count * bits / 8 + count / group * scale, memory)
      },
      "a device's gigabytes are powers of two": { count, bits, group, scale, memory in
        let bytes = count * (bits + scale / group) / 8
        return (bytes, (bytes / (memory * 1.073_741_824)).rounded(.up))
      },
      "the whole devices and one more": { count, bits, group, scale, memory in
        let bytes = count * (bits + scale / group) / 8
        return (bytes, (bytes / memory).rounded(.down) + 1)
      },
      "an integer division of the scale": { count, bits, group, scale, memory in
        answer(count * (bits + (scale / group).rounded(.down)) / 8, memory)
      },
      "devices for weights without scales": { count, bits, group, scale, memory in
        (count * (bits + scale / group) / 8, (count * bits / 8 / memory).rounded(.up))
      },
      "devices to the nearest whole number": { count, bits, group, scale, memory in
        let bytes = count * (bits + scale / group) / 8
        return (bytes, max(1, (bytes / memory).rounded()))
      },
      "a scale and an offset": { count, bits, group, scale, memory in
        answer(count * (bits + 2 * scale / group) / 8, memory)
      },
      "devices of bits": { count, bits, group, scale, memory in
        let all = count * (bits + scale / group)
        return (all / 8, (all / memory).rounded(.up))
      },
      "one scale for the whole model": { count, bits, _, scale, memory in
        answer((count * bits + scale) / 8, memory)
      },
      "the group by the scale's bits": { count, bits, group, scale, memory in
        answer(count * (bits + (scale > 0 ? group / scale : 0)) / 8, memory)
      },
    ])
}

private var nibbles: Mutants {
  @Sendable func weights(_ codes: [UInt8], _ scale: Float, offset: Float = 8) -> [Float] {
    codes.map { (Float($0) - offset) * scale }
  }
  @Sendable func codes(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { $0 & 0xF } + bytes.map { $0 >> 4 }
  }
  return Mutants(
    "6.3", Chapter06.unpackNibbles, solution: unpackNibbles, mistakes: unpackNibblesMistakes,
    inputs: ["bytes", "scale"],
    [
      "always 32 weights, at places j and j + 16": { bytes, scale in
        var result = [Float](repeating: 0, count: bytes.isEmpty ? 0 : 32)
        for (place, byte) in bytes.prefix(16).enumerated() {
          result[place] = (Float(byte & 0xF) - 8) * scale
          result[place + 16] = (Float(byte >> 4) - 8) * scale
        }
        return result
      },
      "the high halves first": { bytes, scale in
        weights(bytes.map { $0 >> 4 } + bytes.map { $0 & 0xF }, scale)
      },
      "codes as two's complement": { bytes, scale in
        codes(bytes).map { (Float($0) - ($0 < 8 ? 0 : 16)) * scale }
      },
      "an offset of seven and a half": { bytes, scale in
        weights(codes(bytes), scale, offset: 7.5)
      },
      "the high halves from the last byte on": { bytes, scale in
        weights(bytes.map { $0 & 0xF } + bytes.reversed().map { $0 >> 4 }, scale)
      },
      "the offset after the scale": { bytes, scale in
        codes(bytes).map { Float($0) * scale - 8 }
      },
      "a shift that keeps the sign": { bytes, scale in
        let low = bytes.map { (Float($0 & 0xF) - 8) * scale }
        return low + bytes.map { (Float(Int8(bitPattern: $0) >> 4) - 8) * scale }
      },
      "the last byte is left out": { bytes, scale in
        weights(codes(bytes.dropLast()), scale)
      },
      "even places first, then the odd ones": { bytes, scale in
        let right = weights(codes(bytes), scale)
        let even = right.indices.filter { $0.isMultiple(of: 2) }
        return (even + even.map { $0 + 1 }).map { right[$0] }
      },
      "a high half that is not shifted": { bytes, scale in
        weights(bytes.map { $0 & 0xF } + bytes.map { $0 & 0xF0 }, scale)
      },
    ])
}

private typealias Grid = (scale: Float, minimum: Float, codes: [UInt8])

private var offsets: Mutants {
  @Sendable func grid(
    _ weights: [Float], _ minimum: Float, _ scale: Float,
    _ code: (Float) -> Float = { $0.rounded() }
  ) -> Grid {
    let codes = weights.map { weight -> UInt8 in
      guard scale > 0 else { return 0 }
      return UInt8(max(0, min(15, code((weight - minimum) / scale))))
    }
    return (max(0, scale), minimum, codes)
  }
  @Sendable func ends(_ weights: [Float]) -> (low: Float, high: Float) {
    (weights.min() ?? 0, weights.max() ?? 0)
  }
  return Mutants(
    "6.4", Chapter06.offsetQuantize, solution: offsetQuantize, mistakes: offsetQuantizeMistakes,
    inputs: ["weights"],
    [
      "sixteen steps": { weights in
        let (low, high) = ends(weights)
        return grid(weights, low, (high - low) / 16)
      },
      "a grid that holds zero": { weights in
        let (low, high) = ends(weights + [0])
        return grid(weights, low, (high - low) / 15)
      },
      "the largest starts from zero": { weights in
        let (low, high) = (ends(weights).low, ends(weights + [0]).high)
        return grid(weights, low, (high - low) / 15)
      },
      "weight and minimum rounded each by itself": { weights in
        let (low, high) = ends(weights)
        let scale = (high - low) / 15
        let first = scale > 0 ? (low / scale).rounded() : 0
        return grid(weights, low, scale) { steps in
          (steps + (scale > 0 ? low / scale : 0)).rounded() - first
        }
      },
      "the centres of sixteen cells": { weights in
        let (low, high) = ends(weights)
        let scale = (high - low) / 16
        return grid(weights, low + scale / 2, scale)
      },
      "equal weights have the minimum zero": { weights in
        let (low, high) = ends(weights)
        return high > low ? grid(weights, low, (high - low) / 15) : grid(weights, 0, 0)
      },
      "the smallest of none is infinite": { weights in
        let (low, high) = ends(weights)
        return grid(weights, weights.isEmpty ? .infinity : low, (high - low) / 15)
      },
      "equal weights have the scale one": { weights in
        let (low, high) = ends(weights)
        return grid(weights, low, high > low ? (high - low) / 15 : 1)
      },
      "a minimum that is a whole number of steps": { weights in
        let (low, high) = ends(weights)
        let scale = (high - low) / 15
        return grid(weights, scale > 0 ? (low / scale).rounded() * scale : low, scale)
      },
      "steps counted down from the largest": { weights in
        let (low, high) = ends(weights)
        return grid(weights, low, (high - low) / 15) { 15 - $0.rounded() }
      },
    ])
}

private typealias Step = (seconds: Double, tokensPerSecond: Double, turningPoint: Double)

private var steps: Mutants {
  @Sendable func times(
    _ count: Double, _ bits: Double, _ bandwidth: Double, _ operations: Double
  ) -> (reading: Double, computing: Double) {
    (count * bits / 8 / bandwidth, 2 * count / operations)
  }
  @Sendable func step(_ seconds: Double, _ sequences: Double, _ turn: Double) -> Step {
    (seconds, sequences / seconds, turn)
  }
  return Mutants(
    "6.5", Chapter06.stepTime, solution: stepTime, mistakes: stepTimeMistakes,
    inputs: ["parameters", "bits", "sequences", "bytesPerSecond", "operationsPerSecond"],
    [
      "first reading, then computing": { count, bits, sequences, bandwidth, operations in
        let (reading, computing) = times(count, bits, bandwidth, operations)
        return step(reading + computing * sequences, sequences, reading / computing)
      },
      "each sequence reads the weights": { count, bits, sequences, bandwidth, operations in
        let (reading, computing) = times(count, bits, bandwidth, operations)
        let seconds = max(reading, computing) * sequences
        return step(seconds, sequences, reading / computing)
      },
      "one operation a parameter": { count, bits, sequences, bandwidth, operations in
        let (reading, computing) = times(count, bits, bandwidth, 2 * operations)
        return step(max(reading, computing * sequences), sequences, reading / computing)
      },
      "the faster of the two": { count, bits, sequences, bandwidth, operations in
        let (reading, computing) = times(count, bits, bandwidth, operations)
        return step(min(reading, computing * sequences), sequences, reading / computing)
      },
      "the tokens of one sequence": { count, bits, sequences, bandwidth, operations in
        let (reading, computing) = times(count, bits, bandwidth, operations)
        let seconds = max(reading, computing * sequences)
        return (seconds, 1 / seconds, reading / computing)
      },
      "the turning point of this batch": { count, bits, sequences, bandwidth, operations in
        let (reading, computing) = times(count, bits, bandwidth, operations)
        let seconds = max(reading, computing * sequences)
        return step(seconds, sequences, reading / (computing * sequences))
      },
      "fewer bits compute faster": { count, bits, sequences, bandwidth, operations in
        let (reading, computing) = times(count, bits, bandwidth, operations * 16 / bits)
        return step(max(reading, computing * sequences), sequences, reading / computing)
      },
      "the turning point of 16 bits": { count, bits, sequences, bandwidth, operations in
        let (reading, computing) = times(count, bits, bandwidth, operations)
        return step(max(reading, computing * sequences), sequences, operations / bandwidth)
      },
      "tokens as if only reading took time": { count, bits, sequences, bandwidth, operations in
        let (reading, computing) = times(count, bits, bandwidth, operations)
        let seconds = max(reading, computing * sequences)
        return (seconds, sequences / reading, reading / computing)
      },
      "seconds for a token": { count, bits, sequences, bandwidth, operations in
        let (reading, computing) = times(count, bits, bandwidth, operations)
        let seconds = max(reading, computing * sequences)
        return (seconds / sequences, sequences / seconds, reading / computing)
      },
    ])
}

import ExerciseKit
import Foundation

/// A format of at most so many bits a weight, scales included: how weights become bytes, and how they
/// are read again.
public func weightFormat(bitsPerWeight: Double) throws -> Chapter06.WeightFormat {
  // exercise begin 6.6: return a function that packs weights, and one that reads them from the bytes
  // Four bits are the code's; 16 of the rest, gathered over a group, are its scale.
  let group = Int((16 / (bitsPerWeight - 4)).rounded(.up))
  return Chapter06.WeightFormat(
    pack: { weights in
      stride(from: 0, to: weights.count, by: group).flatMap { start in
        packGroup(Array(weights[start..<min(start + group, weights.count)]))
      }
    },
    read: { bytes, count in
      var (weights, place) = ([Float](), 0)
      while weights.count < count {
        let own = min(group, count - weights.count)
        let size = 2 + (own + 1) / 2
        weights += readGroup(bytes[place..<place + size], count: own)
        place += size
      }
      return weights
    })
  // exercise end
}

// exercise help
/// What the sixteen codes stand for, times the scale: those of GGUF's IQ4_NL.
///
/// Weights are nearly normal: most lie near zero, so the values lie closest there.
private let levels: [Float] = [
  -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113,
]

/// A group as two bytes of its scale, a bfloat16, and two codes a byte.
private func packGroup(_ weights: [Float]) -> [UInt8] {
  let scale = stored(bestScale(weights))
  let bits = UInt16(truncatingIfNeeded: scale.bitPattern >> 16)
  let codes = nearestCodes(weights, scale)
  return [UInt8(truncatingIfNeeded: bits), UInt8(bits >> 8)]
    + stride(from: 0, to: codes.count, by: 2).map { place in
      codes[place] | (place + 1 < codes.count ? codes[place + 1] << 4 : 0)
    }
}

private func readGroup(_ bytes: ArraySlice<UInt8>, count: Int) -> [Float] {
  let bits = UInt32(bytes[bytes.startIndex]) | UInt32(bytes[bytes.startIndex + 1]) << 8
  let scale = Float(bitPattern: bits << 16)
  return (0..<count).map { place in
    let byte = bytes[bytes.startIndex + 2 + place / 2]
    return levels[Int(place % 2 == 0 ? byte & 0xF : byte >> 4)] * scale
  }
}

/// The nearest bfloat16: what will be read is what codes are chosen by.
private func stored(_ scale: Float) -> Float {
  Float(bitPattern: (scale.bitPattern &+ 0x8000) & 0xFFFF_0000)
}

/// The code whose level, times the scale, is nearest to each weight.
private func nearestCodes(_ weights: [Float], _ scale: Float) -> [UInt8] {
  guard scale != 0 else { return weights.map { _ in 0 } }
  return weights.map { weight in
    let wanted = weight / scale
    var best = 0
    for code in levels.indices where abs(levels[code] - wanted) < abs(levels[best] - wanted) {
      best = code
    }
    return UInt8(best)
  }
}

/// The scale whose grid leaves the smallest sum of squared errors.
///
/// One that fits the largest weight spends its steps on that alone. A smaller grid cuts it off, and
/// comes nearer to all others. A negative scale gives the longer side to the positive weights.
private func bestScale(_ weights: [Float]) -> Float {
  let largest = weights.map { abs($0) }.max() ?? 0
  guard largest > 0 else { return 0 }
  var best = (scale: Float(0), error: Float.infinity)
  for step in 0..<20 {
    for sign in [Float(1), -1] {
      let tried = stored(sign * largest / 120 * (0.65 + 0.025 * Float(step)))
      let found = nearestCodes(weights, tried).map { levels[Int($0)] }
      // For these codes the best scale is known: a projection.
      let squares = found.reduce(0) { $0 + $1 * $1 }
      let products = zip(weights, found).reduce(0) { $0 + $1.0 * $1.1 }
      for scale in [tried, stored(products / squares)] {
        let error = squaredError(weights, scale)
        if error < best.error { best = (scale, error) }
      }
    }
  }
  return best.scale
}

private func squaredError(_ weights: [Float], _ scale: Float) -> Float {
  zip(weights, nearestCodes(weights, scale)).reduce(0) { sum, pair in
    let error = pair.0 - levels[Int(pair.1)] * scale
    return sum + error * error
  }
}
// exercise end

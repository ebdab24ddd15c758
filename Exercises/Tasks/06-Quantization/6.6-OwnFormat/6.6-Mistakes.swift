import ExerciseKit
import Foundation

/// The known mistakes of exercise 6.6.
public var weightFormatMistakes: [KnownMistake<Chapter06.FormatDesign>] {
  typealias Fault = Chapter06.FormatFault
  return [
    KnownMistake(Fault.oneByte) { Plain(group: groupSize($0), isDense: false).format },
    KnownMistake(Fault.wideScales) { Plain(group: groupSize($0), isWide: true).format },
    KnownMistake(Fault.fixedGroups) { _ in try weightFormat(bitsPerWeight: 4.5) },
    KnownMistake(Fault.oneScale) { _ in Plain(group: .max).format },
    KnownMistake(Fault.shuffled) { bits in
      let right = try weightFormat(bitsPerWeight: bits)
      return Chapter06.WeightFormat(
        pack: right.pack,
        read: { bytes, count in
          // The two weights of a byte in each other's places.
          var weights = try right.read(bytes, count)
          for place in stride(from: 1, to: count, by: 2) { weights.swapAt(place - 1, place) }
          return weights
        })
    },
    KnownMistake(Fault.cut) {
      Plain(group: groupSize($0), rounding: .towardZero).format
    },
    KnownMistake(Fault.lateScale) { Plain(group: groupSize($0), storedFactor: 8.0 / 7).format },
    KnownMistake(Fault.fitted) { Plain(group: groupSize($0)).format },
    KnownMistake(Fault.empty) { Plain(group: groupSize($0), isGuarded: false).format },
  ]
}

private func groupSize(_ bits: Double) -> Int { Int((16 / (bits - 4)).rounded(.up)) }

/// Groups with a scale that fits the largest weight, and one thing wrong.
private struct Plain: Sendable {
  let group: Int
  var isDense = true
  var isWide = false
  var rounding = FloatingPointRoundingRule.toNearestOrAwayFromZero
  /// By which the scale that is stored differs from the one that codes are chosen by.
  var storedFactor: Float = 1
  var isGuarded = true

  var format: Chapter06.WeightFormat {
    Chapter06.WeightFormat(pack: pack, read: read)
  }

  private func groups(_ count: Int) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let size = min(group, count)
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  private func pack(_ weights: [Float]) -> [UInt8] {
    groups(weights.count).flatMap { range -> [UInt8] in
      let own = weights[range]
      let largest = own.max { abs($0) < abs($1) } ?? 0
      let scale = Float(bitPattern: ((largest / -8).bitPattern &+ 0x8000) & 0xFFFF_0000)
      let codes = own.map { weight -> UInt8 in
        guard scale != 0 else { return 8 }
        return UInt8(max(-8, min(7, (weight / scale).rounded(rounding))) + 8)
      }
      // Without a guard 0 / 0 ends as no number in what is read.
      let kept = scale == 0 && !isGuarded ? Float.nan : scale * storedFactor
      let bits = kept.bitPattern
      let head = (isWide ? [0, 8, 16, 24] : [16, 24]).map {
        UInt8(truncatingIfNeeded: bits >> UInt32($0))
      }
      guard isDense else { return head + codes }
      return head
        + stride(from: 0, to: codes.count, by: 2).map { place in
          codes[place] | (place + 1 < codes.count ? codes[place + 1] << 4 : 0)
        }
    }
  }

  private func read(_ bytes: [UInt8], _ count: Int) -> [Float] {
    var place = 0
    func next() -> UInt32 {
      defer { place += 1 }
      return UInt32(bytes[place])
    }
    return groups(count).flatMap { range -> [Float] in
      let bits = (isWide ? [0, 8, 16, 24] : [16, 24]).reduce(UInt32(0)) {
        $0 | next() << UInt32($1)
      }
      let scale = Float(bitPattern: bits)
      if !isDense { return range.map { _ in (Float(next()) - 8) * scale } }
      return stride(from: 0, to: range.count, by: 2).flatMap { start -> [Float] in
        let byte = next()
        let pair = [(Float(byte & 0xF) - 8) * scale, (Float(byte >> 4) - 8) * scale]
        return Array(pair.prefix(range.count - start))
      }
    }
  }
}

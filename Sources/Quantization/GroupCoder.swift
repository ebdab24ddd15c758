import Groundwork
import Tensors

/// Packs and unpacks the weights that share a scale.
struct GroupCoder {
  let format: NumberFormat
  let rounding: RoundingScheme
  private var stream: RandomStream

  init(format: NumberFormat, rounding: RoundingScheme) {
    self.format = format
    self.rounding = rounding
    if case .stochastic(let seed) = rounding {
      stream = RandomStream(seed: seed)
    } else {
      stream = RandomStream(seed: 0)
    }
  }

  mutating func encode(_ weights: ArraySlice<Float>, into bytes: inout [UInt8]) {
    switch format {
    case .float32:
      for weight in weights {
        withUnsafeBytes(of: weight.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    case .float16: for weight in weights { append(HalfPrecision.float16Bits(weight), to: &bytes) }
    case .bfloat16: for weight in weights { append(HalfPrecision.bfloat16Bits(weight), to: &bytes) }
    case .int8:
      // d = amax / 127, q = round(x / d).
      let group = Array(weights) + Array(repeating: 0, count: 32 - weights.count)
      let largest = group.map(abs).max() ?? 0
      let (scale, codes) = quantize(group, fullScale: largest / 127, lowest: -127, highest: 127)
      append(scale, to: &bytes)
      bytes += codes.map { UInt8(bitPattern: Int8($0)) }
    case .int4:
      // d = (the weight of largest magnitude) / −8, so that it gets the code −8 exactly.
      let group = Array(weights) + Array(repeating: 0, count: 32 - weights.count)
      let extreme = group.max { abs($0) < abs($1) } ?? 0
      let (scale, codes) = quantize(group, fullScale: extreme / -8, lowest: -8, highest: 7)
      append(scale, to: &bytes)
      for i in 0..<16 {
        bytes.append(UInt8(codes[i] + 8) | UInt8(codes[i + 16] + 8) << 4)
      }
    }
  }

  /// The scale, as binary16, and the code of each weight.
  private mutating func quantize(
    _ group: [Float], fullScale: Float, lowest: Int, highest: Int
  ) -> (UInt16, [Int]) {
    guard rounding == .leastSquares else {
      let scale = HalfPrecision.float16Bits(fullScale)
      return (scale, codes(group, HalfPrecision.float(float16Bits: scale), lowest, highest))
    }
    var best: (scale: UInt16, codes: [Int], error: Float)?
    for step in 0..<20 {
      let scale = HalfPrecision.float16Bits(fullScale * (1 - 0.02 * Float(step)))
      let width = HalfPrecision.float(float16Bits: scale)
      let codes = codes(group, width, lowest, highest)
      let error = zip(group, codes).reduce(Float(0)) { sum, pair in
        let gap = pair.0 - Float(pair.1) * width
        return sum + gap * gap
      }
      if best.map({ error < $0.error }) ?? true { best = (scale, codes, error) }
    }
    return best.map { ($0.scale, $0.codes) } ?? (0, Array(repeating: 0, count: group.count))
  }

  private mutating func codes(
    _ group: [Float], _ scale: Float, _ lowest: Int, _ highest: Int
  ) -> [Int] {
    guard scale != 0 else { return Array(repeating: 0, count: group.count) }
    return group.map { weight in
      let exact = weight / scale
      let rounded: Float
      if case .stochastic = rounding {
        rounded = (exact + Float(stream.uniform())).rounded(.down)
      } else {
        rounded = (exact + 0.5).rounded(.down)
      }
      // A scale that binary16 rounds to almost nothing makes `exact` overflow.
      guard rounded.isFinite else { return exact > 0 ? highest : lowest }
      return Int(min(max(rounded, Float(lowest)), Float(highest)))
    }
  }

  private func append(_ value: UInt16, to bytes: inout [UInt8]) {
    bytes.append(UInt8(value & 0xFF))
    bytes.append(UInt8(value >> 8))
  }

  /// Unpacks weights of one row, from the beginning of a group on.
  ///
  /// - Shape: out (count); as many packed groups as they take, the last one perhaps in part.
  static func decode(
    _ bytes: UnsafePointer<UInt8>, count: Int, format: NumberFormat,
    into out: UnsafeMutablePointer<Float>
  ) {
    func half(_ place: Int) -> UInt16 { UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8 }
    switch format {
    case .float32:
      for i in 0..<count {
        let low = UInt32(half(4 * i))
        out[i] = Float(bitPattern: low | UInt32(half(4 * i + 2)) << 16)
      }
    case .float16:
      for i in 0..<count { out[i] = HalfPrecision.float(float16Bits: half(2 * i)) }
    case .bfloat16:
      for i in 0..<count { out[i] = HalfPrecision.float(bfloat16Bits: half(2 * i)) }
    case .int8, .int4:
      for group in 0..<((count + 31) / 32) {
        let start = group * format.bytesPerGroup
        let scale = HalfPrecision.float(float16Bits: half(start))
        let codes = bytes + start + 2
        let weights = out + 32 * group
        let size = min(32, count - 32 * group)
        if format == .int8 {
          for i in 0..<size { weights[i] = Float(Int8(bitPattern: codes[i])) * scale }
        } else {
          for i in 0..<size {
            let code = Int(i < 16 ? codes[i] & 15 : codes[i - 16] >> 4) - 8
            weights[i] = Float(code) * scale
          }
        }
      }
    }
  }
}

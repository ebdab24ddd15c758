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
    case .int8, .int4:
      // d = amax / 127, or (the weight of largest magnitude) / −8, so that it gets the code −8 exactly.
      let element = format.element
      guard let shape = element.gridShape else { return }
      let group = Array(weights) + Array(repeating: 0, count: 32 - weights.count)
      let grid = plan(group, element, shape)
      let codes = codes(group, grid.steps[0], shape.codes)
      let start = bytes.count
      bytes += Array(repeating: 0, count: format.bytesPerGroup)
      codes.withUnsafeBufferPointer { codes in
        bytes.withUnsafeMutableBufferPointer { bytes in
          guard let codes = codes.baseAddress, let bytes = bytes.baseAddress else { return }
          element.write(codes, grid, into: bytes + start)
        }
      }
    }
  }

  private func plan(_ group: [Float], _ element: GGUFElement, _ shape: GridShape) -> BlockGrid {
    let planner = GridPlanner(
      element, shape, groupSize: nil,
      choice: rounding == .leastSquares ? .leastSquares : .extremes)
    let ones = [Float](repeating: 1, count: group.count)
    return group.withUnsafeBufferPointer { group in
      ones.withUnsafeBufferPointer { ones in
        guard let weights = group.baseAddress, let ones = ones.baseAddress else {
          return BlockGrid()
        }
        return planner.plan(weights, importance: ones, count: 32)
      }
    }
  }

  private mutating func codes(
    _ group: [Float], _ scale: Float, _ range: ClosedRange<Int>
  ) -> [Int8] {
    guard scale != 0 else { return Array(repeating: 0, count: group.count) }
    let (lowest, highest) = (Float(range.lowerBound), Float(range.upperBound))
    return group.map { weight in
      let exact = weight / scale
      let rounded: Float
      if case .stochastic = rounding {
        rounded = (exact + Float(stream.uniform())).rounded(.down)
      } else {
        rounded = (exact + 0.5).rounded(.down)
      }
      // A scale that binary16 rounds to almost nothing makes `exact` overflow.
      guard rounded.isFinite else { return Int8(exact > 0 ? highest : lowest) }
      return Int8(min(max(rounded, lowest), highest))
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

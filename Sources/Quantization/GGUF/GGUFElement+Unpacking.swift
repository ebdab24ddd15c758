import Tensors

extension GGUFElement {
  /// Unpacks blocks, bit for bit as ggml does.
  ///
  /// - Parameters:
  ///   - bytes: `count` blocks, at any alignment.
  ///   - out: room for `count` · `blockSize` numbers.
  func unpack(
    _ bytes: UnsafePointer<UInt8>, blocks count: Int, into out: UnsafeMutablePointer<Float>
  ) {
    for block in 0..<count {
      let packed = PackedBlock(bytes: bytes + block * bytesPerBlock)
      let out = out + block * blockSize
      switch self {
      case .float32: out[0] = packed.float32(0)
      case .float16: out[0] = packed.half(0)
      case .bfloat16: out[0] = HalfPrecision.float(bfloat16Bits: packed.word(0))
      case .q40: packed.unpack4(codes: 2, scale: packed.half(0), offset: 8, plus: nil, into: out)
      case .q41:
        packed.unpack4(codes: 4, scale: packed.half(0), offset: 0, plus: packed.half(2), into: out)
      case .q50:
        packed.unpack5(high: 2, codes: 6, scale: packed.half(0), offset: 16, plus: nil, into: out)
      case .q51:
        packed.unpack5(
          high: 4, codes: 8, scale: packed.half(0), offset: 0, plus: packed.half(2), into: out)
      case .q80:
        let scale = packed.half(0)
        for i in 0..<32 { out[i] = Float(Int8(bitPattern: packed.bytes[2 + i])) * scale }
      case .q2K: packed.unpackQ2K(into: out)
      case .q3K: packed.unpackQ3K(into: out)
      case .q4K: packed.unpackQ45K(hasFifthBit: false, into: out)
      case .q5K: packed.unpackQ45K(hasFifthBit: true, into: out)
      case .q6K: packed.unpackQ6K(into: out)
      }
    }
  }
}

/// One block of packed weights. Its numbers are little-endian.
private struct PackedBlock {
  let bytes: UnsafePointer<UInt8>

  func word(_ place: Int) -> UInt16 { UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8 }
  func half(_ place: Int) -> Float { HalfPrecision.float(float16Bits: word(place)) }
  func float32(_ place: Int) -> Float {
    Float(bitPattern: UInt32(word(place)) | UInt32(word(place + 2)) << 16)
  }

  // MARK: - Blocks of 32: byte j holds the codes of weights j and j + 16

  func unpack4(
    codes: Int, scale: Float, offset: Int, plus least: Float?, into out: UnsafeMutablePointer<Float>
  ) {
    for j in 0..<16 {
      let pair = bytes[codes + j]
      for (place, code) in [(j, Int(pair & 15)), (j + 16, Int(pair >> 4))] {
        out[place] = scale * Float(code - offset)
        if let least { out[place] += least }
      }
    }
  }

  func unpack5(
    high: Int, codes: Int, scale: Float, offset: Int, plus least: Float?,
    into out: UnsafeMutablePointer<Float>
  ) {
    let fifth = UInt32(word(high)) | UInt32(word(high + 2)) << 16
    for j in 0..<16 {
      let pair = bytes[codes + j]
      for (place, code) in [(j, Int(pair & 15)), (j + 16, Int(pair >> 4))] {
        let whole = code | Int(fifth >> UInt32(place) & 1) << 4
        out[place] = scale * Float(whole - offset)
        if let least { out[place] += least }
      }
    }
  }

  // MARK: - Superblocks of 256, with scales that are packed themselves

  /// Two bits: bytes 0..<16 hold a scale and a least value for 16 weights each.
  func unpackQ2K(into out: UnsafeMutablePointer<Float>) {
    let (scale, least) = (half(80), half(82))
    for i in 0..<256 {
      let parts = bytes[i / 16]
      let code = bytes[16 + i / 128 * 32 + i % 32] >> (2 * UInt8(i % 128 / 32)) & 3
      out[i] = scale * Float(parts & 15) * Float(code) - least * Float(parts >> 4)
    }
  }

  /// Three bits, the third in a mask whose set bit means "no 4 taken away".
  func unpackQ3K(into out: UnsafeMutablePointer<Float>) {
    let scale = half(108)
    for i in 0..<256 {
      let group = i / 16
      let low = bytes[96 + group % 8] >> (group < 8 ? 0 : 4) & 15
      let high = bytes[104 + group % 4] >> (2 * UInt8(group / 4)) & 3
      let step = scale * Float(Int(low | high << 4) - 32)
      let code = Int(bytes[32 + i / 128 * 32 + i % 32] >> (2 * UInt8(i % 128 / 32)) & 3)
      let isWhole = bytes[i % 32] >> UInt8(i / 32) & 1 == 1
      out[i] = step * Float(code - (isWhole ? 0 : 4))
    }
  }

  /// Four or five bits, with a scale and a least value of six bits for 32 weights each.
  func unpackQ45K(hasFifthBit: Bool, into out: UnsafeMutablePointer<Float>) {
    let (scale, least) = (half(0), half(2))
    let codes = hasFifthBit ? 48 : 16
    for group in 0..<8 {
      let (scaleCode, leastCode) = sixBits(group)
      let (step, base) = (scale * Float(scaleCode), least * Float(leastCode))
      for i in 0..<32 {
        var code = bytes[codes + group / 2 * 32 + i] >> (group % 2 == 0 ? 0 : 4) & 15
        if hasFifthBit { code |= (bytes[16 + i] >> UInt8(group) & 1) << 4 }
        out[32 * group + i] = step * Float(code) - base
      }
    }
  }

  /// The codes of a group's scale and least value, from the twelve bytes at 4.
  private func sixBits(_ group: Int) -> (scale: UInt8, least: UInt8) {
    if group < 4 { return (bytes[4 + group] & 63, bytes[8 + group] & 63) }
    let low = bytes[12 + group - 4]
    return (
      low & 15 | (bytes[4 + group - 4] >> 2) & 0x30, low >> 4 | (bytes[8 + group - 4] >> 2) & 0x30
    )
  }

  /// Six bits, with a signed scale of eight bits for 16 weights each.
  func unpackQ6K(into out: UnsafeMutablePointer<Float>) {
    let scale = half(208)
    for i in 0..<256 {
      let low = bytes[i / 128 * 64 + i % 64] >> (i % 128 < 64 ? 0 : 4) & 15
      let high = bytes[128 + i / 128 * 32 + i % 32] >> (2 * UInt8(i % 128 / 32)) & 3
      let step = scale * Float(Int8(bitPattern: bytes[192 + i / 16]))
      out[i] = step * Float(Int(low | high << 4) - 32)
    }
  }
}

import Tensors

extension GGUFElement {
  /// The forms that numbers can be packed into, each as ggml's reference code rounds them to the nearest.
  public static let packable: [GGUFElement] = [
    .float32, .float16, .bfloat16, .q80, .q40, .q41, .q50, .q51,
  ]

  /// Packs blocks of numbers.
  ///
  /// - Parameters:
  ///   - numbers: `count` · `blockSize` finite numbers.
  ///   - out: room for `count` · `bytesPerBlock` bytes, at any alignment.
  /// - Precondition: the form is one of `packable`.
  ///
  /// Source: `quantize_row_*_ref` in ggml's `ggml-quants.c`, and the Python package `gguf`.
  func pack(
    _ numbers: UnsafePointer<Float>, blocks count: Int, into out: UnsafeMutablePointer<UInt8>
  ) {
    for block in 0..<count {
      let values = UnsafeBufferPointer(start: numbers + block * blockSize, count: blockSize)
      var target = BlockWriter(bytes: out + block * bytesPerBlock)
      switch self {
      case .float32: target.append(values[0].bitPattern)
      case .float16: target.append(HalfPrecision.float16Bits(values[0]))
      case .bfloat16: target.append(HalfPrecision.bfloat16Bits(values[0]))
      case .q80:
        let scale = largestMagnitude(values) / 127
        let inverse = scale == 0 ? 0 : 1 / scale
        target.append(HalfPrecision.float16Bits(scale))
        for value in values {
          // Halves go away from zero, as C's roundf has it.
          let code = (value * inverse).rounded(.toNearestOrAwayFromZero)
          target.append(UInt8(bitPattern: Int8(max(-128, min(127, code)))))
        }
      case .q40: target.appendSymmetric(values, bits: 4)
      case .q50: target.appendSymmetric(values, bits: 5)
      case .q41: target.appendFromLeast(values, bits: 4)
      case .q51: target.appendFromLeast(values, bits: 5)
      case .q2K, .q3K, .q4K, .q5K, .q6K:
        preconditionFailure("\(name) is not packed here")
      }
    }
  }

  private func largestMagnitude(_ values: UnsafeBufferPointer<Float>) -> Float {
    values.reduce(0) { max($0, abs($1)) }
  }
}

/// Lays down a block of packed weights, its numbers little-endian.
private struct BlockWriter {
  let bytes: UnsafeMutablePointer<UInt8>
  private var place = 0

  init(bytes: UnsafeMutablePointer<UInt8>) { self.bytes = bytes }

  mutating func append(_ byte: UInt8) {
    bytes[place] = byte
    place += 1
  }
  mutating func append(_ word: UInt16) {
    append(UInt8(truncatingIfNeeded: word))
    append(UInt8(truncatingIfNeeded: word >> 8))
  }
  mutating func append(_ word: UInt32) {
    append(UInt16(truncatingIfNeeded: word))
    append(UInt16(truncatingIfNeeded: word >> 16))
  }

  /// Codes around the middle: the weight of largest magnitude gets the lowest code exactly.
  mutating func appendSymmetric(_ values: UnsafeBufferPointer<Float>, bits: Int) {
    let middle = Float(1 << (bits - 1))
    var extreme: Float = 0
    for value in values where abs(value) > abs(extreme) { extreme = value }
    let scale = extreme / -middle
    let inverse = scale == 0 ? 0 : 1 / scale
    append(HalfPrecision.float16Bits(scale))
    appendCodes(values, bits: bits) { (middle + 0.5).addingProduct($0, inverse) }
  }

  /// Codes from the least weight up.
  mutating func appendFromLeast(_ values: UnsafeBufferPointer<Float>, bits: Int) {
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    let scale = (most - least) / Float(1 << bits - 1)
    let inverse = scale == 0 ? 0 : 1 / scale
    append(HalfPrecision.float16Bits(scale))
    append(HalfPrecision.float16Bits(least))
    appendCodes(values, bits: bits) { ($0 - least) * inverse + 0.5 }
  }

  /// The fifth bits, where there are any, then four bits a weight: byte j holds those of j and j + 16.
  private mutating func appendCodes(
    _ values: UnsafeBufferPointer<Float>, bits: Int, code: (Float) -> Float
  ) {
    let codes = values.map { UInt32(max(0, min(Float(1 << bits - 1), code($0)))) }
    if bits == 5 {
      var fifth: UInt32 = 0
      for (index, code) in codes.enumerated() { fifth |= (code >> 4) << UInt32(index) }
      append(fifth)
    }
    for j in 0..<16 { append(UInt8(codes[j] & 15 | (codes[j + 16] & 15) << 4)) }
  }
}

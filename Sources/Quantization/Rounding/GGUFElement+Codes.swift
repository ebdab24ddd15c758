import Tensors

extension GGUFElement {
  /// Lays a block down in ggml's layout, the inverse of `unpack`.
  ///
  /// - Parameters:
  ///   - codes: `blockSize` codes of the range of `gridShape`.
  ///   - grid: the block's, with the binary16 numbers and the whole numbers of its runs.
  ///   - bytes: room for `bytesPerBlock` bytes, at any alignment.
  /// - Precondition: a form of whole numbers.
  ///
  /// Source: the structures `block_q*` of ggml's `ggml-common.h`.
  func write(
    _ codes: UnsafePointer<Int8>, _ grid: BlockGrid, into bytes: UnsafeMutablePointer<UInt8>
  ) {
    var target = BlockWriter(bytes: bytes)
    switch self {
    case .float32, .float16, .bfloat16: preconditionFailure("\(name) has no codes")
    case .q80:
      target.append(grid.scale)
      for index in 0..<32 { target.append(UInt8(bitPattern: codes[index])) }
    case .q40, .q50, .q41, .q51:
      target.append(grid.scale)
      let isAroundZero = self == .q40 || self == .q50
      if !isAroundZero { target.append(grid.least) }
      let bits = self == .q40 || self == .q41 ? 4 : 5
      target.appendCodes(codes, plus: isAroundZero ? 1 << (bits - 1) : 0, bits: bits)
    case .q2K:
      for run in 0..<16 { target.append(UInt8(grid.stepCodes[run] | grid.baseCodes[run] << 4)) }
      target.appendPairs(codes, plus: 0)
      target.append(grid.scale)
      target.append(grid.least)
    case .q3K:
      // A set bit in the mask means that no 4 is taken away.
      target.appendBits(8) { codes[$0] >= 0 }
      target.appendPairs(codes, plus: 4)
      target.appendSixBitSteps(grid.stepCodes)
      target.append(grid.scale)
    case .q4K, .q5K:
      target.append(grid.scale)
      target.append(grid.least)
      target.appendSixBits(grid.stepCodes, grid.baseCodes)
      if self == .q5K { target.appendBits(8) { codes[$0] & 16 != 0 } }
      for pair in 0..<4 {
        for index in 0..<32 {
          let (low, high) = (codes[64 * pair + index], codes[64 * pair + 32 + index])
          target.append(UInt8(low & 15) | UInt8(high & 15) << 4)
        }
      }
    case .q6K:
      for half in 0..<2 {
        for index in 0..<64 {
          let (low, high) = (codes[128 * half + index], codes[128 * half + 64 + index])
          target.append(UInt8((low + 32) & 15) | UInt8((high + 32) & 15) << 4)
        }
      }
      for half in 0..<2 {
        for index in 0..<32 {
          target.append(
            (0..<4).reduce(UInt8(0)) { byte, part in
              byte | UInt8((codes[128 * half + 32 * part + index] + 32) >> 4) << UInt8(2 * part)
            })
        }
      }
      for run in 0..<16 { target.append(UInt8(truncatingIfNeeded: grid.stepCodes[run])) }
      target.append(grid.scale)
    }
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

  /// Blocks of 32: the fifth bits, where there are any, then four bits a weight: byte j holds those of j
  /// and j + 16.
  mutating func appendCodes(_ codes: UnsafePointer<Int8>, plus middle: Int8, bits: Int) {
    if bits == 5 {
      var fifth: UInt32 = 0
      for index in 0..<32 { fifth |= UInt32((codes[index] + middle) >> 4) << UInt32(index) }
      append(UInt16(truncatingIfNeeded: fifth))
      append(UInt16(truncatingIfNeeded: fifth >> 16))
    }
    for j in 0..<16 {
      append(UInt8((codes[j] + middle) & 15) | UInt8((codes[j + 16] + middle) & 15) << 4)
    }
  }

  /// Superblocks: two bits a weight, byte j of each half holding those of j, j + 32, j + 64 and j + 96.
  mutating func appendPairs(_ codes: UnsafePointer<Int8>, plus middle: Int8) {
    for half in 0..<2 {
      for index in 0..<32 {
        append(
          (0..<4).reduce(UInt8(0)) { byte, part in
            byte | UInt8((codes[128 * half + 32 * part + index] + middle) & 3) << UInt8(2 * part)
          })
      }
    }
  }

  /// Superblocks: a bit a weight, byte j holding those of j, j + 32, ….
  mutating func appendBits(_ count: Int, _ isSet: (Int) -> Bool) {
    for index in 0..<32 {
      append((0..<count).reduce(UInt8(0)) { $0 | (isSet(32 * $1 + index) ? 1 : 0) << UInt8($1) })
    }
  }

  /// Twelve bytes with six bits for the step and six for the base of eight runs.
  mutating func appendSixBits(_ steps: SIMD16<Int16>, _ bases: SIMD16<Int16>) {
    for run in 0..<4 { append(UInt8(steps[run] | (steps[run + 4] >> 4) << 6)) }
    for run in 0..<4 { append(UInt8(bases[run] | (bases[run + 4] >> 4) << 6)) }
    for run in 4..<8 { append(UInt8(steps[run] & 15 | (bases[run] & 15) << 4)) }
  }

  /// Twelve bytes with six bits for the steps of sixteen runs, which lie around zero.
  mutating func appendSixBitSteps(_ steps: SIMD16<Int16>) {
    for run in 0..<8 {
      append(UInt8((steps[run] + 32) & 15 | ((steps[run + 8] + 32) & 15) << 4))
    }
    for run in 0..<4 {
      append(
        (0..<4).reduce(UInt8(0)) { byte, part in
          byte | UInt8((steps[run + 4 * part] + 32) >> 4) << UInt8(2 * part)
        })
    }
  }
}

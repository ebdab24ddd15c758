import Tensors

extension GGUFElement {
  /// The forms that numbers can be packed into: all of them.
  public static let packable: [GGUFElement] = [
    .float32, .float16, .bfloat16, .q80, .q6K, .q51, .q5K, .q50, .q41, .q4K, .q40, .q3K, .q2K,
  ]

  /// Packs blocks of numbers, each rounded to the nearest.
  ///
  /// Forms with blocks of 32 are rounded as ggml's reference code does it (`quantize_row_*_ref` of
  /// `ggml-quants.c`), byte for byte. Superblocks of 256 get the grids of `GridPlanner` for extremes: ggml has no
  /// such rounding for them, and searches for grids instead.
  ///
  /// - Parameters:
  ///   - numbers: `count` · `blockSize` finite numbers.
  ///   - out: room for `count` · `bytesPerBlock` bytes, at any alignment.
  func pack(
    _ numbers: UnsafePointer<Float>, blocks count: Int, into out: UnsafeMutablePointer<UInt8>
  ) {
    guard let shape = gridShape else {
      for index in 0..<count { packPlain(numbers[index], into: out + index * bytesPerBlock) }
      return
    }
    guard blockSize == 32 else {
      let rounding = RowRounding(self, shape, grid: .extremes)
      rounding.round(numbers, columns: count * blockSize, importance: nil, into: out)
      return
    }
    withUnsafeTemporaryAllocation(of: Int8.self, capacity: 32) { codes in
      guard let codes = codes.baseAddress else { return }
      for block in 0..<count {
        let values = UnsafeBufferPointer(start: numbers + block * 32, count: 32)
        var grid = BlockGrid()
        switch self {
        case .q40, .q50: roundAroundZero(values, shape, &grid, codes)
        case .q41, .q51: roundFromLeast(values, shape, &grid, codes)
        default: roundEvenly(values, &grid, codes)
        }
        write(codes, grid, into: out + block * bytesPerBlock)
      }
    }
  }

  private func packPlain(_ value: Float, into out: UnsafeMutablePointer<UInt8>) {
    let bits =
      switch self {
      case .float16: UInt32(HalfPrecision.float16Bits(value))
      case .bfloat16: UInt32(HalfPrecision.bfloat16Bits(value))
      default: value.bitPattern
      }
    for byte in 0..<bytesPerBlock { out[byte] = UInt8(truncatingIfNeeded: bits >> (8 * byte)) }
  }

  /// Codes of both signs up to 127. Halves go away from zero, as C's roundf has it.
  private func roundEvenly(
    _ values: UnsafeBufferPointer<Float>, _ grid: inout BlockGrid,
    _ codes: UnsafeMutablePointer<Int8>
  ) {
    let scale = values.reduce(0) { max($0, abs($1)) } / 127
    let inverse = scale == 0 ? 0 : 1 / scale
    grid.scale = HalfPrecision.float16Bits(scale)
    for (index, value) in values.enumerated() {
      codes[index] = Int8(
        max(-128, min(127, (value * inverse).rounded(.toNearestOrAwayFromZero))))
    }
  }

  /// Codes around the middle: the weight of largest magnitude gets the lowest code exactly.
  private func roundAroundZero(
    _ values: UnsafeBufferPointer<Float>, _ shape: GridShape, _ grid: inout BlockGrid,
    _ codes: UnsafeMutablePointer<Int8>
  ) {
    let middle = Float(-shape.codes.lowerBound)
    var extreme: Float = 0
    for value in values where abs(value) > abs(extreme) { extreme = value }
    let scale = extreme / -middle
    let inverse = scale == 0 ? 0 : 1 / scale
    grid.scale = HalfPrecision.float16Bits(scale)
    for (index, value) in values.enumerated() {
      let code = (middle + 0.5).addingProduct(value, inverse)
      codes[index] = Int8(max(0, min(2 * middle - 1, code))) - Int8(middle)
    }
  }

  /// Codes from the least weight up.
  private func roundFromLeast(
    _ values: UnsafeBufferPointer<Float>, _ shape: GridShape, _ grid: inout BlockGrid,
    _ codes: UnsafeMutablePointer<Int8>
  ) {
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    let highest = Float(shape.codes.upperBound)
    let scale = (most - least) / highest
    let inverse = scale == 0 ? 0 : 1 / scale
    grid.scale = HalfPrecision.float16Bits(scale)
    grid.least = HalfPrecision.float16Bits(least)
    for (index, value) in values.enumerated() {
      codes[index] = Int8(max(0, min(highest, (value - least) * inverse + 0.5)))
    }
  }
}

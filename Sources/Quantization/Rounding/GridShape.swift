/// What the forms of whole numbers have in common: neighbours in a row share a grid, and each weight stands
/// for step · code + base.
struct GridShape: Sendable {
  /// The neighbours that share a step.
  let runLength: Int
  let codes: ClosedRange<Int>
  /// Whether the rungs begin at a least value of their own, or lie around zero.
  let hasBase: Bool
  /// In superblocks the steps are themselves whole numbers, of this range, times a scale in binary16; nil
  /// where each step is a binary16.
  var stepCodes: ClosedRange<Int>?

  /// Whether bases lie at or below zero: superblocks keep their magnitudes alone.
  var hasBaseBelowZero: Bool { hasBase && stepCodes != nil }
}

extension GGUFElement {
  /// Nil for plain numbers.
  var gridShape: GridShape? {
    switch self {
    case .float32, .float16, .bfloat16: nil
    case .q80: GridShape(runLength: 32, codes: -127...127, hasBase: false)
    case .q40: GridShape(runLength: 32, codes: -8...7, hasBase: false)
    case .q50: GridShape(runLength: 32, codes: -16...15, hasBase: false)
    case .q41: GridShape(runLength: 32, codes: 0...15, hasBase: true)
    case .q51: GridShape(runLength: 32, codes: 0...31, hasBase: true)
    case .q2K: GridShape(runLength: 16, codes: 0...3, hasBase: true, stepCodes: 0...15)
    case .q3K: GridShape(runLength: 16, codes: -4...3, hasBase: false, stepCodes: -32...31)
    case .q4K: GridShape(runLength: 32, codes: 0...15, hasBase: true, stepCodes: 0...63)
    case .q5K: GridShape(runLength: 32, codes: 0...31, hasBase: true, stepCodes: 0...63)
    case .q6K: GridShape(runLength: 16, codes: -32...31, hasBase: false, stepCodes: -128...127)
    }
  }
}

/// The grids of a stretch of a row, as they are stored and as they are computed with.
struct BlockGrid {
  /// The binary16 numbers of the block: the scale, and the least value or its scale.
  var scale: UInt16 = 0
  var least: UInt16 = 0
  /// The whole numbers of a superblock, one for each run.
  var stepCodes = SIMD16<Int16>(repeating: 0)
  var baseCodes = SIMD16<Int16>(repeating: 0)
  /// What they come to: the step and the base of each run, exactly as unpacking has them.
  var steps = SIMD16<Float>(repeating: 0)
  var bases = SIMD16<Float>(repeating: 0)
}

import Tensors

/// Packs rows of weights, each rounded by itself to the nearest rung of its grid.
///
///     let rounding = RowRounding(.q4K, grid: .leastSquares)
///     rounding.round(row, columns: 576, importance: nil, into: bytes)
struct RowRounding: Sendable {
  let element: GGUFElement
  let planner: GridPlanner

  /// - Parameter shape: the form's `gridShape`.
  init(_ element: GGUFElement, _ shape: GridShape, grid: GridChoice, groupSize: Int? = nil) {
    self.element = element
    planner = GridPlanner(element, shape, groupSize: groupSize, choice: grid)
  }

  /// - Parameters:
  ///   - importance: what each column's squared error counts; nil for all alike.
  ///   - bytes: room for the row's blocks, at any alignment.
  /// - Precondition: finite weights, as many as whole blocks hold.
  func round(
    _ row: UnsafePointer<Float>, columns: Int, importance: UnsafePointer<Float>?,
    into bytes: UnsafeMutablePointer<UInt8>
  ) {
    let stretch = planner.stretch
    withUnsafeTemporaryAllocation(of: Float.self, capacity: stretch) { ones in
      ones.initialize(repeating: 1)
      withUnsafeTemporaryAllocation(of: Int8.self, capacity: stretch) { codes in
        guard let ones = ones.baseAddress, let codes = codes.baseAddress else { return }
        for start in stride(from: 0, to: columns, by: stretch) {
          let count = min(stretch, columns - start)
          let weights = row + start
          let grid = planner.plan(
            weights, importance: importance.map { $0 + start } ?? UnsafePointer(ones), count: count)
          for index in 0..<count {
            codes[index] = planner.nearest(weights[index], grid, index / planner.runLength).code
          }
          pack(codes, grid, from: start, count: count, into: bytes)
        }
      }
    }
  }

  /// Lays down the blocks of a stretch of a row, all with one grid.
  ///
  /// - Parameter start: the stretch's first column.
  func pack(
    _ codes: UnsafePointer<Int8>, _ grid: BlockGrid, from start: Int, count: Int,
    into row: UnsafeMutablePointer<UInt8>
  ) {
    let size = element.blockSize
    for block in 0..<(count / size) {
      element.write(
        codes + block * size, grid, into: row + (start / size + block) * element.bytesPerBlock)
    }
  }
}

extension GridPlanner {
  /// The code whose rung is nearest to a weight, and that rung.
  @inline(__always)
  func nearest(_ weight: Float, _ grid: BlockGrid, _ run: Int) -> (code: Int8, value: Float) {
    nearest(weight, step: grid.steps[run], base: grid.bases[run])
  }

  @inline(__always)
  func nearest(_ weight: Float, step: Float, base: Float) -> (code: Int8, value: Float) {
    // Steps are multiples of binary16's least number, so that the inverse is finite.
    let inverse = step == 0 ? 0 : 1 / step
    let exact = min(
      max((weight - base) * inverse, Float(shape.codes.lowerBound)), Float(shape.codes.upperBound))
    let code = (exact + 12_582_912) - 12_582_912
    return (Int8(truncatingIfNeeded: Int32(code)), code * step + base)
  }
}

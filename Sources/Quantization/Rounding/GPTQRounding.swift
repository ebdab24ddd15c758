import Groundwork
import Tensors

/// Rounds rows of weights column by column, each column's error made good by those that are still to come:
/// GPTQ.
///
/// For each column j in the Hessian's order: q is the nearest rung, e = (w − q)/U[j][j], and every later weight
/// k of the row loses e·U[j][k]. The later columns of a block are updated at once, all others after it ("lazy
/// batches").
///
/// Grids belong to neighbours in the row, as the forms have it. In the row's own order, a grid is chosen
/// when its first column is reached, of the weights as they are by then. In another order its columns do not
/// follow each other, so that all grids are chosen before, of the weights as they came ("static groups").
///
/// Source: Frantar et al. 2022 (arXiv 2210.17323), algorithm 1, and the authors' code.
struct GPTQRounding: Sendable {
  let rounding: RowRounding
  let hessian: GPTQHessian
  let importance: [Float]
  private let isOrdered: Bool
  private let blockSize: Int

  init(_ rounding: RowRounding, _ hessian: GPTQHessian, importance: [Float]) {
    (self.rounding, self.hessian, self.importance) = (rounding, hessian, importance)
    isOrdered = hessian.order != Array(0..<hessian.columns)
    // A grid is chosen within a block: there all weights are up to date.
    let stretch = rounding.planner.stretch
    blockSize = stretch * max(1, 128 / stretch)
  }

  /// - Parameters:
  ///   - rows: (count, columns); left as they are.
  ///   - bytes: room for the rows' blocks.
  func round(
    _ rows: UnsafePointer<Float>, count: Int, into bytes: UnsafeMutablePointer<UInt8>
  ) {
    let n = hessian.columns
    let arena = Arena()
    let work = Work(arena: arena, rows: count, columns: n, planner: rounding.planner, blockSize)
    withExtendedLifetime(arena) {
      importance.withUnsafeBufferPointer { importance in
        hessian.upper.withUnsafeBufferPointer { upper in
          guard let importance = importance.baseAddress, let upper = upper.baseAddress else {
            return
          }
          for row in 0..<count {
            for (place, column) in hessian.order.enumerated() {
              work.weights[row * n + place] = rows[row * n + column]
            }
            if isOrdered {
              for start in stride(from: 0, to: n, by: rounding.planner.stretch) {
                plan(rows + row * n + start, row, start, importance, work)
              }
            }
          }
          for start in stride(from: 0, to: n, by: blockSize) {
            let end = min(start + blockSize, n)
            for row in 0..<count { round(row, start..<end, upper, importance, work) }
            update(from: end, upper + start * n, count, work)
          }
        }
      }
      pack(count, work, into: bytes)
    }
  }

  private func plan(
    _ weights: UnsafePointer<Float>, _ row: Int, _ start: Int,
    _ importance: UnsafePointer<Float>, _ work: Work
  ) {
    let planner = rounding.planner
    let count = min(planner.stretch, hessian.columns - start)
    let grid = planner.plan(weights, importance: importance + start, count: count)
    work.grids[row * work.stretches + start / planner.stretch] = grid
    let first = row * work.runs + start / planner.runLength
    for run in 0..<((count + planner.runLength - 1) / planner.runLength) {
      work.steps[first + run] = grid.steps[run]
      work.bases[first + run] = grid.bases[run]
    }
  }

  /// A row's columns of one block.
  private func round(
    _ row: Int, _ block: Range<Int>, _ upper: UnsafePointer<Float>,
    _ importance: UnsafePointer<Float>, _ work: Work
  ) {
    let n = hessian.columns
    let planner = rounding.planner
    let weights = work.weights.pointer + row * n
    for place in block {
      let column = isOrdered ? hessian.order[place] : place
      if !isOrdered, column % planner.stretch == 0 {
        plan(weights + column, row, column, importance, work)
      }
      let run = row * work.runs + column / planner.runLength
      let nearest = planner.nearest(
        weights[place], step: work.steps[run], base: work.bases[run])
      work.codes[row * n + column] = nearest.code
      let factors = upper + place * n
      let error = (weights[place] - nearest.value) / factors[place]
      work.errors[row * blockSize + place - block.lowerBound] = error
      var later = place + 1
      while later < block.upperBound {
        weights[later] -= error * factors[later]
        later += 1
      }
    }
  }

  /// Makes good the errors of a block in all columns after it.
  private func update(
    from end: Int, _ upper: UnsafePointer<Float>, _ count: Int, _ work: Work
  ) {
    let n = hessian.columns
    guard end < n else { return }
    let inner = (end - 1) % blockSize + 1
    Float.matrixProduct(
      work.errors.pointer, stride: blockSize, transposed: false, upper + end, stride: n,
      transposed: false, into: work.weights.pointer + end, stride: n, rows: count,
      columns: n - end, inner: inner, alpha: -1, beta: 1)
  }

  private func pack(_ count: Int, _ work: Work, into bytes: UnsafeMutablePointer<UInt8>) {
    let n = hessian.columns
    let (element, stretch) = (rounding.element, rounding.planner.stretch)
    let rowBytes = n / element.blockSize * element.bytesPerBlock
    for row in 0..<count {
      for start in stride(from: 0, to: n, by: stretch) {
        rounding.pack(
          work.codes.pointer + row * n + start, work.grids[row * work.stretches + start / stretch],
          from: start, count: min(stretch, n - start), into: bytes + row * rowBytes)
      }
    }
  }

  /// What is kept while rows are rounded.
  private struct Work {
    /// In the Hessian's order.
    let weights: BufferSlice<Float>
    let errors: BufferSlice<Float>
    /// In the row's order.
    let codes: BufferSlice<Int8>
    let grids: BufferSlice<BlockGrid>
    let steps: BufferSlice<Float>
    let bases: BufferSlice<Float>
    let stretches: Int
    let runs: Int

    init(arena: Arena, rows: Int, columns: Int, planner: GridPlanner, _ blockSize: Int) {
      stretches = (columns + planner.stretch - 1) / planner.stretch
      runs = (columns + planner.runLength - 1) / planner.runLength
      weights = arena.allocate(rows * columns, of: 0)
      errors = arena.allocate(rows * blockSize, of: 0)
      codes = arena.allocate(rows * columns, of: 0)
      grids = arena.allocate(rows * stretches, of: BlockGrid())
      steps = arena.allocate(rows * runs, of: 0)
      bases = arena.allocate(rows * runs, of: 0)
    }
  }
}

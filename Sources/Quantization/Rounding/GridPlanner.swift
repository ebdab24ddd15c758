import Tensors

/// How the grids of a form are chosen.
public enum GridChoice: Hashable, Sendable {
  /// The largest weights lie on the outermost rungs.
  case extremes
  /// The least squared error, each weight's counting as its column's importance says.
  case leastSquares
}

/// Chooses the grids of a stretch of a row: a group of weights with one step or, of superblocks, all runs of
/// a superblock, whose steps are numbers of few bits themselves.
struct GridPlanner: Sendable {
  let shape: GridShape
  let choice: GridChoice
  /// The neighbours that are planned together.
  let stretch: Int
  /// The neighbours that share a step.
  let runLength: Int

  /// - Parameter groupSize: the neighbours that share a step, a multiple of the form's own; nil for those. Of
  ///   superblocks, whose steps stand once for each run, no other.
  init(_ element: GGUFElement, _ shape: GridShape, groupSize: Int?, choice: GridChoice) {
    (self.shape, self.choice) = (shape, choice)
    runLength = shape.stepCodes == nil ? groupSize ?? shape.runLength : shape.runLength
    stretch = shape.stepCodes == nil ? runLength : element.blockSize
  }

  /// The grid of some weights, of one stretch or of what is left of a row.
  ///
  /// - Precondition: `count` is a multiple of the form's block and at most `stretch`.
  func plan(
    _ weights: UnsafePointer<Float>, importance: UnsafePointer<Float>, count: Int
  ) -> BlockGrid {
    func run(_ start: Int, _ length: Int) -> WeightRun {
      WeightRun(weights: weights + start, importance: importance + start, count: length)
    }
    guard let stepCodes = shape.stepCodes else { return plan(run(0, count)) }
    let runs = (0..<(count / runLength)).map { run($0 * runLength, runLength) }
    return plan(runs, stepCodes)
  }

  private func grid(of run: WeightRun) -> WeightRun.Grid {
    let isBelowZero = shape.hasBaseBelowZero
    return switch choice {
    case .extremes: run.extremes(shape, isBelowZero: isBelowZero)
    case .leastSquares: run.leastSquares(shape, isBelowZero: isBelowZero)
    }
  }

  /// A grid with binary16 numbers of its own.
  private func plan(_ run: WeightRun) -> BlockGrid {
    func stored(_ grid: WeightRun.Grid) -> BlockGrid {
      var result = BlockGrid()
      result.scale = Self.half(grid.step)
      result.least = shape.hasBase ? Self.half(grid.base) : 0
      result.steps = SIMD16(repeating: HalfPrecision.float(float16Bits: result.scale))
      result.bases = SIMD16(repeating: HalfPrecision.float(float16Bits: result.least))
      return result
    }
    let found = stored(grid(of: run))
    guard choice == .leastSquares else { return found }
    // Rounding the numbers themselves may have undone a small gain.
    let plain = stored(run.extremes(shape, isBelowZero: false))
    func error(_ grid: BlockGrid) -> Float {
      run.error(WeightRun.Grid(step: grid.steps[0], base: grid.bases[0]), codes: shape.codes)
    }
    return error(found) <= error(plain) ? found : plain
  }

  /// The grids of a superblock: their steps are whole numbers times one scale, their bases times another.
  private func plan(_ runs: [WeightRun], _ stepCodes: ClosedRange<Int>) -> BlockGrid {
    let wanted = runs.map(grid(of:))
    var result = BlockGrid()
    if shape.hasBase {
      result.scale = Self.half((wanted.map(\.step).max() ?? 0) / Float(stepCodes.upperBound))
      result.least = Self.half(-(wanted.map(\.base).min() ?? 0) / Float(stepCodes.upperBound))
    } else {
      // The step of largest magnitude gets the lowest code, with its sign.
      let extreme = wanted.map(\.step).max { abs($0) < abs($1) } ?? 0
      result.scale = Self.half(extreme / Float(stepCodes.lowerBound))
    }
    let scale = HalfPrecision.float(float16Bits: result.scale)
    let least = HalfPrecision.float(float16Bits: result.least)
    for (index, (run, grid)) in zip(runs, wanted).enumerated() {
      var step = Self.code(grid.step, scale, stepCodes)
      var base = shape.hasBase ? Self.code(-grid.base, least, stepCodes) : 0
      if choice == .leastSquares {
        (step, base) = bestNeighbour(run, step, base, stepCodes, scale, least)
      }
      result.stepCodes[index] = Int16(step)
      result.baseCodes[index] = Int16(base)
      result.steps[index] = scale * Float(step)
      result.bases[index] = shape.hasBase ? -(least * Float(base)) : 0
    }
    return result
  }

  /// Of the whole numbers around those found, the pair with the least error.
  private func bestNeighbour(
    _ run: WeightRun, _ step: Int, _ base: Int, _ range: ClosedRange<Int>, _ scale: Float,
    _ least: Float
  ) -> (step: Int, base: Int) {
    var best = (error: Float.infinity, step: step, base: base)
    for base in (shape.hasBase ? base - 1...base + 1 : 0...0)
    where range.contains(base) || !shape.hasBase {
      for step in step - 1...step + 1 where range.contains(step) {
        let grid = WeightRun.Grid(step: scale * Float(step), base: -(least * Float(base)))
        let error = run.error(grid, codes: shape.codes)
        if error < best.error { best = (error, step, base) }
      }
    }
    return (best.step, best.base)
  }

  private static func code(_ value: Float, _ scale: Float, _ range: ClosedRange<Int>) -> Int {
    guard scale != 0 else { return 0 }
    let code = (value / scale).rounded(.toNearestOrEven)
    return Int(min(max(code, Float(range.lowerBound)), Float(range.upperBound)))
  }

  /// The nearest binary16 that is finite.
  private static func half(_ value: Float) -> UInt16 {
    HalfPrecision.float16Bits(min(max(value, -65_504), 65_504))
  }
}

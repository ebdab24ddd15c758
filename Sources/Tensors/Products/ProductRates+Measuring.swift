import Groundwork

extension ProductRates {
  /// Measures every cell: each core multiplies matrices of its own.
  ///
  /// The libraries take turns, and the best of several tries counts: what else runs on the machine only
  /// ever slows one down.
  public static func measure() -> ProductRates {
    LinearAlgebra.setThreadCount(1)
    let threads = MachineProbe.processorCount
    let group = ReplicaGroup(count: threads)
    let largest =
      ProductCell.all.filter(isMeasured).map { cell in
        max(cell.rows * cell.inner, cell.inner * cell.columns, cell.rows * cell.columns)
      }.max() ?? 1
    let arena = Arena()
    let operands: [[BufferSlice<Float>]] = (0..<threads).map { _ in
      (0..<3).map { _ in arena.allocate(largest, of: 0.01) }
    }
    var cells: [String: Cell] = [:]
    for cell in ProductCell.all where isMeasured(cell) {
      cells[cell.name] = rates(of: cell, operands, group)
    }
    return withExtendedLifetime(arena) { ProductRates(cells: cells) }
  }

  /// Products of more operations take long to measure, and OpenBLAS is good at them.
  private static func isMeasured(_ cell: ProductCell) -> Bool { cell.shape.operations <= 1.1e9 }

  private static func rates(
    of cell: ProductCell, _ operands: [[BufferSlice<Float>]], _ group: ReplicaGroup
  ) -> Cell? {
    let shape = cell.shape
    let arena = Arena()
    /// One product for each thread; nil where the library has none of this shape.
    func plan(_ make: () -> PlannedProduct<Float>?) -> [PlannedProduct<Float>]? {
      let products = operands.compactMap { _ in make() }
      guard products.count == operands.count else { return nil }
      for product in products { product.use(arena.allocate(product.scratchByteCount, of: 0)) }
      return products
    }
    let plans: [[PlannedProduct<Float>]?] = [
      plan { PlannedProduct(shape) },
      plan { PlannedProduct(oneDNN: shape, isRounded: false, accumulates: false) },
      OneDNN.multipliesBFloat16
        ? plan { PlannedProduct(oneDNN: shape, isRounded: true, accumulates: false) } : nil,
    ]
    let bodies = plans.map { $0.map { body(of: $0, operands) } }
    guard let first = bodies[0], bodies[1] != nil else { return nil }
    group.run { first($0, 1) }
    let once = Stopwatch.seconds { group.run { first($0, 1) } }
    let repetitions = max(1, Int(0.001 / max(once, 1e-7)))
    var best = [Double](repeating: .infinity, count: bodies.count)
    for _ in 0..<4 {
      for (index, body) in bodies.enumerated() {
        guard let body else { continue }
        best[index] = min(best[index], Stopwatch.seconds { group.run { body($0, repetitions) } })
      }
    }
    let rates = best.map { shape.operations * Double(repetitions) / $0 / 1e9 }
    return withExtendedLifetime(arena) {
      Cell(openBLAS: rates[0], oneDNN: rates[1], bfloat16: bodies[2].map { _ in rates[2] })
    }
  }

  private static func body(
    of products: [PlannedProduct<Float>], _ operands: [[BufferSlice<Float>]]
  ) -> @Sendable (_ rank: Int, _ repetitions: Int) -> Void {
    let plans = ThreadedProducts(products)
    return { rank, repetitions in
      let own = operands[rank]
      for _ in 0..<repetitions {
        plans.run(rank, own[0].pointer, own[1].pointer, into: own[2].pointer)
      }
    }
  }
}

/// A product for each of several threads, which runs its own alone.
struct ThreadedProducts: @unchecked Sendable {
  private let products: [PlannedProduct<Float>]

  init(_ products: [PlannedProduct<Float>]) { self.products = products }

  func run(
    _ rank: Int, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, into c: UnsafeMutablePointer<Float>
  ) {
    products[rank].run(a, b, into: c, accumulating: false)
  }
}

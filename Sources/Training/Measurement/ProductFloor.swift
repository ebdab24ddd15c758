import Models
import Tensors

/// The time that a training step's matrix products take by themselves: the floor under every step
/// that computes them by OpenBLAS.
///
///     let floor = try ProductFloor(configuration, batch: 12, time: 64, replicas: 2)
///     let seconds = floor.run()
///
/// Each replica runs the products of its share of the batch on a thread of its own, with
/// single-threaded OpenBLAS, as training does. Weights and activations have their real sizes, one
/// of each a layer, so that no product finds in the cache what a step would have to fetch.
public final class ProductFloor {
  /// The floating-point operations of one run over all replicas, attention counted whole.
  public let operations: Double

  private let group: ReplicaGroup
  private let arena = Arena()
  private let body: @Sendable (Int) -> Void

  /// Plans the products and their buffers.
  ///
  /// - Throws: for an impossible shape, or fewer sequences than replicas.
  public init(
    _ configuration: ModelConfiguration, batch: Int, time: Int, replicas: Int
  ) throws {
    try configuration.validate()
    guard replicas > 0, batch >= replicas, time > 0 else {
      throw TrainingError.impossible(
        "\(replicas) replicas share a batch of \(batch) × \(time) tokens; give each a sequence")
    }
    LinearAlgebra.setThreadCount(1)
    group = ReplicaGroup(count: replicas)
    let lists = (0..<replicas).map { rank in
      StepProduct.all(
        of: configuration,
        batch: ReplicaGroup.share(of: batch, rank: rank, count: replicas).count, time: time)
    }
    operations = lists.joined().reduce(0) { $0 + $1.operations }
    let arena = self.arena
    // Weights are shared by the replicas, as in training: B of the products with x.
    var weights: [Int: [BufferSlice<Float>]] = [:]
    let plans = lists.map { list in
      var pools: [Int: [BufferSlice<Float>]] = [:]
      func slices(
        _ size: Int, _ count: Int, _ pool: inout [Int: [BufferSlice<Float>]]
      ) -> [BufferSlice<Float>] {
        while pool[size, default: []].count < count {
          pool[size, default: []].append(arena.allocate(size, of: 0.01))
        }
        return pool[size, default: []]
      }
      return list.map { product in
        // A head's operands are small and stay at hand; a layer's are its own.
        let kept = product.role == .attention ? 1 : product.count
        let isWeight = product.role == .forward || product.role == .inputGradient
        let a = slices(product.rows * product.inner, kept, &pools)
        let b =
          isWeight
          ? slices(product.inner * product.columns, kept, &weights)
          : slices(product.inner * product.columns, kept, &pools)
        let c: BufferSlice<Float> = arena.allocate(product.rows * product.columns, of: 0)
        return PlannedProduct(product: product, a: a, b: b, c: c)
      }
    }
    body = { rank in for product in plans[rank] { product.run() } }
  }

  /// Runs every product once; returns the seconds it took.
  public func run() -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    group.run(body)
    return (clock.now - start) / .seconds(1)
  }
}

/// A product with its operands; the runs go around them.
private struct PlannedProduct: Sendable {
  let product: StepProduct
  let a: [BufferSlice<Float>]
  let b: [BufferSlice<Float>]
  let c: BufferSlice<Float>

  func run() {
    let p = product
    for index in 0..<p.count {
      Float.matrixProduct(
        a[index % a.count].pointer, stride: p.isATransposed ? p.rows : p.inner,
        transposed: p.isATransposed, b[index % b.count].pointer,
        stride: p.isBTransposed ? p.inner : p.columns, transposed: p.isBTransposed,
        into: c.pointer, stride: p.columns, rows: p.rows, columns: p.columns, inner: p.inner,
        alpha: 1, beta: 0)
    }
  }
}

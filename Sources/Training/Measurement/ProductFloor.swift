import Groundwork
import Models
import Tensors

/// The time that a training step's matrix products take by themselves: the floor under every step
/// that computes them in the same way.
///
///     let floor = try ProductFloor(configuration, batch: 12, time: 64, replicas: 2)
///     let seconds = floor.run()
///
/// Each replica runs the products of its share of the batch on a thread of its own, as training does. Every buffer has its real size, and as many stand side
/// by side as in a step: weights, activations and the gradients of weights one a layer, gradients of
/// activations and a head's operands used again. So no product finds in the cache what a step would
/// have to fetch, nor the other way round.
public final class ProductFloor {
  /// The floating-point operations of one run over all replicas, attention counted whole.
  public let operations: Double

  private let group: ReplicaGroup
  private let arena = Arena()
  private let body: @Sendable (Int) -> Void

  /// Plans the products and their buffers.
  ///
  /// - Parameter products: how they are computed. Operands in bfloat16 are there already: rounding them is
  ///   not part of the floor.
  /// - Throws: for an impossible shape, or fewer sequences than replicas.
  public init(
    _ configuration: ModelConfiguration, batch: Int, time: Int, replicas: Int,
    products plan: ProductPlan = .exact
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
    // Weights are shared by the replicas, as in training.
    var weights = OperandPool(arena: arena)
    let plans = lists.map { list in
      var own = OperandPool(arena: arena)
      // For its planned products.
      let tape = Tape<Float>(arena: arena, isTraining: false, products: plan)
      return list.map { product in
        let isRounded =
          plan.precision == .bfloat16
          && (product.role != .attention || tape.roundsAttention(time: time))
        let planned = tape.product(product.shape, isRounded: isRounded)
        let (left, right, result) = product.elementCounts
        switch product.role {
        case .forward:
          return PlannedRuns(
            product: planned, count: product.count, a: own.slices(left, product.count),
            b: weights.slices(right, product.count),
            c: own.slices(result, product.count, of: .output))
        case .weightGradient:
          return PlannedRuns(
            product: planned, count: product.count, a: own.slices(left, 1, of: .gradient),
            b: own.slices(right, product.count),
            c: own.slices(result, product.count, of: .output))
        case .inputGradient:
          return PlannedRuns(
            product: planned, count: product.count, a: own.slices(left, 1, of: .gradient),
            b: weights.slices(right, product.count), c: own.slices(result, 1, of: .gradient))
        case .attention:
          return PlannedRuns(
            product: planned, count: product.count, a: own.slices(left, 1), b: own.slices(right, 1),
            c: own.slices(result, 1, of: .output))
        }
      }
    }
    body = { rank in for product in plans[rank] { product.run() } }
  }

  /// Runs every product once; returns the seconds it took.
  public func run() -> Double { Stopwatch.seconds { group.run(body) } }
}

/// Buffers by size and purpose, each made once.
private struct OperandPool {
  enum Purpose { case operand, output, gradient }
  private struct Key: Hashable {
    let size: Int
    let purpose: Purpose
  }

  let arena: Arena
  private var slices: [Key: [BufferSlice<Float>]] = [:]

  init(arena: Arena) { self.arena = arena }

  mutating func slices(
    _ size: Int, _ count: Int, of purpose: Purpose = .operand
  ) -> [BufferSlice<Float>] {
    let key = Key(size: size, purpose: purpose)
    while slices[key, default: []].count < count {
      // About 0.01, as a float32 and as two bfloat16 numbers.
      slices[key, default: []].append(arena.allocate(size, of: Float(bitPattern: 0x3C23_3C23)))
    }
    return Array(slices[key, default: []].prefix(count))
  }
}

/// A product with its operands; the runs go around them.
private struct PlannedRuns: @unchecked Sendable {
  let product: PlannedProduct<Float>
  let count: Int
  let a: [BufferSlice<Float>]
  let b: [BufferSlice<Float>]
  let c: [BufferSlice<Float>]

  func run() {
    for index in 0..<count {
      product.run(
        UnsafeRawPointer(a[index % a.count].pointer), UnsafeRawPointer(b[index % b.count].pointer),
        into: c[index % c.count].pointer, accumulating: false)
    }
  }
}

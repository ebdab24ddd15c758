import Groundwork
import Models
import Tensors

/// The second half of a step: each rank sums its share of the gradients over all replicas, in rank
/// order, and updates its share of the parameters. A process holds the optimizer's moments for the
/// shares of its own ranks alone.
struct ShardedUpdate: Sendable {
  /// A stretch of one parameter that lies in a rank's share.
  private struct Stretch {
    let offset: Int
    let count: Int
    let decays: Bool
  }

  private let values: BufferSlice<Float>
  /// The values in bfloat16, where products read those.
  private let rounded: BufferSlice<UInt16>?
  private let firstMoments: BufferSlice<Float>
  private let secondMoments: BufferSlice<Float>
  private let gradients: [BufferSlice<Float>]
  /// The first element that the moments are of.
  private let momentOffset: Int
  private let shares: [Range<Int>]
  private let stretches: [[Stretch]]
  private let configuration: TrainingConfiguration
  private let group: ReplicaGroup
  /// How the processes bring their parts of the parameters together; nil for one process.
  private let parts: WordPartition?
  private let sum: RankOrderedSum?

  /// - Parameters:
  ///   - moments: of the elements that this process owns.
  ///   - gradients: one buffer for each replica of this process; the first one receives the sums.
  init(
    layout: ParameterLayout, values: BufferSlice<Float>, rounded: BufferSlice<UInt16>?,
    moments: (first: BufferSlice<Float>, second: BufferSlice<Float>),
    gradients: [BufferSlice<Float>], configuration: TrainingConfiguration, group: ReplicaGroup,
    arena: Arena
  ) {
    self.values = values
    self.rounded = rounded
    firstMoments = moments.first
    secondMoments = moments.second
    self.gradients = gradients
    self.configuration = configuration
    self.group = group
    let owned = Self.owned(layout, group)
    momentOffset = owned[group.processes.rank].lowerBound
    if group.processes.count > 1 {
      parts = WordPartition(owned)
      sum = RankOrderedSum(gradients, parts: owned, group: group, arena: arena)
    } else {
      parts = nil
      sum = nil
    }
    shares = (0..<group.count).map {
      ReplicaGroup.share(of: layout.count, rank: $0, count: group.count, alignment: 16)
    }
    stretches = shares.map { share in
      layout.specifications.compactMap { specification in
        let start = max(specification.offset, share.lowerBound)
        let end = min(specification.offset + specification.count, share.upperBound)
        return start < end
          ? Stretch(offset: start, count: end - start, decays: specification.decays) : nil
      }
    }
  }

  /// The parameters that each process updates.
  static func owned(_ layout: ParameterLayout, _ group: ReplicaGroup) -> [Range<Int>] {
    group.processShares(of: layout.count, alignment: 16)
  }

  /// Sums a rank's share of the gradients over the replicas; returns the sum of their squares.
  func reduce(rank: Int) -> Double {
    let share = shares[rank]
    if let sum {
      sum.run(rank: rank)
      return VectorKernels.sumOfSquares(gradients[0].pointer + share.lowerBound, count: share.count)
    }
    var squares = 0.0
    var start = share.lowerBound
    // In blocks that stay in the cache between the sum and its squares.
    while start < share.upperBound {
      let count = min(4_096, share.upperBound - start)
      let sum = gradients[0].pointer + start
      for other in 1..<max(gradients.count, 1) {
        VectorKernels.add(gradients[other].pointer + start, to: sum, count: count)
      }
      squares += VectorKernels.sumOfSquares(sum, count: count)
      start += count
    }
    return squares
  }

  /// A sum over the replicas, and a sum of squares.
  func reductionCost(rank: Int) -> KernelCost {
    KernelCost(
      operations: (group.count + 1) * shares[rank].count,
      moving: (gradients.count > 1 ? gradients.count + 1 : 1) * shares[rank].count, of: Float.self)
  }

  /// AdamW reads four numbers for each parameter and writes three.
  func updateCost(rank: Int) -> KernelCost {
    KernelCost(operations: 15 * shares[rank].count, moving: 7 * shares[rank].count, of: Float.self)
  }

  /// Updates a rank's share of the parameters, with gradients clipped by their global norm
  /// (Pascanu, Mikolov and Bengio 2013, arXiv 1211.5063), and gets the shares of other processes.
  func apply(rank: Int, plan: StepPlan, gradientNorm: Double) {
    let clipping = min(1, configuration.clippingNorm / (gradientNorm + 1e-6))
    let step = AdamWKernel.Step<Float>(
      learningRate: plan.learningRate, beta1: configuration.beta1, beta2: configuration.beta2,
      epsilon: configuration.epsilon, gradientScale: clipping, step: plan.step + 1)
    for stretch in stretches[rank] {
      AdamWKernel.update(
        parameters: values.pointer + stretch.offset,
        gradients: gradients[0].pointer + stretch.offset,
        firstMoments: firstMoments.pointer + (stretch.offset - momentOffset),
        secondMoments: secondMoments.pointer + (stretch.offset - momentOffset),
        count: stretch.count, step: step,
        weightDecay: stretch.decays ? Float(configuration.weightDecay) : 0,
        rounded: rounded.map { $0.pointer + stretch.offset })
    }
    guard let parts else { return }
    group.share(values, parts, rank: rank)
    if let rounded { round(into: rounded, rank: rank) }
  }

  /// What other processes updated has come without its rounded copy: each rank rounds a part of all.
  private func round(into rounded: BufferSlice<UInt16>, rank: Int) {
    let ranks = group.ranks
    let part = ReplicaGroup.share(
      of: values.count, rank: rank - ranks.lowerBound, count: ranks.count, alignment: 16)
    BFloat16Kernel.round(
      values.pointer + part.lowerBound, into: rounded.pointer + part.lowerBound, count: part.count)
  }
}

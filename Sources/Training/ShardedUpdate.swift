import Models
import Tensors

/// The second half of a step: each rank sums its share of the gradients over all replicas, in rank
/// order, and updates its share of the parameters.
struct ShardedUpdate: Sendable {
  /// A stretch of one parameter that lies in a rank's share.
  private struct Stretch {
    let offset: Int
    let count: Int
    let decays: Bool
  }

  private let values: BufferSlice<Float>
  private let firstMoments: BufferSlice<Float>
  private let secondMoments: BufferSlice<Float>
  private let gradients: [BufferSlice<Float>]
  private let shares: [Range<Int>]
  private let stretches: [[Stretch]]
  private let configuration: TrainingConfiguration

  /// - Parameter gradients: one buffer a replica; the first one receives the sums.
  init(
    layout: ParameterLayout, values: BufferSlice<Float>, firstMoments: BufferSlice<Float>,
    secondMoments: BufferSlice<Float>, gradients: [BufferSlice<Float>],
    configuration: TrainingConfiguration
  ) {
    self.values = values
    self.firstMoments = firstMoments
    self.secondMoments = secondMoments
    self.gradients = gradients
    self.configuration = configuration
    let count = gradients.count
    shares = (0..<count).map {
      ReplicaGroup.share(of: layout.count, rank: $0, count: count, alignment: 16)
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

  /// Sums a rank's share of the gradients over the replicas; returns the sum of their squares.
  func reduce(rank: Int) -> Double {
    let share = shares[rank]
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

  /// Updates a rank's share of the parameters, with gradients clipped by their global norm
  /// (Pascanu, Mikolov and Bengio 2013, arXiv 1211.5063).
  func apply(rank: Int, plan: StepPlan, gradientNorm: Double) {
    let clipping = min(1, configuration.clippingNorm / (gradientNorm + 1e-6))
    let step = AdamWKernel.Step<Float>(
      learningRate: plan.learningRate, beta1: configuration.beta1, beta2: configuration.beta2,
      epsilon: configuration.epsilon, gradientScale: clipping, step: plan.step + 1)
    for stretch in stretches[rank] {
      AdamWKernel.update(
        parameters: values.pointer + stretch.offset,
        gradients: gradients[0].pointer + stretch.offset,
        firstMoments: firstMoments.pointer + stretch.offset,
        secondMoments: secondMoments.pointer + stretch.offset, count: stretch.count, step: step,
        weightDecay: stretch.decays ? Float(configuration.weightDecay) : 0)
    }
  }
}

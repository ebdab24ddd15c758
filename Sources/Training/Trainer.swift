import Models
import Tensors

/// Trains a model: replicas compute gradients on their shares of each batch, the gradients are
/// summed in rank order, and each replica updates its share of the parameters (the optimizer's
/// state is sharded as in ZeRO stage 1, Rajbhandari et al. 2020, arXiv 1910.02054).
///
///     let trainer = try Trainer(parameters, configuration, data: sampler)
///     while trainer.step < configuration.steps { print(try trainer.trainStep().loss) }
///
/// After the first step, a step allocates nothing.
public final class Trainer {
  public let parameters: ParameterStore<Float>
  public let configuration: TrainingConfiguration
  /// Steps done so far.
  public internal(set) var step = 0

  /// The optimizer's first and second moments, laid out as the parameters are.
  let firstMoments: BufferSlice<Float>
  let secondMoments: BufferSlice<Float>

  private let arena = Arena()
  private let replicas: BufferSlice<Replica>
  private let group: ReplicaGroup
  private let plan: BufferSlice<StepPlan>
  private let losses: BufferSlice<Double>
  private let squares: BufferSlice<Double>
  private let stepBody: @Sendable (Int) -> Void

  /// Plans everything that training will need.
  public init(
    _ parameters: ParameterStore<Float>, _ configuration: TrainingConfiguration,
    data: WindowSampler
  ) throws {
    try configuration.validate()
    LinearAlgebra.setThreadCount(1)
    self.parameters = parameters
    self.configuration = configuration
    let count = configuration.replicas
    firstMoments = arena.allocate(parameters.layout.count, of: 0)
    secondMoments = arena.allocate(parameters.layout.count, of: 0)
    losses = arena.allocate(count, of: 0)
    squares = arena.allocate(count, of: 0)
    plan = arena.allocate(1, of: StepPlan())
    group = ReplicaGroup(count: count)
    let sequences = configuration.batch / configuration.accumulation
    let pointer = UnsafeMutablePointer<Replica>.allocate(capacity: count)
    var built = 0
    do {
      for rank in 0..<count {
        let share = ReplicaGroup.share(of: sequences, rank: rank, count: count)
        (pointer + rank).initialize(
          to: try Replica(parameters, share: share, time: configuration.contextLength))
        built += 1
      }
    } catch {
      pointer.deinitialize(count: built)
      pointer.deallocate()
      throw error
    }
    replicas = BufferSlice(pointer: pointer, count: count)
    stepBody = Self.makeStep(
      replicas: replicas, group: group, plan: plan, losses: losses, squares: squares,
      update: ShardedUpdate(
        layout: parameters.layout, values: parameters.values, firstMoments: firstMoments,
        secondMoments: secondMoments, gradients: (0..<count).map { pointer[$0].gradients },
        configuration: configuration),
      configuration: configuration, data: data)
  }

  deinit {
    replicas.pointer.deinitialize(count: replicas.count)
    replicas.pointer.deallocate()
  }

  /// What a step reports.
  public struct StepMetrics: Sendable {
    /// The mean −log p of the batch's tokens, in nats.
    public let loss: Double
    /// The norm of all gradients together, before clipping.
    public let gradientNorm: Double
    public let learningRate: Double
  }

  /// Does one step.
  ///
  /// - Throws: `TrainingError.diverged` when the loss or a gradient is no number; the parameters
  ///   are then as they were before the step.
  public func trainStep() throws(TrainingError) -> StepMetrics {
    let rate = configuration.schedule.rate(at: step, of: configuration.steps)
    plan[0] = StepPlan(step: step, learningRate: rate)
    group.run(stepBody)
    let loss = losses.buffer.reduce(0, +) / Double(configuration.tokensPerStep)
    let norm = squares.buffer.reduce(0, +).squareRoot()
    guard loss.isFinite, norm.isFinite else { throw .diverged(step: step) }
    step += 1
    return StepMetrics(loss: loss, gradientNorm: norm, learningRate: rate)
  }

  /// The bytes that training holds: parameters, gradients, optimizer state and activations.
  public var memory: TrainingMemory {
    let size = parameters.layout.count * MemoryLayout<Float>.stride
    return TrainingMemory(
      parameters: size, gradients: size * replicas.count, optimizerState: 2 * size,
      activations: replicas.buffer.reduce(0) { $0 + $1.decoder.activationByteCount })
  }

  /// Runs a body once for each replica's decoder, each on its own thread.
  func onEveryReplica(_ body: @escaping @Sendable (_ rank: Int, _ decoder: Decoder<Float>) -> Void)
  {
    let replicas = self.replicas
    group.run { rank in body(rank, replicas[rank].decoder) }
  }

  private static func makeStep(
    replicas: BufferSlice<Replica>, group: ReplicaGroup, plan: BufferSlice<StepPlan>,
    losses: BufferSlice<Double>, squares: BufferSlice<Double>, update: ShardedUpdate,
    configuration: TrainingConfiguration, data: WindowSampler
  ) -> @Sendable (Int) -> Void {
    let scale = 1 / Double(configuration.tokensPerStep)
    let sequences = configuration.batch / configuration.accumulation
    return { rank in
      let replica = replicas[rank]
      var loss = 0.0
      for part in 0..<configuration.accumulation {
        replica.fill(from: data, step: plan[0].step, firstSequence: part * sequences)
        loss += replica.decoder.forward(scale: scale)
        replica.decoder.backward(startingAnew: part == 0)
      }
      losses[rank] = loss
      group.barrier()
      squares[rank] = update.reduce(rank: rank)
      group.barrier()
      // Every rank adds the same numbers in the same order, and so clips alike.
      let norm = squares.buffer.reduce(0, +).squareRoot()
      let total = losses.buffer.reduce(0, +)
      guard norm.isFinite, total.isFinite else { return }
      update.apply(rank: rank, plan: plan[0], gradientNorm: norm)
    }
  }
}

/// The bytes that a training run holds.
public struct TrainingMemory: Hashable, Sendable {
  public var parameters: Int
  public var gradients: Int
  public var optimizerState: Int
  public var activations: Int
  public var total: Int { parameters + gradients + optimizerState + activations }
}

/// What every replica must know of the step at hand.
struct StepPlan: BitwiseCopyable {
  var step = 0
  var learningRate = 0.0
}

/// One replica: a decoder for its share of the batch, and gradients of its own.
struct Replica {
  let decoder: Decoder<Float>
  let gradients: BufferSlice<Float>
  let share: Range<Int>
  private let arena = Arena()

  init(_ parameters: ParameterStore<Float>, share: Range<Int>, time: Int) throws(ModelError) {
    self.share = share
    gradients = arena.allocate(parameters.layout.count, of: 0)
    decoder = try Decoder(parameters, batch: share.count, time: time, gradients: gradients)
  }

  func fill(from data: WindowSampler, step: Int, firstSequence: Int) {
    let time = decoder.time
    for (row, sequence) in share.enumerated() {
      data.fill(
        step: step, sequence: firstSequence + sequence,
        tokens: decoder.tokens.pointer + row * time, targets: decoder.targets.pointer + row * time)
    }
  }
}

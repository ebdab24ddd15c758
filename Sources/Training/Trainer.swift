import Groundwork
import Models
import Tensors
import TrainingData

/// Trains a model: replicas compute gradients on their shares of each batch, the gradients are
/// summed in rank order, and each replica updates its share of the parameters (the optimizer's
/// state is sharded as in ZeRO stage 1, Rajbhandari et al. 2020, arXiv 1910.02054).
///
///     let trainer = try Trainer(parameters, configuration, data: sampler)
///     while trainer.step < configuration.steps { print(try trainer.trainStep().loss) }
///
/// Several processes may share the replicas: each has a trainer of its own, and they do the same steps
/// at the same time. The same number of replicas gives the same bits, whatever their processes.
///
/// After the first step, a step allocates nothing.
public final class Trainer {
  /// What is trained, and what it computes with besides.
  public let model: TrainableModel<Float>
  public let configuration: TrainingConfiguration
  /// What training changes: all parameters of a whole model, or those of an adapter.
  public var parameters: ParameterStore<Float> { model.parameters }
  /// Steps done so far.
  public internal(set) var step = 0

  /// The optimizer's first and second moments of this process's part of the parameters: all of them
  /// where there is one process.
  let firstMoments: BufferSlice<Float>
  let secondMoments: BufferSlice<Float>

  private let arena = Arena()
  private let replicas: BufferSlice<Replica>
  let group: ReplicaGroup
  private let plan: BufferSlice<StepPlan>
  private let losses: BufferSlice<Double>
  private let squares: BufferSlice<Double>
  private let data: WindowSampler
  private let stepBody: @Sendable (Int) -> Void

  /// Plans everything that training will need.
  ///
  /// - Parameter processes: those that share the replicas; each gives the same parameters,
  ///   configuration and data.
  public convenience init(
    _ parameters: ParameterStore<Float>, _ configuration: TrainingConfiguration,
    data: WindowSampler, processes: any ProcessGroup = SingleProcess()
  ) throws {
    try self.init(.whole(parameters), configuration, data: data, processes: processes)
  }

  /// The same for a model of which training may change an adapter alone.
  public convenience init(
    _ model: TrainableModel<Float>, _ configuration: TrainingConfiguration, data: WindowSampler,
    processes: any ProcessGroup = SingleProcess()
  ) throws {
    try configuration.validate()
    try configuration.requireMemory(for: model, processes: processes)
    guard data.settings.suit(configuration.sequences) else {
      throw TrainingError.impossible("its sampler was made for another configuration")
    }
    try self.init(checked: model, configuration, data: data, processes: processes)
  }

  /// The same for a configuration that was found possible (`PretrainingPlan.check`), with the sampler
  /// made for it, and for adapters too.
  init(
    checked model: TrainableModel<Float>, _ configuration: TrainingConfiguration,
    data: WindowSampler, processes: any ProcessGroup
  ) throws {
    let parameters = model.parameters
    try Self.check(configuration, parameters, processes)
    LinearAlgebra.setThreadCount(1)
    self.model = model
    self.configuration = configuration
    self.data = data
    let count = configuration.replicas
    let group = ReplicaGroup(count: count, processes: processes)
    self.group = group
    let owned = ShardedUpdate.owned(parameters.layout, group)[processes.rank]
    firstMoments = arena.allocate(owned.count, of: 0)
    secondMoments = arena.allocate(owned.count, of: 0)
    losses = arena.allocate(count, of: 0)
    squares = arena.allocate(count, of: 0)
    plan = arena.allocate(1, of: StepPlan())
    let sequences = configuration.batch / configuration.accumulation
    let pointer = UnsafeMutablePointer<Replica>.allocate(capacity: group.ranks.count)
    var built = 0
    do {
      for rank in group.ranks {
        let share = ReplicaGroup.share(of: sequences, rank: rank, count: count)
        (pointer + built).initialize(
          to: try Replica(
            model, share: share, time: configuration.contextLength,
            options: configuration.decoderOptions))
        built += 1
      }
    } catch {
      pointer.deinitialize(count: built)
      pointer.deallocate()
      throw error
    }
    replicas = BufferSlice(pointer: pointer, count: built)
    stepBody = Self.makeStep(
      replicas: replicas, group: group, plan: plan, losses: losses, squares: squares,
      update: ShardedUpdate(
        layout: parameters.layout, values: parameters.values, rounded: parameters.roundedValues,
        moments: (firstMoments, secondMoments),
        gradients: replicas.buffer.map(\.gradients), configuration: configuration, group: group,
        arena: arena),
      configuration: configuration, data: data)
  }

  deinit {
    replicas.pointer.deinitialize(count: replicas.count)
    replicas.pointer.deallocate()
  }

  /// What a step reports.
  public struct StepMetrics: Sendable {
    /// The mean −log p of the batch's labels, in nats; a z-loss is not part of it.
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
    let labels = max(1, data.labelCount(step: step, batch: configuration.batch))
    plan[0] = StepPlan(step: step, learningRate: rate, labelCount: labels)
    group.run(stepBody)
    let loss = losses.buffer.reduce(0, +) / Double(labels)
    let norm = squares.buffer.reduce(0, +).squareRoot()
    guard loss.isFinite, norm.isFinite else { throw .diverged(step: step) }
    step += 1
    return StepMetrics(loss: loss, gradientNorm: norm, learningRate: rate)
  }

  /// The bytes that training holds in this process: parameters (frozen ones too), gradients, optimizer state and
  /// activations.
  public var memory: TrainingMemory {
    let size = parameters.layout.count * MemoryLayout<Float>.stride
    let rounded = (parameters.roundedValues?.count ?? 0) * MemoryLayout<UInt16>.stride
    return TrainingMemory(
      parameters: size + rounded + model.frozenByteCount, gradients: size * replicas.count,
      optimizerState: 2 * firstMoments.count * MemoryLayout<Float>.stride,
      activations: replicas.buffer.reduce(0) { $0 + $1.decoder.activationByteCount })
  }

  /// Runs a body once for each replica's decoder of this process, each on its own thread.
  func onEveryReplica(_ body: @escaping @Sendable (_ rank: Int, _ decoder: Decoder<Float>) -> Void)
  {
    let replicas = self.replicas
    let first = group.ranks.lowerBound
    group.run { rank in body(rank, replicas[rank - first].decoder) }
  }

  /// Gives the decoder of every replica of this process a stopwatch, or takes them away.
  func setStopwatches(_ stopwatches: [PartStopwatch?]) {
    for (replica, stopwatch) in zip(replicas.buffer, stopwatches) {
      replica.decoder.stopwatch = stopwatch
    }
  }

  private static func makeStep(
    replicas: BufferSlice<Replica>, group: ReplicaGroup, plan: BufferSlice<StepPlan>,
    losses: BufferSlice<Double>, squares: BufferSlice<Double>, update: ShardedUpdate,
    configuration: TrainingConfiguration, data: WindowSampler
  ) -> @Sendable (Int) -> Void {
    let sequences = configuration.batch / configuration.accumulation
    let first = group.ranks.lowerBound
    let numbers = WordPartition(group.processShares(of: group.count), wordsPerElement: 2)
    return { rank in
      let replica = replicas[rank - first]
      // Over all replicas and parts, so that every label weighs alike.
      let scale = 1 / Double(plan[0].labelCount)
      let stopwatch = replica.decoder.stopwatch
      stopwatch?.start()
      var loss = 0.0
      for part in 0..<configuration.accumulation {
        replica.fill(
          from: data, step: plan[0].step, firstSequence: part * sequences,
          seed: configuration.seed)
        stopwatch?.lap(.data, .zero)
        loss += replica.decoder.forward(
          scale: scale, zLoss: configuration.zLoss, startingAnew: part == 0)
        replica.decoder.backward(startingAnew: part == 0)
      }
      losses[rank] = loss
      group.share(losses, numbers, rank: rank)
      stopwatch?.lap(.waiting, .zero)
      squares[rank] = update.reduce(rank: rank)
      stopwatch?.lap(.reduction, update.reductionCost(rank: rank))
      group.share(squares, numbers, rank: rank)
      stopwatch?.lap(.waiting, .zero)
      // Every rank adds the same numbers in the same order, and so clips alike.
      let norm = squares.buffer.reduce(0, +).squareRoot()
      let total = losses.buffer.reduce(0, +)
      guard norm.isFinite, total.isFinite else { return }
      update.apply(rank: rank, plan: plan[0], gradientNorm: norm)
      stopwatch?.lap(.optimizer, update.updateCost(rank: rank))
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
  /// Labels in the whole batch, over all replicas and parts.
  var labelCount = 1
}

/// One replica: a decoder for its share of the batch, and gradients of its own.
struct Replica {
  let decoder: Decoder<Float>
  let gradients: BufferSlice<Float>
  let share: Range<Int>
  private let arena = Arena()

  init(
    _ model: TrainableModel<Float>, share: Range<Int>, time: Int, options: DecoderOptions
  ) throws(ModelError) {
    self.share = share
    gradients = arena.allocate(model.parameters.layout.count, of: 0)
    decoder = try Decoder(
      model, batch: share.count, time: time, gradients: gradients, options: options)
  }

  func fill(from data: WindowSampler, step: Int, firstSequence: Int, seed: UInt64) {
    let time = decoder.time
    for (row, sequence) in share.enumerated() {
      if let keys = decoder.dropoutKeys {
        keys[row] = InputDropout.key(seed: seed, step: step, sequence: firstSequence + sequence)
      }
      data.fill(
        step: step, sequence: firstSequence + sequence,
        tokens: decoder.tokens.pointer + row * time,
        targets: decoder.targets.pointer + row * time,
        documentStarts: decoder.documentStarts.map { $0.pointer + row * time })
    }
  }
}

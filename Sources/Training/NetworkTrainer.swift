import Groundwork
import Models
import Tensors

/// One replica of a network that a `NetworkTrainer` trains.
public protocol LossNetwork: AnyObject, SendableMetatype {
  /// Runs the network on what was laid into it; returns Σ −log p(target) in nats.
  func forward(scale: Double) -> Double
  /// Computes ∂L/∂parameter, after `forward(scale:)`.
  func backward(startingAnew: Bool)
}

extension Encoder: LossNetwork where Scalar == Float {}
extension EncoderDecoder: LossNetwork where Scalar == Float {}

/// Trains encoders and encoder–decoders on examples that the caller lays in: the same steps as `Trainer`'s
/// (replicas, AdamW, clipping, schedule), without its files.
///
///     let trainer = try NetworkTrainer(parameters, configuration) { sequences, gradients in
///       try Encoder(parameters, batch: sequences, time: 32, gradients: gradients)
///     }
///     let loss = try trainer.trainStep { encoder, step, sequences in
///       var labels = 0
///       for (row, sequence) in sequences.enumerated() { labels += … }
///       return labels
///     }
///
/// The same seed and the same number of replicas give the same bits, if what is laid in depends on the step
/// and the sequence alone.
public final class NetworkTrainer<Network: LossNetwork> {
  /// Lays sequences into a replica and returns how many labels they have; called on the replica's thread.
  ///
  /// - sequences: their numbers within the batch; the first one is the replica's sequence 0.
  public typealias Filling =
    @Sendable (_ network: Network, _ step: Int, _ sequences: Range<Int>) -> Int

  public let configuration: TrainingConfiguration
  /// Steps done so far.
  public private(set) var step = 0

  private let arena = Arena()
  private let networks: BufferSlice<Network>
  private let group: ReplicaGroup
  private let update: ShardedUpdate
  private let labels: BufferSlice<Int>
  private let losses: BufferSlice<Double>
  private let squares: BufferSlice<Double>

  /// Plans everything that training will need.
  ///
  /// - Parameters:
  ///   - configuration: batch, steps, schedule and optimizer; what belongs to windows of tokens is not
  ///     asked.
  ///   - build: makes a replica for so many sequences, with gradients of its own.
  /// - Throws: for an impossible configuration, and what `build` throws.
  public init<Shape: NetworkShape>(
    _ parameters: NetworkParameters<Shape, Float>, _ configuration: TrainingConfiguration,
    build: (_ sequences: Int, _ gradients: BufferSlice<Float>) throws -> Network
  ) throws {
    try configuration.validate()
    guard configuration.accumulation == 1 else {
      throw TrainingError.impossible("a batch of examples is not worked off in parts")
    }
    LinearAlgebra.setThreadCount(1)
    let count = configuration.replicas
    let gradients = (0..<count).map { [arena] _ -> BufferSlice<Float> in
      arena.allocate(parameters.layout.count, of: 0)
    }
    let built = try gradients.enumerated().map { rank, gradients in
      try build(
        ReplicaGroup.share(of: configuration.batch, rank: rank, count: count).count, gradients)
    }
    let pointer = UnsafeMutablePointer<Network>.allocate(capacity: count)
    for (rank, network) in built.enumerated() { (pointer + rank).initialize(to: network) }
    networks = BufferSlice(pointer: pointer, count: count)
    self.configuration = configuration
    group = ReplicaGroup(count: count)
    update = ShardedUpdate(
      layout: parameters.layout, values: parameters.values, rounded: nil,
      moments: (
        arena.allocate(parameters.layout.count, of: 0),
        arena.allocate(parameters.layout.count, of: 0)
      ), gradients: gradients, configuration: configuration, group: group, arena: arena)
    labels = arena.allocate(count, of: 0)
    losses = arena.allocate(count, of: 0)
    squares = arena.allocate(count, of: 0)
  }

  deinit {
    networks.pointer.deinitialize(count: networks.count)
    networks.pointer.deallocate()
  }

  /// Does one step; returns the mean −log p of the batch's labels, in nats.
  ///
  /// - Throws: `TrainingError.diverged` when the loss or a gradient is no number; the parameters are then as
  ///   they were before the step.
  @discardableResult
  public func trainStep(_ fill: @escaping Filling) throws(TrainingError) -> Double {
    let plan = StepPlan(
      step: step, learningRate: configuration.schedule.rate(at: step, of: configuration.steps))
    let (networks, group, update) = (self.networks, self.group, self.update)
    let (labels, losses, squares) = (self.labels, self.losses, self.squares)
    let batch = configuration.batch
    group.run { rank in
      let share = ReplicaGroup.share(of: batch, rank: rank, count: group.count)
      labels[rank] = fill(networks[rank], plan.step, share)
      group.barrier()
      // Over all replicas, so that every label weighs alike.
      let scale = 1 / Double(max(1, labels.buffer.reduce(0, +)))
      losses[rank] = scale * networks[rank].forward(scale: scale)
      networks[rank].backward(startingAnew: true)
      group.barrier()
      squares[rank] = update.reduce(rank: rank)
      group.barrier()
      let norm = squares.buffer.reduce(0, +).squareRoot()
      guard norm.isFinite, losses.buffer.reduce(0, +).isFinite else { return }
      update.apply(rank: rank, plan: plan, gradientNorm: norm)
    }
    let loss = losses.buffer.reduce(0, +)
    guard loss.isFinite, squares.buffer.reduce(0, +).isFinite else {
      throw .diverged(step: step)
    }
    step += 1
    return loss
  }
}

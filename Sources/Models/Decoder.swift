import Groundwork
import Tensors

/// One replica of a decoder-only transformer, planned for batches of one shape.
///
///     let parameters = try ParameterStore<Float>(configuration)
///     parameters.initialize(seed: 1)
///     let decoder = try Decoder(parameters, batch: 12, time: 64, gradients: gradients)
///     decoder.tokens.copy(from: ids)
///     decoder.targets.copy(from: nextIDs)
///     let nats = decoder.forward(scale: 1 / Double(12 * 64))   // the sum of −log p
///     decoder.backward(startingAnew: true)
///
/// Reading `init` top to bottom is reading the architecture; `Tape` does the rest.
public final class Decoder<Scalar: TensorScalar> {
  public let configuration: ModelConfiguration
  public let batch: Int
  public let time: Int
  /// The ids to read, (batch, time). Whoever fills them in has checked them against the vocabulary.
  public let tokens: BufferSlice<Int32>
  /// The ids to predict, (batch, time); `CrossEntropyKernel.ignoredTarget` where there is none.
  public let targets: BufferSlice<Int32>
  /// The first position of its sequence that each position sees, (batch, time); at first 0
  /// everywhere. Nil unless `DecoderOptions.separatesDocuments`.
  public let documentStarts: BufferSlice<Int32>?
  /// −log p of each target in nats, (batch, time), after `evaluate()`.
  public let losses: BufferSlice<Double>

  /// A number for each sequence, (batch), that decides what the dropout of an adapter drops in `forward(scale:)`;
  /// `InputDropout.key` makes them. Nil where nothing is dropped.
  public var dropoutKeys: BufferSlice<UInt64>? { dropout?.keys }

  private let dropout: InputDropout?
  private let tape: Tape<Scalar>
  private let arena: Arena
  /// The scores of all positions; nil where they are made a block at a time.
  private let scores: Variable<Scalar>?
  private let headBlocks: HeadBlocks<Scalar>?
  private let trained: [Variable<Scalar>]
  // The slices point into the model's memory: it lives as long as the decoder.
  private let model: TrainableModel<Scalar>

  /// Plans the network.
  ///
  /// - Parameter gradients: where ∂L/∂parameter goes, laid out as the parameters are; nil for a
  ///   network that only runs forward.
  /// - Throws: for an impossible shape, or one that does not fit into the machine's memory.
  public convenience init(
    _ store: ParameterStore<Scalar>, batch: Int, time: Int, gradients: BufferSlice<Scalar>? = nil,
    options: DecoderOptions = DecoderOptions()
  ) throws(ModelError) {
    try self.init(
      .whole(store), batch: batch, time: time, gradients: gradients, options: options)
  }

  /// The same for a model of which training may change a part alone.
  ///
  /// - Parameter gradients: laid out as the model's `parameters` are.
  public convenience init(
    _ model: TrainableModel<Scalar>, batch: Int, time: Int,
    gradients: BufferSlice<Scalar>? = nil, options: DecoderOptions = DecoderOptions()
  ) throws(ModelError) {
    var copies = 1
    // What is frozen may lie in a file that is smaller than its numbers.
    if case .adapter = model { copies = 0 }
    try model.configuration.requireMemory(
      batch: max(0, batch), time: max(0, time), copies: copies)
    try self.init(
      model, batch: batch, time: time, gradients: gradients, options: options, arena: Arena())
  }

  init(
    _ model: TrainableModel<Scalar>, batch: Int, time: Int, gradients: BufferSlice<Scalar>?,
    options: DecoderOptions, arena: Arena
  ) throws(ModelError) {
    let c = model.configuration
    guard batch > 0, time > 0 else {
      throw .impossibleShape("a batch of \(batch) × \(time) tokens; both must be at least 1")
    }
    if let limit = c.positionLimit, time > limit {
      throw .impossibleShape("\(time) tokens are more than the \(limit) learned positions")
    }
    configuration = c
    self.arena = arena
    self.batch = batch
    self.time = time
    self.model = model
    tokens = arena.allocate(batch * time, of: 0)
    targets = arena.allocate(batch * time, of: CrossEntropyKernel.ignoredTarget)
    losses = arena.allocate(batch * time, of: 0)
    documentStarts = options.separatesDocuments ? arena.allocate(batch * time, of: 0) : nil
    tape = Tape(arena: arena, isTraining: gradients != nil, products: options.products)
    dropout =
      gradients == nil || model.dropoutRate == 0
      ? nil : InputDropout(rate: model.dropoutRate, batch: batch, time: time, arena: arena)
    let parameters = model.decoderParameters(
      gradients: gradients, dropout: dropout, products: options.products)
    trained = parameters.trained
    let blocks = DecoderBlocks(
      tape: tape, arena: arena, configuration: c, parameters: parameters, batch: batch, time: time,
      documentStarts: documentStarts)
    var x = blocks.embedding(tokens)
    for layer in 0..<c.layerCount {
      if options.recomputesLayers { tape.beginSegment() }
      x = blocks.layer(x, layer)
      if options.recomputesLayers { tape.endSegment(keeping: x) }
    }
    let hidden = blocks.normalization(x, ParameterNames.finalNorm)
    let blockRows = options.scoreByteLimit.map {
      HeadBlocks<Scalar>.rows(c, positions: batch * time, byteLimit: $0)
    }
    if let blockRows, blockRows < batch * time {
      tape.finishPlanning()
      headBlocks = HeadBlocks(
        blocks, hidden: hidden, blockRows: blockRows, arena: arena, isTraining: gradients != nil)
      scores = nil
    } else {
      let scores = blocks.head(hidden)
      tape.replaceValueByGradient(of: scores)
      tape.finishPlanning()
      (self.scores, headBlocks) = (scores, nil)
    }
  }

  /// The bytes of every activation, gradient of an activation and scratch buffer.
  public var activationByteCount: Int { arena.byteCount }

  /// Takes the time of every part of the passes; nil for no timing.
  public var stopwatch: PartStopwatch? {
    get { tape.stopwatch }
    set {
      tape.stopwatch = newValue
      headBlocks?.tape.stopwatch = newValue
    }
  }

  /// The scores of the next token, (batch · time, vocabulary), after `run()`.
  ///
  /// - Precondition: the decoder was not planned with a `DecoderOptions.scoreByteLimit` that it exceeds.
  public var logits: BufferSlice<Scalar> {
    guard let scores else { preconditionFailure("a blocked head keeps no scores") }
    return scores.value
  }

  /// Runs the network on `tokens` and leaves the `logits`.
  public func run() {
    dropout?.isOn = false
    tape.forward()
  }

  /// Runs the network and prepares the backward pass; returns Σ −log p(target) in nats.
  ///
  /// - Parameters:
  ///   - scale: the weight of each position in the loss that is differentiated: one over the number
  ///     of labelled positions in the whole batch, over all replicas.
  ///   - zLoss: the coefficient of the z-loss that is differentiated too: see `CrossEntropyKernel`.
  ///   - startingAnew: what `backward(startingAnew:)` will be told: a blocked head computes its
  ///     gradients here.
  public func forward(scale: Double, zLoss: Double = 0, startingAnew: Bool = true) -> Double {
    dropout?.isOn = true
    tape.forward()
    if let headBlocks {
      if startingAnew { tape.startGradients(of: trained) }
      return headBlocks.forward(targets: targets, scale: scale, zLoss: zLoss)
    }
    let nats = CrossEntropyKernel.forwardAndBackward(
      logits: logits.pointer, targets: targets.pointer, rows: batch * time,
      vocabulary: configuration.vocabularySize, scale: Scalar(scale),
      zLoss: Scalar(zLoss))
    stopwatch?.lap(.head, KernelCost(operations: 0, moving: 2 * logits.count, of: Scalar.self))
    return nats
  }

  /// Computes ∂L/∂parameter, after `forward(scale:)`.
  ///
  /// - Parameter startingAnew: overwrite the gradients, or add to those of earlier batches.
  public func backward(startingAnew: Bool) {
    // Those of a blocked head stand there already.
    tape.backward(parameters: trained, startingAnew: startingAnew && headBlocks == nil)
  }

  /// Runs the network and leaves −log p of each target in `losses`, 0 where there is none.
  public func evaluate() {
    run()
    if let headBlocks { return headBlocks.evaluate(targets: targets, into: losses) }
    CrossEntropyKernel.losses(
      consuming: logits.pointer, targets: targets.pointer, into: losses.pointer,
      rows: batch * time, vocabulary: configuration.vocabularySize)
  }
}

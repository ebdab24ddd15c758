import Groundwork
import Tensors

/// One replica of an encoder–decoder, planned for batches of one shape.
///
///     let model = try EncoderDecoder(
///       parameters, batch: 8, sourceTime: 32, targetTime: 12, gradients: gradients)
///     model.fill(sequence: 0, source: corrupted, target: spans)
///     let nats = model.forward(scale: 1 / Double(labels))
///     model.backward(startingAnew: true)
public final class EncoderDecoder<Scalar: TensorScalar> {
  public typealias Parameters = NetworkParameters<EncoderDecoderConfiguration, Scalar>

  public let configuration: EncoderDecoderConfiguration
  public let batch: Int
  public let sourceTime: Int
  public let targetTime: Int
  /// The ids that the encoder reads, (batch, sourceTime).
  public let sources: BufferSlice<Int32>
  /// The ids that the decoder reads, (batch, targetTime): the start id, then the targets, one place later.
  public let tokens: BufferSlice<Int32>
  /// The ids to predict, (batch, targetTime); `CrossEntropyKernel.ignoredTarget` where there is none.
  public let targets: BufferSlice<Int32>
  /// −log p of each target in nats, (batch, targetTime), after `evaluate()`.
  public let losses: BufferSlice<Double>

  /// How many positions of the source are seen, from the encoder and from the decoder.
  private let sourceCounts: BufferSlice<Int32>
  private let memoryCounts: BufferSlice<Int32>
  private let tape: Tape<Scalar>
  private let arena = Arena()
  private let memory: Variable<Scalar>
  private let loss: TokenLoss<Scalar>
  /// The operations of the encoder: those before the decoder's.
  private let encoderOperationCount: Int
  // The slices point into the parameters' memory: they live as long as the model.
  private let parameters: Parameters

  /// Plans the network.
  ///
  /// - Parameter gradients: where ∂L/∂parameter goes, laid out as the parameters are; nil for a network
  ///   that only runs forward.
  /// - Throws: for an impossible shape, or one that does not fit into the machine's memory.
  public init(
    _ parameters: Parameters, batch: Int, sourceTime: Int, targetTime: Int,
    gradients: BufferSlice<Scalar>? = nil
  ) throws(ModelError) {
    let c = parameters.configuration
    guard batch > 0, sourceTime > 0, targetTime > 0 else {
      throw .impossibleShape(
        "a batch of \(batch) × \(sourceTime) and \(targetTime) tokens; all must be at least 1")
    }
    try c.requireMemory(numbers: Double(batch) * Double(targetTime) * Double(c.vocabularySize))
    (configuration, self.batch, self.parameters) = (c, batch, parameters)
    (self.sourceTime, self.targetTime) = (sourceTime, targetTime)
    sources = arena.allocate(batch * sourceTime, of: 0)
    tokens = arena.allocate(batch * targetTime, of: Int32(c.startID))
    targets = arena.allocate(batch * targetTime, of: CrossEntropyKernel.ignoredTarget)
    losses = arena.allocate(batch * targetTime, of: 0)
    sourceCounts = arena.allocate(batch * sourceTime, of: Int32(sourceTime))
    memoryCounts = arena.allocate(batch * targetTime, of: Int32(sourceTime))
    let targetCounts: BufferSlice<Int32> = arena.allocate(batch * targetTime, of: 0)
    for sequence in 0..<batch {
      AttentionReach.causal.fill(
        targetCounts, sequence: sequence, time: targetTime, length: targetTime)
    }
    tape = Tape(arena: arena, isTraining: gradients != nil)
    let variables = parameters.layout.variables(parameters.values, gradients: gradients)
    let reading = StackBlocks(
      tape: tape, arena: arena, shape: c.encoder,
      names: EncoderDecoderConfiguration.Names.encoder, variables: variables, batch: batch,
      time: sourceTime)
    let table = reading.parameter(ParameterNames.tokenEmbedding)
    memory = reading.layers(
      tape.embedding(sources, table: table, positions: nil, batch: batch, time: sourceTime),
      visibleCounts: sourceCounts, isTwoSided: true)
    encoderOperationCount = tape.operationCount
    let writing = StackBlocks(
      tape: tape, arena: arena, shape: c.decoder,
      names: EncoderDecoderConfiguration.Names.decoder, variables: variables, batch: batch,
      time: targetTime)
    let stream = writing.layers(
      tape.embedding(tokens, table: table, positions: nil, batch: batch, time: targetTime),
      visibleCounts: targetCounts, isTwoSided: false,
      memory: .init(stream: memory, time: sourceTime, visibleCounts: memoryCounts))
    let scores = tape.linear(
      c.scalesHead ? tape.scale(stream, by: 1 / Double(c.encoder.width).squareRoot()) : stream,
      weight: c.isHeadTied ? table : writing.parameter(ParameterNames.head), part: .head)
    loss = TokenLoss(
      tape: tape, scores: scores, targets: targets, losses: losses,
      vocabularySize: c.vocabularySize,
      trained: gradients == nil ? [] : Array(variables.values))
    tape.replaceValueByGradient(of: scores)
    tape.finishPlanning()
  }

  /// Lays a pair of texts into the batch; what is longer than there are places is cut off.
  ///
  /// - Parameters:
  ///   - source: what the encoder reads; the places behind it are seen by nobody.
  ///   - target: what the decoder is to write, an end-of-text id included where one is wanted.
  /// - Returns: how many targets there are.
  @discardableResult
  public func fill(sequence: Int, source: [Int32], target: [Int32]) -> Int {
    precondition((0..<batch).contains(sequence), "a sequence outside the batch")
    let padding = Int32(configuration.paddingID ?? configuration.startID)
    let length = min(source.count, sourceTime)
    for place in 0..<sourceTime {
      sources[sequence * sourceTime + place] = place < length ? source[place] : padding
    }
    AttentionReach.all.fill(sourceCounts, sequence: sequence, time: sourceTime, length: length)
    AttentionReach.all.fill(memoryCounts, sequence: sequence, time: targetTime, length: length)
    let count = min(target.count, targetTime)
    for place in 0..<targetTime {
      let index = sequence * targetTime + place
      tokens[index] =
        place == 0 ? Int32(configuration.startID) : place <= count ? target[place - 1] : padding
      targets[index] = place < count ? target[place] : CrossEntropyKernel.ignoredTarget
    }
    return count
  }

  /// What the encoder's last layer leaves of each position, (batch · sourceTime, width).
  public var hidden: BufferSlice<Scalar> { memory.value }

  /// The scores of the next token, (batch · targetTime, vocabulary), after `run()`.
  public var logits: BufferSlice<Scalar> { loss.scores.value }

  /// The floating-point operations of one pass forward and one backward: those of the products.
  public var trainingOperationCount: Double { tape.trainingOperationCount }

  /// Runs the network on `sources` and `tokens` and leaves `hidden` and `logits`.
  public func run() { tape.forward() }

  /// Runs the encoder alone, whose `hidden` then stands for any number of `runDecoder()`.
  public func runEncoder() { tape.forward(0..<encoderOperationCount) }

  /// Runs the decoder alone.
  public func runDecoder() { tape.forward(encoderOperationCount..<tape.operationCount) }

  /// Runs the network and prepares the backward pass; returns Σ −log p(target) in nats.
  ///
  /// - Parameter scale: one over the number of targets in the whole batch, over all replicas.
  public func forward(scale: Double) -> Double { loss.forward(scale: scale) }

  /// Computes ∂L/∂parameter, after `forward(scale:)`.
  ///
  /// - Parameter startingAnew: overwrite the gradients, or add to those of earlier batches.
  public func backward(startingAnew: Bool) { loss.backward(startingAnew: startingAnew) }

  /// Runs the network and leaves −log p of each target in `losses`, 0 where there is none.
  public func evaluate() { loss.evaluate() }
}

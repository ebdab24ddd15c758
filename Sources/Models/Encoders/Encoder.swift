import Groundwork
import Tensors

/// One replica of an encoder, planned for batches of one shape: a stream that every token sees from both
/// sides, and a score of every word for every position.
///
///     let encoder = try Encoder(parameters, batch: 8, time: 32, gradients: gradients)
///     encoder.tokens.copy(from: masked)                       // some ids replaced by [MASK]
///     encoder.targets.copy(from: original)                    // the ids that were there
///     let nats = encoder.forward(scale: 1 / Double(labels))
///     encoder.backward(startingAnew: true)
///
/// What a position sees is a number (`see`), and so the same network can also read from left to right.
public final class Encoder<Scalar: TensorScalar> {
  public typealias Parameters = NetworkParameters<EncoderConfiguration, Scalar>

  public let configuration: EncoderConfiguration
  public let batch: Int
  public let time: Int
  /// The ids to read, (batch, time). Whoever fills them in has checked them against the vocabulary.
  public let tokens: BufferSlice<Int32>
  /// The kind of segment of each token, (batch, time), at first 0; nil where there are no kinds.
  public let segments: BufferSlice<Int32>?
  /// The ids to predict at their own places, (batch, time); `CrossEntropyKernel.ignoredTarget` for none.
  public let targets: BufferSlice<Int32>
  /// How many of the first positions of its sequence each position sees, (batch, time), at first all.
  public let visibleCounts: BufferSlice<Int32>
  /// −log p of each target in nats, (batch, time), after `evaluate()`.
  public let losses: BufferSlice<Double>

  private let tape: Tape<Scalar>
  private let arena = Arena()
  private let stream: Variable<Scalar>
  private let loss: TokenLoss<Scalar>
  // The slices point into the parameters' memory: they live as long as the encoder.
  private let parameters: Parameters

  /// Plans the network.
  ///
  /// - Parameter gradients: where ∂L/∂parameter goes, laid out as the parameters are; nil for a network
  ///   that only runs forward.
  /// - Throws: for an impossible shape, or one that does not fit into the machine's memory.
  public init(
    _ parameters: Parameters, batch: Int, time: Int, gradients: BufferSlice<Scalar>? = nil
  ) throws(ModelError) {
    let c = parameters.configuration
    guard batch > 0, time > 0 else {
      throw .impossibleShape("a batch of \(batch) × \(time) tokens; both must be at least 1")
    }
    if let limit = c.positionLimit, time > limit {
      throw .impossibleShape("\(time) tokens are more than the \(limit) learned positions")
    }
    try c.requireMemory(numbers: Double(batch) * Double(time) * Double(c.vocabularySize))
    (configuration, self.batch, self.time, self.parameters) = (c, batch, time, parameters)
    tokens = arena.allocate(batch * time, of: 0)
    segments = c.segmentKindCount > 0 ? arena.allocate(batch * time, of: 0) : nil
    targets = arena.allocate(batch * time, of: CrossEntropyKernel.ignoredTarget)
    visibleCounts = arena.allocate(batch * time, of: Int32(time))
    losses = arena.allocate(batch * time, of: 0)
    tape = Tape(arena: arena, isTraining: gradients != nil)
    let variables = parameters.layout.variables(parameters.values, gradients: gradients)
    let blocks = StackBlocks(
      tape: tape, arena: arena, shape: c.stack, names: EncoderConfiguration.Names.stack,
      variables: variables, batch: batch, time: time)
    let embedded = Self.embedding(blocks, c, tokens, segments)
    stream = blocks.layers(embedded, visibleCounts: visibleCounts, isTwoSided: true)
    let scores = Self.head(blocks, c, stream)
    loss = TokenLoss(
      tape: tape, scores: scores, targets: targets, losses: losses,
      vocabularySize: c.vocabularySize,
      trained: gradients == nil ? [] : Array(variables.values))
    tape.replaceValueByGradient(of: scores)
    tape.finishPlanning()
  }

  private static func embedding(
    _ blocks: StackBlocks<Scalar>, _ c: EncoderConfiguration, _ tokens: BufferSlice<Int32>,
    _ segments: BufferSlice<Int32>?
  ) -> Variable<Scalar> {
    let tape = blocks.tape
    var x = tape.embedding(
      tokens, table: blocks.parameter(ParameterNames.tokenEmbedding),
      positions: blocks.variables[ParameterNames.positionEmbedding], batch: blocks.batch,
      time: blocks.time)
    if let segments {
      let kinds = tape.embedding(
        segments, table: blocks.parameter(EncoderConfiguration.Names.segmentEmbedding),
        positions: nil, batch: blocks.batch, time: blocks.time)
      x = tape.add(kinds, to: x)
    }
    return c.normalizesEmbedding ? blocks.normalization(x, ParameterNames.embeddingNorm) : x
  }

  private static func head(
    _ blocks: StackBlocks<Scalar>, _ c: EncoderConfiguration, _ stream: Variable<Scalar>
  ) -> Variable<Scalar> {
    var x = stream
    if c.head == .transformed {
      x = blocks.linear(x, EncoderConfiguration.Names.transform)
      switch c.stack.features.feedForward {
      case .relu: x = blocks.tape.relu(x)
      case .gelu, .geGLU: x = blocks.tape.gelu(x)
      case .exactGELU: x = blocks.tape.gelu(x, form: .exact)
      }
      x = blocks.normalization(x, EncoderConfiguration.Names.transformNorm)
    }
    return blocks.tape.linear(
      x, weight: blocks.parameter(ParameterNames.tokenEmbedding),
      bias: blocks.variables[EncoderConfiguration.Names.headBias], part: .head)
  }

  /// Says what the positions of a sequence see.
  ///
  /// - Parameter length: of the sequence, its padding at the end left out, which nobody sees then.
  public func see(_ reach: AttentionReach, sequence: Int, length: Int? = nil) {
    precondition((0..<batch).contains(sequence), "a sequence outside the batch")
    reach.fill(visibleCounts, sequence: sequence, time: time, length: min(length ?? time, time))
  }

  /// Lays a text into the batch; what is longer than there are places is cut off, and the places behind it
  /// are seen by nobody.
  ///
  /// - Parameter targets: one for each token, `CrossEntropyKernel.ignoredTarget` for none.
  /// - Returns: how many targets there are.
  @discardableResult
  public func fill(
    sequence: Int, tokens ids: [Int32], targets wanted: [Int32] = [], reach: AttentionReach = .all
  ) -> Int {
    precondition((0..<batch).contains(sequence), "a sequence outside the batch")
    let padding = Int32(configuration.paddingID ?? 0)
    var count = 0
    for place in 0..<time {
      let index = sequence * time + place
      tokens[index] = place < ids.count ? ids[place] : padding
      let hasTarget = place < min(ids.count, wanted.count)
      targets[index] = hasTarget ? wanted[place] : CrossEntropyKernel.ignoredTarget
      if targets[index] != CrossEntropyKernel.ignoredTarget { count += 1 }
    }
    see(reach, sequence: sequence, length: ids.count)
    return count
  }

  /// What the last layer leaves of each position, (batch · time, width), after `run()` or `forward`.
  public var hidden: BufferSlice<Scalar> { stream.value }

  /// The scores of every word at every position, (batch · time, vocabulary), after `run()`.
  public var logits: BufferSlice<Scalar> { loss.scores.value }

  /// The floating-point operations of one pass forward and one backward: those of the products.
  public var trainingOperationCount: Double { tape.trainingOperationCount }

  /// Runs the network on `tokens` and leaves `hidden` and `logits`.
  public func run() { tape.forward() }

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

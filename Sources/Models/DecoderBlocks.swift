import Groundwork
import Tensors

/// The parts of a decoder, laid onto a tape as the configuration's features ask for them.
struct DecoderBlocks<Scalar: TensorScalar> {
  private(set) var tape: Tape<Scalar>
  let configuration: ModelConfiguration
  let parameters: DecoderParameters<Scalar>
  let batch: Int
  let time: Int
  private let features: DecoderFeatures
  private let documentStarts: BufferSlice<Int32>?
  private let slopes: [Double]?
  private let rotary: RotaryTables<Scalar>?

  /// Plans what all layers share: nothing is laid onto the tape yet.
  ///
  /// - Parameter documentStarts: where each position's document begins, if attention is to stay
  ///   within documents.
  init(
    tape: Tape<Scalar>, arena: Arena, configuration c: ModelConfiguration,
    parameters: DecoderParameters<Scalar>, batch: Int, time: Int,
    documentStarts: BufferSlice<Int32>?
  ) {
    self.tape = tape
    configuration = c
    features = c.features
    self.parameters = parameters
    self.batch = batch
    self.time = time
    self.documentStarts = documentStarts
    slopes = c.attentionSlopes
    rotary = RotaryTables(c, arena: arena, positionCount: time)
  }

  /// The same parts for another tape.
  func on(_ tape: Tape<Scalar>) -> DecoderBlocks {
    var blocks = self
    blocks.tape = tape
    return blocks
  }

  /// A parameter that the layout is known to hold: both come from one configuration.
  private func parameter(_ name: String) -> Variable<Scalar> {
    guard let variable = parameters.variables[name] else {
      preconditionFailure("the layout has no parameter \(name)")
    }
    return variable
  }

  func embedding(_ tokens: BufferSlice<Int32>) -> Variable<Scalar> {
    let positions =
      features.positions == .learned ? parameter(ParameterNames.positionEmbedding) : nil
    let scale = configuration.embeddingScale
    let x =
      if let packed = parameters.packed[ParameterNames.tokenEmbedding] {
        tape.embedding(
          tokens, packed: packed, positions: positions, batch: batch, time: time, scale: scale)
      } else {
        tape.embedding(
          tokens, table: parameter(ParameterNames.tokenEmbedding), positions: positions,
          batch: batch, time: time, scale: scale)
      }
    return features.normalizesEmbedding ? normalization(x, ParameterNames.embeddingNorm) : x
  }

  /// A layer, counted from 0: attention, then the feed-forward part, or both of the same stream.
  func layer(_ x: Variable<Scalar>, _ index: Int) -> Variable<Scalar> {
    let names = ParameterNames.layer(index)
    let attended = part(
      of: x, residual: x, before: names.attentionNorm, after: names.attentionOutputNorm
    ) { attention($0, names, index, residual: $1) }
    return part(
      of: features.isParallel ? x : attended, residual: attended, before: names.feedForwardNorm,
      after: names.feedForwardOutputNorm
    ) { feedForward($0, names, residual: $1) }
  }

  /// A part of a layer with its normalizations, added to the residual stream.
  ///
  /// - Parameter body: the part of what it reads, with a residual added where it is given one.
  private func part(
    of x: Variable<Scalar>, residual: Variable<Scalar>, before: ParameterNames.Normalization,
    after: ParameterNames.Normalization,
    body: (Variable<Scalar>, Variable<Scalar>?) -> Variable<Scalar>
  ) -> Variable<Scalar> {
    let input = features.normalizesBefore ? normalization(x, before) : x
    guard features.normalizesAfter else { return body(input, residual) }
    return tape.add(normalization(body(input, nil), after), to: residual)
  }

  func normalization(
    _ x: Variable<Scalar>, _ names: ParameterNames.Normalization
  ) -> Variable<Scalar> {
    let gain = parameter(names.gain)
    let epsilon = configuration.normalizationEpsilon
    return switch features.normalization {
    case .rootMeanSquare, .rootMeanSquareAroundOne:
      tape.rmsNormalization(x, gain: gain, epsilon: epsilon, gainOffset: features.gainOffset)
    case .layer:
      tape.layerNormalization(x, gain: gain, bias: parameter(names.bias), epsilon: epsilon)
    }
  }

  private func linear(
    _ x: Variable<Scalar>, _ names: ParameterNames.Linear, residual: Variable<Scalar>? = nil
  ) -> Variable<Scalar> {
    // Whether a layer has a bias is the layout's to say.
    product(
      x, names.weight, bias: parameters.variables[names.bias], residual: residual, part: .linear)
  }

  private func product(
    _ x: Variable<Scalar>, _ name: String, bias: Variable<Scalar>? = nil,
    residual: Variable<Scalar>? = nil, part: StepPart
  ) -> Variable<Scalar> {
    let updates = parameters.updates[name] ?? []
    if let packed = parameters.packed[name] {
      return tape.linear(
        x, packed: packed, bias: bias, residual: residual, updates: updates, part: part)
    }
    return tape.linear(
      x, weight: parameter(name), bias: bias, residual: residual, updates: updates, part: part)
  }

  private func attention(
    _ x: Variable<Scalar>, _ names: ParameterNames.Layer, _ layer: Int,
    residual: Variable<Scalar>?
  ) -> Variable<Scalar> {
    let shape = configuration.attentionShape(batch: batch, time: time, layer: layer)
    var projected = linear(x, names.queryKeyValue)
    if let groups = configuration.queryKeyGroups {
      projected = tape.queryKeyNormalization(
        projected, queryGain: parameter(names.queryNorm.gain),
        keyGain: parameter(names.keyNorm.gain), shape: shape, groups: groups,
        epsilon: configuration.normalizationEpsilon, gainOffset: features.gainOffset)
    }
    let heads = tape.attention(
      projected, shape: shape, slopes: slopes, rotary: rotary?.table(ofLayer: layer),
      documentStarts: documentStarts)
    return linear(heads, names.attentionOutput, residual: residual)
  }

  private func feedForward(
    _ x: Variable<Scalar>, _ names: ParameterNames.Layer, residual: Variable<Scalar>?
  ) -> Variable<Scalar> {
    let up = linear(x, names.up)
    let hidden =
      switch features.feedForward {
      case .swiGLU: tape.gated(linear(x, names.gate), up: up, activation: .silu)
      case .geGLU: tape.gated(linear(x, names.gate), up: up, activation: .gelu)
      case .gelu: tape.gelu(up)
      case .exactGELU: tape.gelu(up, form: .exact)
      }
    return linear(hidden, names.down, residual: residual)
  }

  func head(_ x: Variable<Scalar>) -> Variable<Scalar> {
    let name = configuration.isHeadTied ? ParameterNames.tokenEmbedding : ParameterNames.head
    let scores = product(x, name, part: .head)
    return features.headSoftCap.map { tape.softCap(scores, at: $0) } ?? scores
  }
}

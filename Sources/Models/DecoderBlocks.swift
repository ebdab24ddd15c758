import Groundwork
import Tensors

/// The parts of a decoder, laid onto a tape as the configuration's features ask for them.
struct DecoderBlocks<Scalar: TensorScalar> {
  let tape: Tape<Scalar>
  let configuration: ModelConfiguration
  let parameters: [String: Variable<Scalar>]
  let batch: Int
  let time: Int
  private let documentStarts: BufferSlice<Int32>?
  private let slopes: [Double]?
  private let rotary: RotaryTable<Scalar>?

  /// Plans what all layers share: nothing is laid onto the tape yet.
  ///
  /// - Parameter documentStarts: where each position's document begins, if attention is to stay
  ///   within documents.
  init(
    tape: Tape<Scalar>, configuration c: ModelConfiguration,
    parameters: [String: Variable<Scalar>], batch: Int, time: Int,
    documentStarts: BufferSlice<Int32>?
  ) {
    self.tape = tape
    configuration = c
    self.parameters = parameters
    self.batch = batch
    self.time = time
    self.documentStarts = documentStarts
    slopes = c.attentionSlopes
    rotary =
      c.positions == .rotary
      ? tape.rotaryTable(positionCount: time, headWidth: c.headWidth, base: c.rotaryBase) : nil
  }

  /// A parameter that the layout is known to hold: both come from one configuration.
  private func parameter(_ name: String) -> Variable<Scalar> {
    guard let variable = parameters[name] else {
      preconditionFailure("the layout has no parameter \(name)")
    }
    return variable
  }

  func embedding(_ tokens: BufferSlice<Int32>) -> Variable<Scalar> {
    let x = tape.embedding(
      tokens, table: parameter(ParameterNames.tokenEmbedding),
      positions: configuration.positions == .learned
        ? parameter(ParameterNames.positionEmbedding) : nil, batch: batch, time: time)
    return configuration.normalizesEmbedding
      ? normalization(x, ParameterNames.embeddingNorm) : x
  }

  func normalization(
    _ x: Variable<Scalar>, _ names: ParameterNames.Normalization
  ) -> Variable<Scalar> {
    let gain = parameter(names.gain)
    let epsilon = configuration.normalizationEpsilon
    return switch configuration.normalization {
    case .rootMeanSquare: tape.rmsNormalization(x, gain: gain, epsilon: epsilon)
    case .layer:
      tape.layerNormalization(x, gain: gain, bias: parameter(names.bias), epsilon: epsilon)
    }
  }

  private func linear(
    _ x: Variable<Scalar>, _ names: ParameterNames.Linear, residual: Variable<Scalar>? = nil
  ) -> Variable<Scalar> {
    tape.linear(
      x, weight: parameter(names.weight),
      bias: configuration.hasBiases ? parameter(names.bias) : nil, residual: residual)
  }

  func attention(
    _ x: Variable<Scalar>, _ names: ParameterNames.Layer, residual: Variable<Scalar>
  ) -> Variable<Scalar> {
    let heads = tape.attention(
      linear(x, names.queryKeyValue),
      shape: configuration.attentionShape(batch: batch, time: time), slopes: slopes,
      rotary: rotary, documentStarts: documentStarts)
    return linear(heads, names.attentionOutput, residual: residual)
  }

  func feedForward(
    _ x: Variable<Scalar>, _ names: ParameterNames.Layer, residual: Variable<Scalar>
  ) -> Variable<Scalar> {
    let up = linear(x, names.up)
    let hidden =
      switch configuration.feedForward {
      case .swiGLU: tape.swiGLU(gate: linear(x, names.gate), up: up)
      case .gelu: tape.gelu(up)
      }
    return linear(hidden, names.down, residual: residual)
  }

  func head(_ x: Variable<Scalar>) -> Variable<Scalar> {
    let name = configuration.isHeadTied ? ParameterNames.tokenEmbedding : ParameterNames.head
    return tape.linear(x, weight: parameter(name), part: .head)
  }
}

import Groundwork
import Tensors

/// The parts of a decoder, laid onto a tape: what differs between the families is decided here.
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
    slopes = c.family == .bloom ? AttentionShape.alibiSlopes(headCount: c.headCount) : nil
    rotary =
      c.family == .llama
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
      tokens, table: parameter("tokenEmbedding.weight"),
      positions: parameters["positionEmbedding.weight"], batch: batch, time: time)
    return configuration.family == .bloom ? normalization(x, "embeddingNorm") : x
  }

  func normalization(_ x: Variable<Scalar>, _ name: String) -> Variable<Scalar> {
    let gain = parameter("\(name).gain")
    let epsilon = configuration.normalizationEpsilon
    if configuration.family == .llama {
      return tape.rmsNormalization(x, gain: gain, epsilon: epsilon)
    }
    return tape.layerNormalization(
      x, gain: gain, bias: parameter("\(name).bias"), epsilon: epsilon)
  }

  private func linear(
    _ x: Variable<Scalar>, _ name: String, residual: Variable<Scalar>? = nil
  ) -> Variable<Scalar> {
    tape.linear(
      x, weight: parameter("\(name).weight"), bias: parameters["\(name).bias"], residual: residual)
  }

  func attention(
    _ x: Variable<Scalar>, _ layer: Int, residual: Variable<Scalar>
  ) -> Variable<Scalar> {
    let heads = tape.attention(
      linear(x, "layers.\(layer).attention.queryKeyValue"),
      shape: configuration.attentionShape(batch: batch, time: time), slopes: slopes,
      rotary: rotary, documentStarts: documentStarts)
    return linear(heads, "layers.\(layer).attention.output", residual: residual)
  }

  func feedForward(
    _ x: Variable<Scalar>, _ layer: Int, residual: Variable<Scalar>
  ) -> Variable<Scalar> {
    let up = linear(x, "layers.\(layer).feedForward.up")
    let hidden =
      configuration.family == .llama
      ? tape.swiGLU(gate: linear(x, "layers.\(layer).feedForward.gate"), up: up) : tape.gelu(up)
    return linear(hidden, "layers.\(layer).feedForward.down", residual: residual)
  }

  func head(_ x: Variable<Scalar>) -> Variable<Scalar> {
    tape.linear(
      x, weight: parameters["head.weight"] ?? parameter("tokenEmbedding.weight"), part: .head)
  }
}

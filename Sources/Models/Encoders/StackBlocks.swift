import Groundwork
import Tensors

/// A stack of layers, laid onto a tape as its features ask for.
struct StackBlocks<Scalar: TensorScalar> {
  let tape: Tape<Scalar>
  let arena: Arena
  let shape: StackShape
  let names: StackNames
  let variables: [String: Variable<Scalar>]
  let batch: Int
  let time: Int

  /// What the layers of a decoder attend to besides.
  struct Memory {
    /// (batch · time, width).
    let stream: Variable<Scalar>
    let time: Int
    /// (batch · the stack's time): how many of its positions each query sees.
    let visibleCounts: BufferSlice<Int32>
  }

  /// A parameter that the layout is known to hold: both come from one configuration.
  func parameter(_ name: String) -> Variable<Scalar> {
    guard let variable = variables[name] else {
      preconditionFailure("the layout has no parameter \(name)")
    }
    return variable
  }

  func linear(
    _ x: Variable<Scalar>, _ names: ParameterNames.Linear, residual: Variable<Scalar>? = nil
  ) -> Variable<Scalar> {
    tape.linear(
      x, weight: parameter(names.weight), bias: variables[names.bias], residual: residual)
  }

  func normalization(
    _ x: Variable<Scalar>, _ names: ParameterNames.Normalization
  ) -> Variable<Scalar> {
    let (gain, epsilon) = (parameter(names.gain), shape.normalizationEpsilon)
    return switch shape.features.normalization {
    case .rootMeanSquare: tape.rmsNormalization(x, gain: gain, epsilon: epsilon)
    case .layer:
      tape.layerNormalization(x, gain: gain, bias: parameter(names.bias), epsilon: epsilon)
    }
  }

  /// All layers, and the last normalization where there is one.
  ///
  /// - Parameters:
  ///   - visibleCounts: (batch · time): how many of the first positions each one sees.
  ///   - isTwoSided: whether positions after a query have distances of their own.
  func layers(
    _ x: Variable<Scalar>, visibleCounts: BufferSlice<Int32>, isTwoSided: Bool,
    memory: Memory? = nil
  ) -> Variable<Scalar> {
    // Distances between two sequences mean nothing: only attention to oneself has biases.
    let bias = shape.relativePositions(isTwoSided: isTwoSided).map {
      RelativeBias(
        table: parameter(names.relativePositions), positions: $0, queryTime: time, keyTime: time,
        arena: arena)
    }
    var stream = x
    for index in 0..<shape.layerCount {
      let layer = names.layer(index)
      stream = part(stream, layer.attention.norm) { read, residual in
        attention(
          read, of: read, keyTime: time, visibleCounts: visibleCounts, bias: bias,
          layer.attention, residual: residual)
      }
      if let memory {
        stream = part(stream, layer.crossAttention.norm) { read, residual in
          attention(
            read, of: memory.stream, keyTime: memory.time, visibleCounts: memory.visibleCounts,
            bias: nil, layer.crossAttention, residual: residual)
        }
      }
      stream = part(stream, layer.feedForwardNorm) { feedForward($0, layer, residual: $1) }
    }
    return shape.features.normalizationPlace == .before
      ? normalization(stream, names.finalNorm) : stream
  }

  /// A part of a layer with its normalization, added to the residual stream.
  ///
  /// - Parameter body: the part of what it reads, with the residual added.
  private func part(
    _ x: Variable<Scalar>, _ norm: ParameterNames.Normalization,
    _ body: (_ read: Variable<Scalar>, _ residual: Variable<Scalar>) -> Variable<Scalar>
  ) -> Variable<Scalar> {
    switch shape.features.normalizationPlace {
    case .before: body(normalization(x, norm), x)
    case .afterSum: normalization(body(x, x), norm)
    }
  }

  private func attention(
    _ x: Variable<Scalar>, of read: Variable<Scalar>, keyTime: Int,
    visibleCounts: BufferSlice<Int32>, bias: RelativeBias<Scalar>?, _ names: StackNames.Attention,
    residual: Variable<Scalar>
  ) -> Variable<Scalar> {
    let heads = tape.crossAttention(
      queries: linear(x, names.query), keysValues: linear(read, names.keyValue),
      visibleCounts: visibleCounts, bias: bias,
      shape: CrossAttentionShape(
        batch: batch, queryTime: time, keyTime: keyTime, headCount: shape.headCount,
        headWidth: shape.headWidth, scale: shape.features.attentionScale))
    return linear(heads, names.output, residual: residual)
  }

  private func feedForward(
    _ x: Variable<Scalar>, _ names: StackNames.Layer, residual: Variable<Scalar>
  ) -> Variable<Scalar> {
    let up = linear(x, names.up)
    let hidden =
      switch shape.features.feedForward {
      case .relu: tape.relu(up)
      case .gelu: tape.gelu(up)
      case .exactGELU: tape.gelu(up, form: .exact)
      case .geGLU: tape.gated(linear(x, names.gate), up: up, activation: .gelu)
      }
    return linear(hidden, names.down, residual: residual)
  }
}

/// What the parameters of a stack are called: layout, network and files agree by it.
///
///     StackNames(prefix: "encoder.").layer(0).attention.query.weight
///     // encoder.layers.0.attention.query.weight
public struct StackNames: Hashable, Sendable {
  /// The parameters of an attention. Keys and values are one matrix: the rows of all keys, then those
  /// of all values.
  public struct Attention: Hashable, Sendable {
    public let query: ParameterNames.Linear
    public let keyValue: ParameterNames.Linear
    public let output: ParameterNames.Linear
    /// Before the part, or after the sum: see `StackFeatures.NormalizationPlace`.
    public let norm: ParameterNames.Normalization

    init(prefix: String) {
      query = .init(prefix: prefix + ".query")
      keyValue = .init(prefix: prefix + ".keyValue")
      output = .init(prefix: prefix + ".output")
      norm = .init(prefix: prefix + "Norm")
    }
  }

  /// The parts of a layer, in the order of the forward pass.
  public struct Layer: Hashable, Sendable {
    public let attention: Attention
    /// Of what another stack read; only in a decoder beside an encoder.
    public let crossAttention: Attention
    /// Only where the feed-forward part is a gated one.
    public let gate: ParameterNames.Linear
    public let up: ParameterNames.Linear
    public let down: ParameterNames.Linear
    public let feedForwardNorm: ParameterNames.Normalization
  }

  let prefix: String

  /// - Parameter prefix: what all names begin with, such as `decoder.`.
  public init(prefix: String = "") { self.prefix = prefix }

  /// (bucket count, headCount); only where positions are relative.
  public var relativePositions: String { prefix + "relativePositions.weight" }

  /// Only where parts read what is normalized.
  public var finalNorm: ParameterNames.Normalization { .init(prefix: prefix + "finalNorm") }

  /// The parts of a layer, counted from 0.
  public func layer(_ index: Int) -> Layer {
    let place = "\(prefix)layers.\(index)"
    return Layer(
      attention: Attention(prefix: place + ".attention"),
      crossAttention: Attention(prefix: place + ".crossAttention"),
      gate: .init(prefix: place + ".feedForward.gate"),
      up: .init(prefix: place + ".feedForward.up"),
      down: .init(prefix: place + ".feedForward.down"),
      feedForwardNorm: .init(prefix: place + ".feedForwardNorm"))
  }
}

extension StackShape {
  /// Lists the parameters of the stack, in the order of the forward pass.
  ///
  /// - Parameter readsMemory: whether each layer attends to what another stack read.
  func list(_ names: StackNames, readsMemory: Bool, into entries: inout [ParameterLayout.Entry]) {
    func normalization(_ names: ParameterNames.Normalization) {
      entries.append((names.gain, 1, width, .gain))
      if features.normalization == .layer { entries.append((names.bias, 1, width, .bias)) }
    }
    func linear(
      _ names: ParameterNames.Linear, _ out: Int, _ input: Int,
      _ role: ParameterSpecification.Role = .matrix
    ) {
      entries.append((names.weight, out, input, role))
      if features.hasBiases { entries.append((names.bias, 1, out, .bias)) }
    }
    func part(_ norm: ParameterNames.Normalization, _ body: () -> Void) {
      if features.normalizationPlace == .before { normalization(norm) }
      body()
      if features.normalizationPlace == .afterSum { normalization(norm) }
    }
    func attention(_ names: StackNames.Attention) {
      part(names.norm) {
        linear(names.query, attentionWidth, width)
        linear(names.keyValue, 2 * attentionWidth, width)
        linear(names.output, width, attentionWidth, .residualMatrix)
      }
    }
    if case .relative(let count, _) = features.positions {
      entries.append((names.relativePositions, count, headCount, .embedding))
    }
    for index in 0..<layerCount {
      let layer = names.layer(index)
      attention(layer.attention)
      if readsMemory { attention(layer.crossAttention) }
      part(layer.feedForwardNorm) {
        if features.feedForward == .geGLU { linear(layer.gate, feedForwardWidth, width) }
        linear(layer.up, feedForwardWidth, width)
        linear(layer.down, width, feedForwardWidth, .residualMatrix)
      }
    }
    if features.normalizationPlace == .before { normalization(names.finalNorm) }
  }
}

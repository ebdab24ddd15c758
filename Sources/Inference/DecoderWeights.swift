import Groundwork
import Models
import Tensors

/// The weights of a decoder by their place in the network, looked up once.
///
/// Slices point into the source's memory: whoever keeps these keeps the source.
struct DecoderWeights {
  /// LayerNorm's gain and bias, or RMSNorm's gain alone.
  struct Normalization {
    let gain: BufferSlice<Float>
    let bias: BufferSlice<Float>?

    /// Normalizes rows; `statistics` is scratch for two numbers a row, and rows may be normalized where
    /// they stand.
    func apply(
      _ x: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>,
      statistics: UnsafeMutablePointer<Float>, rows: Int, width: Int, epsilon: Float,
      gainOffset: Float
    ) {
      if let bias {
        LayerNormalizationKernel.forward(
          x, gain: gain.pointer, bias: bias.pointer, into: out, means: statistics,
          scales: statistics + rows, rows: rows, width: width, epsilon: epsilon)
      } else {
        RMSNormalizationKernel.forward(
          x, gain: gain.pointer, into: out, scales: statistics, rows: rows, width: width,
          epsilon: epsilon, gainOffset: gainOffset)
      }
    }
  }

  struct Linear {
    let matrix: any WeightMatrix
    let bias: BufferSlice<Float>?
  }

  struct Layer {
    /// Of what attention and feed-forward part read; nil where they read the stream itself.
    let attentionNorm: Normalization?
    let feedForwardNorm: Normalization?
    /// Of what they add; nil where it is added as it is.
    let attentionOutputNorm: Normalization?
    let feedForwardOutputNorm: Normalization?
    /// The gains of normalized queries and keys.
    let queryKeyGains: (query: BufferSlice<Float>, key: BufferSlice<Float>)?
    let queryKeyValue: Linear
    let output: Linear
    /// Nil where the feed-forward part has no gate.
    let gate: Linear?
    let up: Linear
    let down: Linear
  }

  let embedding: any WeightMatrix
  let positions: (any WeightMatrix)?
  let embeddingNorm: Normalization?
  let layers: [Layer]
  let finalNorm: Normalization
  let head: any WeightMatrix

  /// - Throws: `InferenceError.unsupported` for a weight that the source does not have.
  init(_ source: any WeightSource) throws(InferenceError) {
    let c = source.configuration
    let find = WeightFinder(source: source)
    embedding = try find.matrix(ParameterNames.tokenEmbedding)
    positions =
      c.features.positions == .learned ? try find.matrix(ParameterNames.positionEmbedding) : nil
    embeddingNorm =
      c.features.normalizesEmbedding ? try find.normalization(ParameterNames.embeddingNorm) : nil
    let hasBiases = c.features.hasFeedForwardBiases
    func before(_ names: ParameterNames.Normalization) throws(InferenceError) -> Normalization? {
      c.features.normalizesBefore ? try find.normalization(names) : nil
    }
    func after(_ names: ParameterNames.Normalization) throws(InferenceError) -> Normalization? {
      c.features.normalizesAfter ? try find.normalization(names) : nil
    }
    var layers: [Layer] = []
    for layer in 0..<c.layerCount {
      let names = ParameterNames.layer(layer)
      layers.append(
        Layer(
          attentionNorm: try before(names.attentionNorm),
          feedForwardNorm: try before(names.feedForwardNorm),
          attentionOutputNorm: try after(names.attentionOutputNorm),
          feedForwardOutputNorm: try after(names.feedForwardOutputNorm),
          queryKeyGains: c.features.queryKeyNormalization == .none
            ? nil
            : (try find.vector(names.queryNorm.gain), try find.vector(names.keyNorm.gain)),
          queryKeyValue: try find.linear(names.queryKeyValue, c.features.hasQueryKeyValueBias),
          output: try find.linear(names.attentionOutput, c.features.hasAttentionOutputBias),
          gate: c.features.isGated ? try find.linear(names.gate, hasBiases) : nil,
          up: try find.linear(names.up, hasBiases),
          down: try find.linear(names.down, hasBiases)))
    }
    self.layers = layers
    finalNorm = try find.normalization(ParameterNames.finalNorm)
    head = c.isHeadTied ? embedding : try find.matrix(ParameterNames.head)
  }
}

/// Looks weights up and says which is missing.
private struct WeightFinder {
  let source: any WeightSource

  func matrix(_ name: String) throws(InferenceError) -> any WeightMatrix {
    guard let matrix = source.matrix(name) else { throw missing(name) }
    return matrix
  }

  func linear(
    _ names: ParameterNames.Linear, _ hasBias: Bool
  ) throws(InferenceError) -> DecoderWeights.Linear {
    DecoderWeights.Linear(
      matrix: try matrix(names.weight), bias: hasBias ? try vector(names.bias) : nil)
  }

  func normalization(
    _ names: ParameterNames.Normalization
  ) throws(InferenceError) -> DecoderWeights.Normalization {
    let hasBias = source.configuration.features.hasNormalizationBiases
    return DecoderWeights.Normalization(
      gain: try vector(names.gain), bias: hasBias ? try vector(names.bias) : nil)
  }

  func vector(_ name: String) throws(InferenceError) -> BufferSlice<Float> {
    guard let vector = source.vector(name) else { throw missing(name) }
    return vector
  }

  private func missing(_ name: String) -> InferenceError {
    .unsupported("the model has no parameter \(name); save it again, whole")
  }
}

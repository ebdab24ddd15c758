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

    /// Normalizes rows; `statistics` is scratch for two numbers a row.
    func apply(
      _ x: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>,
      statistics: UnsafeMutablePointer<Float>, rows: Int, width: Int, epsilon: Float
    ) {
      if let bias {
        LayerNormalizationKernel.forward(
          x, gain: gain.pointer, bias: bias.pointer, into: out, means: statistics,
          scales: statistics + rows, rows: rows, width: width, epsilon: epsilon)
      } else {
        RMSNormalizationKernel.forward(
          x, gain: gain.pointer, into: out, scales: statistics, rows: rows, width: width,
          epsilon: epsilon)
      }
    }
  }

  struct Linear {
    let matrix: any WeightMatrix
    let bias: BufferSlice<Float>?
  }

  struct Layer {
    let attentionNorm: Normalization
    let queryKeyValue: Linear
    let output: Linear
    let feedForwardNorm: Normalization
    /// SwiGLU's gate; nil where the feed-forward part is GELU's.
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
    positions = c.positions == .learned ? try find.matrix(ParameterNames.positionEmbedding) : nil
    embeddingNorm =
      c.normalizesEmbedding ? try find.normalization(ParameterNames.embeddingNorm) : nil
    var layers: [Layer] = []
    for layer in 0..<c.layerCount {
      let names = ParameterNames.layer(layer)
      layers.append(
        Layer(
          attentionNorm: try find.normalization(names.attentionNorm),
          queryKeyValue: try find.linear(names.queryKeyValue),
          output: try find.linear(names.attentionOutput),
          feedForwardNorm: try find.normalization(names.feedForwardNorm),
          gate: c.feedForward == .swiGLU ? try find.linear(names.gate) : nil,
          up: try find.linear(names.up),
          down: try find.linear(names.down)))
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

  func linear(_ names: ParameterNames.Linear) throws(InferenceError) -> DecoderWeights.Linear {
    DecoderWeights.Linear(matrix: try matrix(names.weight), bias: try bias(names.bias))
  }

  func normalization(
    _ names: ParameterNames.Normalization
  ) throws(InferenceError) -> DecoderWeights.Normalization {
    DecoderWeights.Normalization(gain: try vector(names.gain), bias: try bias(names.bias))
  }

  /// The bias, where the model has them.
  private func bias(_ name: String) throws(InferenceError) -> BufferSlice<Float>? {
    source.configuration.hasBiases ? try vector(name) : nil
  }

  private func vector(_ name: String) throws(InferenceError) -> BufferSlice<Float> {
    guard let vector = source.vector(name) else { throw missing(name) }
    return vector
  }

  private func missing(_ name: String) -> InferenceError {
    .unsupported("the model has no parameter \(name); save it again, whole")
  }
}

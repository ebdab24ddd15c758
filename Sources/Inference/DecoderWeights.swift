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
    embedding = try find.matrix("tokenEmbedding.weight")
    positions = c.family == .gpt2 ? try find.matrix("positionEmbedding.weight") : nil
    embeddingNorm = c.family == .bloom ? try find.normalization("embeddingNorm") : nil
    var layers: [Layer] = []
    for layer in 0..<c.layerCount {
      let prefix = "layers.\(layer)"
      layers.append(
        Layer(
          attentionNorm: try find.normalization("\(prefix).attentionNorm"),
          queryKeyValue: try find.linear("\(prefix).attention.queryKeyValue"),
          output: try find.linear("\(prefix).attention.output"),
          feedForwardNorm: try find.normalization("\(prefix).feedForwardNorm"),
          gate: c.family == .llama ? try find.linear("\(prefix).feedForward.gate") : nil,
          up: try find.linear("\(prefix).feedForward.up"),
          down: try find.linear("\(prefix).feedForward.down")))
    }
    self.layers = layers
    finalNorm = try find.normalization("finalNorm")
    head = c.isHeadTied ? embedding : try find.matrix("head.weight")
  }
}

/// Looks weights up and says which is missing.
private struct WeightFinder {
  let source: any WeightSource

  func matrix(_ name: String) throws(InferenceError) -> any WeightMatrix {
    guard let matrix = source.matrix(name) else { throw missing(name) }
    return matrix
  }

  func linear(_ name: String) throws(InferenceError) -> DecoderWeights.Linear {
    DecoderWeights.Linear(
      matrix: try matrix("\(name).weight"), bias: try bias("\(name).bias"))
  }

  func normalization(_ name: String) throws(InferenceError) -> DecoderWeights.Normalization {
    DecoderWeights.Normalization(
      gain: try vector("\(name).gain"), bias: try bias("\(name).bias"))
  }

  /// The bias, where the family has them.
  private func bias(_ name: String) throws(InferenceError) -> BufferSlice<Float>? {
    source.configuration.family == .llama ? nil : try vector(name)
  }

  private func vector(_ name: String) throws(InferenceError) -> BufferSlice<Float> {
    guard let vector = source.vector(name) else { throw missing(name) }
    return vector
  }

  private func missing(_ name: String) -> InferenceError {
    .unsupported("the model has no parameter \(name); save it again, whole")
  }
}

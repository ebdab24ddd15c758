import Tensors

extension ModelConfiguration {
  /// Throws where a model needs more memory than the machine has, before any of it is taken.
  ///
  /// What is counted is a lower bound: parameters, gradients and moments, and the activations that
  /// every plan holds. It is computed in Float64, so that no size is too large to be refused.
  /// - Parameters:
  ///   - batch: sequences at a time; 0 for the parameters alone.
  ///   - copies: buffers as large as the parameters: 1 to run, 3 + replicas to train.
  ///   - keepsLayers: whether every layer's activations stay, as in training.
  public func requireMemory(
    batch: Int = 0, time: Int = 0, copies: Int = 1, keepsLayers: Bool = false
  ) throws(ModelError) {
    let tokens = Double(batch) * Double(time)
    let layer =
      Double(headCount + 2 * keyValueHeadCount) * Double(headWidth) + 2 * Double(width)
      + Double(feedForwardWidth)
    let activations =
      tokens * (layer * (keepsLayers ? Double(layerCount) : 1) + Double(vocabularySize))
    let bytes =
      (approximateParameterCount * Double(copies) + activations)
      * Double(MemoryLayout<Float>.stride)
    let available = Double(MachineProbe.memoryByteCount)
    guard bytes <= available else {
      throw .tooLittleMemory(needed: bytes, available: available)
    }
  }

  /// The parameters in matrices and embeddings; gains and biases are few.
  var approximateParameterCount: Double {
    let (width, heads) = (Double(width), Double(headCount) * Double(headWidth))
    let keysAndValues = 2 * Double(keyValueHeadCount) * Double(headWidth)
    let feedForward = Double(feedForwardWidth) * Double(features.feedForwardMatrixCount)
    let layer = width * (2 * heads + keysAndValues + feedForward)
    return layer * Double(layerCount) + width * Double(vocabularySize) * (isHeadTied ? 1 : 2)
  }
}

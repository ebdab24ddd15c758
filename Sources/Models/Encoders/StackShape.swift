import Tensors

/// The sizes of a stack of layers, and what it is made of.
public struct StackShape: Codable, Hashable, Sendable {
  /// The width of the residual stream.
  public var width: Int
  public var layerCount: Int
  public var headCount: Int
  /// The width of a head of queries, keys or values.
  public var headWidth: Int
  public var feedForwardWidth: Int
  /// The ε under the square root of the normalizations.
  public var normalizationEpsilon: Double
  public var features: StackFeatures

  /// Sizes; what is left out follows custom.
  public init(
    width: Int, layerCount: Int, headCount: Int, headWidth: Int? = nil,
    feedForwardWidth: Int? = nil, normalizationEpsilon: Double = 1e-6,
    features: StackFeatures = StackFeatures()
  ) {
    self.width = width
    self.layerCount = layerCount
    self.headCount = headCount
    self.headWidth = headWidth ?? (headCount > 0 ? width / headCount : 0)
    self.feedForwardWidth = feedForwardWidth ?? 4 * width
    self.normalizationEpsilon = normalizationEpsilon
    self.features = features
  }

  /// The width of all heads together.
  var attentionWidth: Int { headCount * headWidth }

  /// The relative positions of a stack that reads both ways, or forward alone; nil where there are none.
  func relativePositions(isTwoSided: Bool) -> RelativePositions? {
    guard case .relative(let count, let distance) = features.positions else { return nil }
    return RelativePositions(
      bucketCount: count, maximumDistance: distance, isTwoSided: isTwoSided)
  }

  /// Throws what makes this shape impossible, in one line.
  func validate() throws(ModelError) {
    try requireSizes([
      ("width", width), ("layers", layerCount), ("heads", headCount), ("head width", headWidth),
      ("feed-forward width", feedForwardWidth),
    ])
    guard layerCount <= 1 << 16 else {
      throw .impossibleShape("\(layerCount) layers; at most \(1 << 16) are counted")
    }
    if !(normalizationEpsilon > 0 && normalizationEpsilon < 1) {
      throw .impossibleShape("the normalization epsilon is \(normalizationEpsilon), not in (0, 1)")
    }
    if let scale = features.attentionScale, !(scale > 0 && scale.isFinite) {
      throw .impossibleShape("the attention scale is \(scale); it must be positive")
    }
    if case .relative(let count, let distance) = features.positions {
      guard (4...1 << 16).contains(count) && count % 2 == 0 else {
        throw .impossibleShape("\(count) buckets of distances; an even number from 4 is needed")
      }
      guard distance > count / 2 && distance <= 1 << 24 else {
        throw .impossibleShape(
          "distances up to \(distance) do not fill \(count) buckets; more than half as many are needed"
        )
      }
    }
  }

  /// How much everything weighs, before anything is counted exactly.
  var approximateParameterCount: Double {
    let (d, a) = (Double(width), Double(attentionWidth))
    return Double(layerCount) * d * (8 * a + 3 * Double(feedForwardWidth))
  }
}

/// Throws for a size that no model has.
func requireSizes(_ sizes: [(String, Int)]) throws(ModelError) {
  for (name, size) in sizes where size < 1 {
    throw .impossibleShape("\(name) is \(size); it must be at least 1")
  }
  for (name, size) in sizes where size > 1 << 24 {
    throw .impossibleShape("\(name) is \(size), more than \(1 << 24)")
  }
}

/// Throws for an id outside a vocabulary.
func requireIDs(_ ids: [(String, Int?)], vocabulary: Int) throws(ModelError) {
  for (name, id) in ids {
    if let id, id < 0 || id >= vocabulary {
      throw .impossibleShape("the \(name) id \(id) lies outside the vocabulary of \(vocabulary)")
    }
  }
}

/// One parameter: its name, shape, place and first value.
public struct ParameterSpecification: Hashable, Sendable {
  /// What a parameter is for; decides its first value and whether it decays.
  public enum Role: Hashable, Sendable {
    case embedding, matrix, residualMatrix, gain, bias
  }

  /// The workbook's own name, of `ParameterNames`, such as `layers.0.attention.output.weight`.
  public let name: String
  /// 1 for vectors. Matrices are (out, in), so that a layer computes x·Wᵀ.
  public let rows: Int
  public let columns: Int
  public let role: Role
  /// Where its elements begin in the flat buffer of all parameters.
  public let offset: Int

  public var count: Int { rows * columns }
  /// Weight decay pulls on matrices alone, never on gains and biases: decayed gains were one of the
  /// faults of BloombergGPT's first runs (Wu et al. 2023, appendix C).
  public var decays: Bool { role != .gain && role != .bias }
  public var isVector: Bool { role == .gain || role == .bias }
}

/// All parameters of a model, or of an adapter, in the order of the forward pass, in one flat buffer.
public struct ParameterLayout: Hashable, Sendable {
  public let specifications: [ParameterSpecification]
  /// The elements of the flat buffer, padding included.
  public let count: Int
  private let indices: [String: Int]

  /// Parameters begin at multiples of 16 elements: a cache line of `Float`.
  static let alignment = 16

  public init(_ configuration: ModelConfiguration) {
    var builder = Builder()
    let c = configuration
    let features = c.features
    func normalization(_ names: ParameterNames.Normalization) {
      builder.add(names.gain, 1, c.width, .gain)
      if features.hasNormalizationBiases { builder.add(names.bias, 1, c.width, .bias) }
    }
    func linear(
      _ names: ParameterNames.Linear, _ out: Int, _ input: Int,
      _ role: ParameterSpecification.Role, hasBias: Bool
    ) {
      builder.add(names.weight, out, input, role)
      if hasBias { builder.add(names.bias, 1, out, .bias) }
    }
    let hasBiases = features.hasFeedForwardBiases
    builder.add(ParameterNames.tokenEmbedding, c.vocabularySize, c.width, .embedding)
    if features.positions == .learned {
      builder.add(ParameterNames.positionEmbedding, c.contextLength, c.width, .embedding)
    }
    if features.normalizesEmbedding { normalization(ParameterNames.embeddingNorm) }
    let rowWidth = c.attentionShape(batch: 1, time: 1).rowWidth
    for layer in 0..<c.layerCount {
      let names = ParameterNames.layer(layer)
      if features.normalizesBefore { normalization(names.attentionNorm) }
      linear(
        names.queryKeyValue, rowWidth, c.width, .matrix, hasBias: features.hasQueryKeyValueBias)
      if let groups = c.queryKeyGroups {
        builder.add(names.queryNorm.gain, 1, groups.queryWidth, .gain)
        builder.add(names.keyNorm.gain, 1, groups.keyWidth, .gain)
      }
      linear(
        names.attentionOutput, c.width, c.headCount * c.headWidth, .residualMatrix,
        hasBias: features.hasAttentionOutputBias)
      if features.normalizesAfter { normalization(names.attentionOutputNorm) }
      if features.normalizesBefore { normalization(names.feedForwardNorm) }
      if features.isGated {
        linear(names.gate, c.feedForwardWidth, c.width, .matrix, hasBias: hasBiases)
      }
      linear(names.up, c.feedForwardWidth, c.width, .matrix, hasBias: hasBiases)
      linear(names.down, c.width, c.feedForwardWidth, .residualMatrix, hasBias: hasBiases)
      if features.normalizesAfter { normalization(names.feedForwardOutputNorm) }
    }
    normalization(ParameterNames.finalNorm)
    if !c.isHeadTied { builder.add(ParameterNames.head, c.vocabularySize, c.width, .matrix) }
    self.init(builder)
  }

  /// A layout of matrices alone, in the order given: that of an adapter.
  init(_ matrices: [(name: String, rows: Int, columns: Int)]) {
    var builder = Builder()
    for (name, rows, columns) in matrices { builder.add(name, rows, columns, .matrix) }
    self.init(builder)
  }

  /// A parameter of a layout that is being listed.
  typealias Entry = (name: String, rows: Int, columns: Int, role: ParameterSpecification.Role)

  /// A layout of parameters in the order given: that of an encoder or an encoder–decoder.
  init(listing entries: [Entry]) {
    var builder = Builder()
    for entry in entries { builder.add(entry.name, entry.rows, entry.columns, entry.role) }
    self.init(builder)
  }

  private init(_ builder: Builder) {
    specifications = builder.specifications
    count = builder.offset
    indices = Dictionary(
      uniqueKeysWithValues: builder.specifications.enumerated().map { ($1.name, $0) })
  }

  /// The parameter of a name.
  public subscript(name: String) -> ParameterSpecification? {
    indices[name].map { specifications[$0] }
  }

  private struct Builder {
    var specifications: [ParameterSpecification] = []
    var offset = 0

    mutating func add(
      _ name: String, _ rows: Int, _ columns: Int, _ role: ParameterSpecification.Role
    ) {
      specifications.append(
        ParameterSpecification(
          name: name, rows: rows, columns: columns, role: role, offset: offset))
      let alignment = ParameterLayout.alignment
      offset += (rows * columns + alignment - 1) / alignment * alignment
    }
  }
}

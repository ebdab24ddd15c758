import Models

/// Which form each matrix of a model is to have.
///
///     let plan = try QuantizationPlan(configuration, format: .q4K, keep: [("*attn_v", .q80)])
///     plan.tensors[1].element
///
/// - Every matrix gets the format, where its rows are whole blocks of it; else the form that `fitting` says.
/// - The matrix that the head multiplies by, also where it is the token embedding, gets Q6_K or, where its
///   rows do not fit, Q8_0, if the format has fewer bits: what `llama-quantize` does, for its errors go into the
///   scores as they are.
/// - Every vector stays F32, and so does a table of learned positions where the format is one of whole numbers.
/// - What is kept has the form that it is kept in.
public struct QuantizationPlan: Sendable {
  /// A matrix, and what becomes of it.
  public struct Tensor: Sendable {
    /// The name in a GGUF file.
    public let name: String
    /// The name in transformers; nil where it has no tensor for just these rows.
    public let huggingFaceName: String?
    /// (out, in).
    public let shape: [Int]
    public let element: GGUFElement
    /// What it would have been, had its rows fitted.
    public let wanted: GGUFElement
    /// Whether it has the form of all others, neither kept in another nor the head's or positions'.
    public let isOfFormat: Bool
    let mapping: GGUFMapping

    /// The weights that are to share a scale, where somebody wants groups of a size: of matrices that have the
    /// form of all others, or one that stands in for it, whose blocks can repeat a scale.
    func groupSize(_ wanted: Int?) -> Int? {
      guard let wanted, isOfFormat, let shape = element.gridShape, shape.stepCodes == nil,
        wanted > shape.runLength
      else { return nil }
      return wanted
    }
  }

  public let format: GGUFElement
  /// In the order of a GGUF file.
  public let tensors: [Tensor]

  /// - Parameter keep: names or patterns, and forms; of two that mean the same matrix the later one holds.
  ///   A name is a GGUF or a Hugging Face one, with or without `.weight`; `*` stands for anything.
  /// - Throws: `RoundingError` for a name that no matrix has.
  public init(
    _ configuration: ModelConfiguration, format: GGUFElement,
    keep: [(name: String, element: GGUFElement)] = []
  ) throws(RoundingError) {
    self.format = format
    // A GGUF file may keep rows in another order; what it cannot hold at all is said when it is written.
    let names = TensorNames((try? configuration.asGGUF()) ?? configuration)
    var kept: [Int: GGUFElement] = [:]
    for (name, element) in keep {
      for index in try names.matching(name) { kept[index] = element }
    }
    let head = configuration.isHeadTied ? ParameterNames.tokenEmbedding : ParameterNames.head
    tensors = names.matrices.enumerated().map { index, entry in
      let mapping = entry.mapping
      let columns = mapping.shape[1]
      var wanted = kept[index] ?? format
      var isOfFormat = kept[index] == nil
      if isOfFormat, format.gridShape != nil,
        mapping.parameter == ParameterNames.positionEmbedding
      {
        (wanted, isOfFormat) = (.float32, false)
      } else if isOfFormat, mapping.parameter == head,
        format.bitsPerWeight < GGUFElement.q6K.bitsPerWeight
      {
        (wanted, isOfFormat) = (.q6K, false)
      }
      return Tensor(
        name: mapping.tensor, huggingFaceName: entry.huggingFace, shape: mapping.shape,
        element: wanted.fitting(columns: columns), wanted: wanted, isOfFormat: isOfFormat,
        mapping: mapping)
    }
  }
}

extension GGUFElement {
  /// This form, or what stands in for it where rows are no whole number of blocks: for superblocks of 256
  /// the form with blocks of 32 that llama.cpp takes, for those F16.
  public func fitting(columns: Int) -> GGUFElement {
    guard columns % blockSize != 0 else { return self }
    let smaller: GGUFElement =
      switch self {
      case .q2K, .q3K: .q40
      case .q4K: .q50
      case .q5K: .q51
      case .q6K: .q80
      default: .float16
      }
    return smaller.fitting(columns: columns)
  }
}
